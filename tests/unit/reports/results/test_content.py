import datetime as dt
from dataclasses import replace
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.assessment.results.results import (
    CapitalStatus,
    CapReason,
    LevelCap,
    Overall,
    Profile,
    QuestionSource,
    RecommendedStart,
    StartReason,
)
from app.reports.results.building import build_report
from app.reports.results.content import ReportContent
from app.reports.results.subject import Approval, Findings, ResponseCounts, Subject
from app.rounds.assessments.plans import Target
from tests.unit.reports.support import samples

QUESTIONNAIRE = samples.questionnaire()
PROFILE = samples.profile(QUESTIONNAIRE)
SUBJECT = Subject("Ale", "1440", Form.LONG, dt.date(2026, 11, 23))
FINDINGS = Findings(
    PROFILE,
    samples.comparison(QUESTIONNAIRE),
    samples.start(),
    samples.next_steps(QUESTIONNAIRE),
    {"politiskt": Target(4, 2028)},
    earlier=samples.earlier(QUESTIONNAIRE),
    support=samples.support(),
)
PEOPLE = ResponseCounts(14, 12, 11)


def content(subject: Subject = SUBJECT, findings: Findings = FINDINGS) -> ReportContent:
    return build_report(QUESTIONNAIRE, subject, findings, PEOPLE)


def test_without_approval_the_report_is_a_draft() -> None:
    assert content().status == "Utkast"
    assert not content().is_final


def test_an_approved_report_names_the_day_and_the_approver() -> None:
    subject = replace(SUBJECT, approval=Approval(dt.date(2026, 11, 20), "Anna Ek"))
    assert content(subject).status == "Fastställd 20\u00a0november\u00a02026 av Anna Ek"


def test_the_same_content_has_the_same_fingerprint() -> None:
    assert content().fingerprint() == content().fingerprint()


def test_any_change_of_content_changes_the_fingerprint() -> None:
    fingerprints = {
        content().fingerprint(),
        content(replace(SUBJECT, is_example_data=True)).fingerprint(),
        content(findings=replace(FINDINGS, comparison=None)).fingerprint(),
    }
    assert len(fingerprints) == 3


def test_three_years_have_a_part_of_their_own_and_two_do_not() -> None:
    development, editions = samples.development(QUESTIONNAIRE)
    development_part = content(findings=replace(FINDINGS, development=development, editions=editions)).development
    assert development_part is not None
    assert development_part.figure.title == "Utveckling 2023–2026"
    assert development_part.whole.caption == "Förändring från 2023 till 2026"
    assert len(development_part.notes) == 4
    two = replace(development, whole=None)
    assert content(findings=replace(FINDINGS, development=two, editions=editions[1:])).development is None
    assert content().development is None


def test_page_one_tells_level_strength_hindrance_change_targets_steps_and_proposal() -> None:
    summary = content().summary
    assert [line.name for line in summary.levels] == [name for _, name, _ in samples.CAPITALS]
    assert summary.strong == (
        "Finansiellt kapital är starkast: Delvis på plats (2,8).",
        "Därefter kommer realt kapital: Delvis på plats (2,5).",
    )
    assert summary.holding == (
        "Politiskt kapital är svagast: Påbörjat (2,0).",
        "I politiskt kapital och organisatoriskt kapital håller en svag kärnfråga nere nivån.",
        "Dynamiskt kapital saknar tillräckligt underlag.",
    )
    assert summary.changed[1:] == (
        "Tydligt upp: politiskt kapital (+0,8) och finansiellt kapital (+0,5).",
        "Tydligt ned: relationskapital (\u22120,7).",
    )
    assert len(summary.steps) == 3
    assert summary.targets == ("Politiskt kapital: Etablerat 2028.",)
    assert summary.proposal.points[1] == "börja med finansiellt kapital"


def test_page_one_clips_long_steps_but_the_later_chapter_tells_them_whole() -> None:
    question = QUESTIONNAIRE.questions[FINDINGS.next_steps[0].question_id]
    long = question.model_copy(
        update={"next_step": tuple(f"{number} " + "ord " * 150 + "slut." for number in range(4))}
    )
    capital = QUESTIONNAIRE.capitals[0]
    questions = tuple(long if item.id == long.id else item for item in capital.questions)
    edition = QUESTIONNAIRE.model_copy(
        update={"capitals": (capital.model_copy(update={"questions": questions}), *QUESTIONNAIRE.capitals[1:])}
    )
    edition = Questionnaire.model_validate(edition.model_dump())
    report = build_report(edition, SUBJECT, FINDINGS, PEOPLE)
    assert len(report.summary.steps[0].text) <= 170
    assert report.start.steps[0].text.endswith("slut.")


def test_without_an_earlier_year_the_report_says_that_there_is_nothing_to_compare_with() -> None:
    report = content(findings=replace(FINDINGS, comparison=None))
    assert report.change is None
    assert report.change_notes == ("Det finns ingen tidigare fastställd självskattning att jämföra med.",)


def test_skipped_years_are_told() -> None:
    comparison = replace(samples.comparison(QUESTIONNAIRE), earlier_year=2023, skipped_years=(2024, 2025))
    report = content(findings=replace(FINDINGS, comparison=comparison))
    assert "Ni jämförs med 2023, eftersom 2024 och 2025 saknar fastställd självskattning." in report.change_notes


def test_a_chapter_names_the_question_that_caps_its_level() -> None:
    notes = content().chapters[0].notes
    assert notes[0] == (
        "Indexet räcker till nivån Delvis på plats. Nivån stannar på Påbörjat, eftersom kärnfrågan "
        "”Vilket arbetssätt har ni för politiskt-1?” har ett lägre resultat."
    )


def test_a_missing_core_question_is_told_as_missing() -> None:
    first = PROFILE.capitals[0]
    cap = LevelCap(CapReason.MISSING_CORE, ("politiskt-1", "politiskt-2"), 5, 4)
    profile = replace(PROFILE, capitals=(replace(first, cap=cap), *PROFILE.capitals[1:]))
    note = content(findings=replace(FINDINGS, profile=profile)).chapters[0].notes[0]
    assert "eftersom kärnfrågorna " in note
    assert note.endswith("saknar resultat.")


def test_a_question_tells_what_is_reached_and_what_comes_next() -> None:
    line = content().chapters[0].questions[0]
    assert (line.value, line.reached_level, line.next_level) == ("1,0", "1 · Påbörjat", "Till 2 · Delvis på plats")
    assert line.next == "Skriv ner hur politiskt-1 blir mer än påbörjat."


def test_a_question_without_result_is_a_dash_and_never_zero() -> None:
    line = content().chapters[5].questions[0]
    assert (line.value, line.reached) == ("–", "För få svar för ett resultat.")


def test_no_overall_figure_stands_where_a_capital_lacks_a_score() -> None:
    assert content().overall == "Inget samlat medel visas, eftersom minst ett kapitalslag saknar resultat."


def test_the_overall_figure_stands_together_with_the_weakest_capital() -> None:
    profile = replace(samples.profile(QUESTIONNAIRE, missing=None), overall=Overall(Fraction(9, 4), "politiskt"))
    report = content(findings=replace(FINDINGS, profile=profile))
    assert report.overall == "Medel över kapitalslagen är 2,3. Svagast är politiskt kapital med 2,0."


def test_the_start_is_explained_by_what_depends_on_it() -> None:
    assert content().start.reasons == (
        (
            "Finansiellt kapital har ännu inte nått nivån ”Delvis på plats”, "
            "och relationskapital, humankapital och organisatoriskt kapital bygger på det."
        ),
    )


def test_the_start_is_explained_by_the_largest_gap() -> None:
    start = RecommendedStart("realt", StartReason.LARGEST_GAP, (), Fraction(3, 2))
    recommendation = content(findings=replace(FINDINGS, start=start)).start
    assert recommendation.headline == "Börja med realt kapital."
    assert recommendation.reasons == ("Där är det längst till målet: index 2,5 mot nivå 4.",)


def test_without_grounds_no_start_is_invented() -> None:
    report = content(findings=Findings(PROFILE))
    assert report.start.headline == "Underlaget räcker inte för att föreslå var ni ska börja."
    assert not any(point.startswith("börja med") for point in report.summary.proposal.points)


def test_corrections_and_example_data_stand_among_the_facts() -> None:
    facts = content(replace(SUBJECT, is_example_data=True, corrections=("Ett ord rättades.",))).facts
    assert ("Rättelse i formuläret", "Ett ord rättades.") in facts
    assert facts[-1][0] == "Exempeldata"


def test_a_trial_says_that_it_is_compared_with_nothing() -> None:
    trial = content(replace(SUBJECT, is_trial=True), replace(FINDINGS, comparison=None))
    assert trial.change_notes == trial.summary.changed == ("En provomgång jämförs inte med tidigare år.",)
    assert "Provomgång" in dict(trial.facts)


def test_capitals_that_are_all_alike_have_neither_strongest_nor_weakest() -> None:
    alike = tuple(
        replace(result, index=Fraction(2), level=3, status=CapitalStatus.SCORED, cap=None)
        for result in samples.profile(QUESTIONNAIRE, missing=None).capitals
    )
    summary = content(findings=replace(FINDINGS, profile=Profile(alike, (), None))).summary
    assert summary.strong == ("Alla kapitalslag ligger lika.",)
    assert not any("svagast" in line for line in summary.holding)


def divided(profile: Profile) -> Profile:
    """The same, where the kommun did not agree on the first question of all."""
    first, *others = profile.capitals
    question, *rest = first.questions
    first_question = replace(question, not_united=True, source=QuestionSource.ROLE_BALANCED)
    return replace(profile, capitals=(replace(first, questions=(first_question, *rest)), *others))


def test_a_question_they_did_not_agree_on_says_so_beside_its_mean() -> None:
    report = content(findings=replace(FINDINGS, profile=divided(PROFILE)))
    first, *others = report.chapters[0].questions
    assert first.source == "enades inte, medel av rollerna"
    assert first.value != "–"
    assert not any("enades inte" in line.source for line in others)
    assert "På 1\u00a0fråga enades ni inte. Där gäller medlet av svaren." in report.gathering[2]
    assert "enades ni inte" not in content().gathering[2]
