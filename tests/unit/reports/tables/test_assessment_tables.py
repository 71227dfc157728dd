"""The figures of `samples`, by hand: politiskt has 1, 8/3, 4/3 and 3, so its index is (1 + 8/3 + 4/3 + 3)/4 = 2."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import Outcome
from app.assessment.meeting.samsyn import Samsyn
from app.assessment.results.results import CapitalStatus, Interval, NoInterval
from app.reports.kernel.tables import Cell, ExportTable, Mark, Measure
from app.reports.results.data_file import profile_csv
from app.reports.results.subject import Approval, ResponseCounts
from app.reports.tables.assessment_tables import assessment_export, kolada_of
from app.reports.tables.marking import Basis
from app.rounds.assessments.plans import Action, ActionStatus
from tests.unit.reports.results.test_content import FINDINGS, PEOPLE, PROFILE, QUESTIONNAIRE, SUBJECT, content
from tests.unit.reports.support import samples

BASIS = Basis(QUESTIONNAIRE, SUBJECT, FINDINGS, PEOPLE)
SAMSYN = tuple(
    Samsyn(profile_capital.capital_id, 0, None, None, None, None, None) for profile_capital in PROFILE.capitals
)


def table(basis: Basis, name: str) -> ExportTable:
    export_table = assessment_export(basis, content(basis.subject, basis.findings), "fil").table(name)
    assert export_table is not None
    return export_table


def cells(basis: Basis, name: str, capital_id: str) -> dict[str, Cell]:
    export_table = table(basis, name)
    row = next(row for row in export_table.rows if row[0] == capital_id)
    return dict(zip((column.key for column in export_table.columns), row, strict=True))


def without_answers(people: int) -> Basis:
    """Of several, of whom so few have answered."""
    return replace(
        BASIS, findings=replace(FINDINGS, samsyn=SAMSYN), participation=ResponseCounts(people, people, people)
    )


def test_a_capital_s_row_has_index_level_target_change_and_median() -> None:
    basis = replace(BASIS, findings=replace(FINDINGS, benchmark={"politiskt": Decimal("2.5")}))
    row = cells(basis, "kapitalslag", "politiskt")
    assert (row["index"], row["level_position"], row["level"]) == (Measure(Decimal(2)), 2, "Påbörjat")
    assert (row["capped"], row["coverage"]) == ("ja", Measure(Decimal(1), 2))
    assert (row["target_position"], row["target"], row["target_year"]) == (4, "Etablerat", 2028)
    assert (row["earlier_year"], row["earlier_index"]) == (2025, Measure(Decimal("1.75")))
    # On the shared questions, three of four, 2 now and 1,25 then: up 0,75.
    assert (row["change_on_shared_questions"], row["trend"]) == (Measure(Decimal("0.75")), "tydligt upp")
    assert (row["shared_questions"], row["questions"]) == (3, 4)
    assert row["others_median"] == Measure(Decimal("2.5"))


def test_an_interval_has_no_more_decimals_than_the_pages_so_that_it_does_not_tell_how_the_answers_are_spread() -> None:
    """Five indices with the mean 0,8: 0 0 0 0 4 have another variance than any other five, which exact ends give
    away.
    """
    sure = Interval(1.34567, 2.65433, 5, 0.3067, 4, few=True)
    profile = replace(PROFILE, capitals=(replace(PROFILE.capitals[0], interval=sure), *PROFILE.capitals[1:]))
    findings = replace(FINDINGS, profile=profile)
    row = cells(replace(BASIS, findings=findings), "kapitalslag", profile.capitals[0].capital_id)
    assert (row["interval_low"], row["interval_high"]) == (Measure(Decimal("1.3")), Measure(Decimal("2.7")))
    first = next(csv.DictReader(io.StringIO(profile_csv(content(findings=findings)).decode())))
    assert (first["interval_low"], first["interval_high"]) == ("1.3", "2.7")


def test_too_little_to_go_by_is_missing_and_what_few_have_answered_is_protected() -> None:
    assert cells(without_answers(5), "kapitalslag", samples.MISSING)["index"] is Mark.MISSING
    assert cells(without_answers(4), "kapitalslag", samples.MISSING)["index"] is Mark.PROTECTED
    assert cells(without_answers(4), "fragor", samples.MISSING)["result"] is Mark.PROTECTED
    # One who answers for the whole kommun is nobody to protect.
    alone = replace(BASIS, participation=ResponseCounts(1, 1, 1))
    assert cells(alone, "kapitalslag", samples.MISSING)["index"] is Mark.MISSING


def test_what_does_not_apply_has_a_mark_of_its_own() -> None:
    capital = replace(
        PROFILE.capitals[5], status=CapitalStatus.NOT_APPLICABLE, coverage=None, interval=NoInterval.NO_SCORE
    )
    profile = replace(PROFILE, capitals=(*PROFILE.capitals[:5], capital, *PROFILE.capitals[6:]))
    row = cells(replace(BASIS, findings=replace(FINDINGS, profile=profile)), "kapitalslag", capital.capital_id)
    assert {row[key] for key in ("index", "level", "coverage", "interval_low", "dont_know")} == {Mark.NOT_APPLICABLE}


def test_the_development_has_a_row_per_capital_and_year_with_what_can_be_compared() -> None:
    development, editions = samples.development(QUESTIONNAIRE)
    findings = replace(FINDINGS, development=development, editions=tuple(editions))
    rows = {(row[0], row[2]): row[3:] for row in table(replace(BASIS, findings=findings), "utveckling").rows}
    assert len(rows) == 8 * 3
    # Politiskt came in 2025; dynamiskt had too little to go by then.
    assert rows["politiskt", 2023] == ("ingick inte", *(Mark.NOT_APPLICABLE,) * 8)
    assert rows["dynamiskt", 2025][:4] == ("otillräckligt underlag", *(Mark.MISSING,) * 3)
    assert rows["finansiellt", 2026][4] == 2025
    # Up half a level since 2025, on three of its four questions.
    assert rows["finansiellt", 2026][5:] == (Measure(Decimal("0.5")), "tydligt upp", 3, 4)
    assert assessment_export(BASIS, content(), "fil").table("utveckling") is None


def test_without_a_year_to_compare_with_nothing_applies_and_a_withheld_year_is_protected() -> None:
    alone = replace(BASIS, findings=replace(FINDINGS, comparison=None, earlier=None))
    withheld = replace(BASIS, findings=replace(FINDINGS, comparison=None, earlier=None, withheld_years=(2025,)))
    for key in ("earlier_year", "earlier_index", "change_on_shared_questions", "trend"):
        assert cells(alone, "kapitalslag", "politiskt")[key] is Mark.NOT_APPLICABLE
        assert cells(withheld, "kapitalslag", "politiskt")[key] is Mark.PROTECTED


def test_the_others_median_is_protected_unless_it_may_be_shown() -> None:
    assert cells(BASIS, "kapitalslag", "politiskt")["others_median"] is Mark.PROTECTED
    trial = replace(BASIS, subject=replace(SUBJECT, is_trial=True))
    assert cells(trial, "kapitalslag", "politiskt")["others_median"] is Mark.NOT_APPLICABLE


def test_agreement_has_as_many_decimals_as_the_report() -> None:
    indices = (Samsyn("politiskt", 4, 0.7499, 0.6161, None, True, None), *SAMSYN[1:])
    basis = replace(BASIS, findings=replace(FINDINGS, samsyn=indices))
    row = cells(basis, "samsyn", "politiskt")
    assert (row["ad_m"], row["a_wg"]) == (Measure(Decimal("0.7")), Measure(Decimal("0.62"), 2))
    assert (row["r_wg_j"], row["agrees"]) == (Mark.MISSING, "ja")
    assert cells(basis, "samsyn", "human")["ad_m"] is Mark.PROTECTED
    assert assessment_export(BASIS, content(), "fil").table("samsyn") is None


def test_actions_and_their_owners_are_told_as_written() -> None:
    actions = (Action("human", "=1+1", "", None, ActionStatus.UNDER_WAY),)
    rows = table(replace(BASIS, findings=replace(FINDINGS, actions=actions)), "atgarder").rows
    assert rows == (("human", "Humankapital", "=1+1", None, None, "pågår", None, None, None, None),)


def test_an_action_of_a_capital_that_has_no_result_is_in_the_file_all_the_same() -> None:
    profile = replace(FINDINGS.profile, capitals=FINDINGS.profile.capitals[:1])
    findings = replace(FINDINGS, profile=profile, actions=(Action("human", "Utbilda chefer"),))
    assert table(replace(BASIS, findings=findings), "atgarder").rows[0][:3] == (
        "human",
        "Humankapital",
        "Utbilda chefer",
    )


def test_reasons_are_there_only_when_they_are_to_be_shown() -> None:
    assert assessment_export(BASIS, content(), "fil").table("skal") is None
    assert table(replace(BASIS, findings=replace(FINDINGS, reasons_shown=True)), "skal").rows == ()


def test_reasons_about_the_direction_are_among_the_reasons() -> None:
    outcomes = {"human-enighet": Outcome(Answer.level(2), reason="Alla vill", evidence_url="https://ale.se/x")}
    rows = table(replace(BASIS, findings=replace(FINDINGS, reasons_shown=True, outcomes=outcomes)), "skal").rows
    text = QUESTIONNAIRE.questions["human-enighet"].text
    assert rows == (("human", "Humankapital", "human-enighet", text, "Alla vill", "https://ale.se/x"),)


def test_files_say_by_name_that_they_are_drafts_or_examples_and_name_no_approver() -> None:
    subject = replace(SUBJECT, approval=Approval(SUBJECT.generated, "Anna Ek"), is_example_data=True)
    export = assessment_export(replace(BASIS, subject=subject), content(subject), "fil")
    assert (export.stem, export.source.marks) == ("fil-exempeldata", ("Exempeldata",))
    assert "Anna Ek" not in str(export)
    assert assessment_export(BASIS, content(), "fil").stem == "fil-utkast"


def test_kolada_s_rows_are_the_capitals_indices() -> None:
    rows = kolada_of(BASIS).rows
    assert rows[0] == ("omstallningsformaga-politiskt", "1440", 2026, Measure(Decimal(2)), "")
    assert rows[5] == ("omstallningsformaga-dynamiskt", "1440", 2026, None, "-")
