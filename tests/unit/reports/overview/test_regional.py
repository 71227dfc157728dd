"""What a regional report says of the six kommuner of `regional_samples`, and of none, few and many."""

import csv
import io
import re
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

import pytest

from app.reports.goals.ambition_text import ambition_text
from app.reports.goals.ambition_words import conditions_kept
from app.reports.goals.goal_words import goal_text
from app.reports.kernel.wording import NBSP
from app.reports.overview.regional.change_words import countable
from app.reports.overview.regional.content import RegionalContent, contents
from app.reports.overview.regional.data import regional_csv
from app.reports.overview.regional.figures import levels_figure
from app.reports.overview.regional.subject import KommunState, RegionalFindings, YearChangePanel
from app.rounds.goals.ambition import AmbitionInputs, Share, conditions
from app.rounds.goals.decision import AmbitionDecision, StoredAmbition
from app.rounds.goals.follow_up import follow_up
from app.rounds.overview.overview import MeanChange, Showing, mean_changes
from app.rounds.progress.round_board import Stage
from tests.unit.reports.support import regional_samples as samples
from tests.unit.reports.support.regional_samples import (
    CHANGES,
    HIDDEN,
    INSUFFICIENT,
    INVITED,
    SHARING,
    SUBJECT,
    content,
    findings,
    kommun,
    many,
    panel,
    profile,
)
from tests.unit.rounds.goals.builders import a_goal, a_year


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def told(lines: tuple[str, ...]) -> list[str]:
    return [plain(line) for line in lines]


def rows(report: RegionalContent) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(regional_csv(report).decode())))


def test_page_one_tells_who_takes_part() -> None:
    """Of six, all but Öckerö have a result; Årjäng has one and keeps it. 5 · 8 of 6 · 10 people are done: 66.7 %."""
    assert told(content().summary.participation) == [
        (
            "I 5 av 6 kommuner är svarstiden avslutad. 5 har fastställt sitt resultat. 4 delar det med regionen, alla med "
            "resultat i minst ett kapitalslag."
        ),
        "40 av 60 tillfrågade personer är klara (66 %).",
    ]


def test_none_is_a_word_and_no_figure() -> None:
    assert told(content(findings(HIDDEN)).summary.participation) == [
        "I 1 av 2 kommuner är svarstiden avslutad. 1 har fastställt sitt resultat. Ingen delar det med regionen.",
        "8 av 20 tillfrågade personer är klara (40 %).",
    ]
    assert content(findings(HIDDEN[1:])).summary.participation[0] == "Svarstiden är inte avslutad i någon kommun än."


def test_a_kommun_that_shares_without_any_result_is_not_counted_as_having_one() -> None:
    """Answering has ended in Ale, but no capital has answers enough."""
    empty = kommun(1, "Ale", profile(INSUFFICIENT))
    report = content(findings((empty, *SHARING[1:], *HIDDEN)))
    assert told(report.summary.participation)[0] == (
        "I 5 av 6 kommuner är svarstiden avslutad. 5 har fastställt sitt resultat. 4 delar det med regionen; 3 av dem har "
        "resultat i minst ett kapitalslag."
    )
    assert "som har fastställt sitt resultat" in report.method[0][1]
    assert plain(content(findings((empty, *HIDDEN))).summary.participation[0]).endswith(
        "1 delar det med regionen; ingen av dem har resultat i minst ett kapitalslag."
    )


def test_page_one_tells_how_many_reach_the_level_others_build_on() -> None:
    lines = {line.name: plain(line.shown) for line in content().summary.lines}
    assert lines["Politiskt kapital"] == "1 av 4"
    assert lines["Dynamiskt kapital"] == "3 av 3"
    assert lines["Mottagarförmåga"] == "3 av 3"


def test_strong_is_what_most_reach_and_cross_cutting_dimensions_are_not_ranked() -> None:
    assert told(content().summary.strong) == [
        "Minst två av tre kommuner når nivån ”Delvis på plats”:",
        "Relationskapital: 4 av 4.",
        "Humankapital: 4 av 4.",
        "Organisatoriskt kapital: 4 av 4.",
    ]


def test_three_of_five_are_not_called_most() -> None:
    """Of 60, the 36 on the third level and above are 60 %: more than half, and less than two of three."""
    assert content(many(60)).summary.strong == (
        "I inget kapitalslag når minst två av tre kommuner nivån ”Delvis på plats”.",
    )


def test_a_gap_of_three_is_proposed_to_be_closed_together_with_those_who_have_it() -> None:
    report = content()
    assert told(report.summary.together)[1:] == ["Politiskt kapital: 3 av 4."]
    assert [(gap.capital, plain(gap.told), gap.kommuner) for gap in report.gaps] == [
        ("Politiskt kapital", "3 av 4 kommuner med index", "Bollebygd, Essunga och Färgelanda")
    ]
    assert told(report.summary.proposals) == [
        "Ta fram ett gemensamt stöd i politiskt kapital för Bollebygd, Essunga och Färgelanda.",
        "Hjälp den kommun som inte är klar än, så att bilden blir hel.",
        "Berätta för kommunerna vad bilden används till. Om de delar sitt resultat väljer de själva.",
    ]
    assert "Besluta att kommunerna får gemensamt stöd i politiskt kapital." in report.summary.decisions


def test_a_round_that_is_over_waits_for_nobody() -> None:
    over = content(subject=replace(SUBJECT, closed_on=SUBJECT.closes_on))
    assert plain(over.status) == "Omgången avslutades 15 december 2026"
    assert plain(content().status) == "Omgången pågår, sista dag att svara 15 december 2026"
    assert not any("inte är klar" in line for line in over.summary.proposals)
    assert over.participation_notes[1] == "”har inte svarat”: kommunen fick inget resultat."
    assert content().participation_notes[1] == "”har inte svarat”: ingen har svarat än."


def test_the_change_of_the_mean_is_judged_in_pairs_with_how_many_kommuner_went_which_way() -> None:
    report = content()
    changes = {line.name: line.change for line in report.summary.lines}
    assert changes["Politiskt kapital"] == "tydligt upp (+0,50; 6 av 6\N{NO-BREAK SPACE}upp)"
    assert changes["Finansiellt kapital"] == "ingen tydlig förändring"
    assert changes["Realt kapital"] == "–"
    assert told(report.summary.changed) == [
        "6 kommuner av 13 i omgången har fastställt och delar sitt resultat både 2025 och 2026.",
        "Sedan 2025 har medlet gått tydligt upp i politiskt kapital (6 av 6 upp).",
    ]
    assert report.change is not None
    assert report.change.table.rows[1] == (
        "Finansiellt kapital", "−0,15", "−0,37 till +0,07", "ingen tydlig förändring", "1 av 6", "4 av 6",
    )  # fmt: skip
    assert report.change.table.rows[6][3] == "jämförs inte"
    assert "politiskt kapital +0,50, tydligt upp, 6 av 6 kommuner upp" in plain(report.change.alternative).lower()


def test_in_how_many_the_change_can_be_counted_is_said_where_it_is_not_in_all() -> None:
    """Of seven that share both years six can be compared, and one of those not in finansiellt."""
    changes = [CHANGES[0][:1], *CHANGES[1:]]
    means = mean_changes([capital.id for capital in samples.QUESTIONNAIRE.capitals], changes, INVITED)
    report = content(findings(years=YearChangePanel(2025, 7, INVITED, means)))
    assert report.summary.changed[0].endswith("I 6 av dem, 5 för finansiellt kapital, går förändringen att räkna.")
    assert report.change_notes[0] == report.summary.changed[0]
    alike = mean_changes([capital.id for capital in samples.QUESTIONNAIRE.capitals], CHANGES, INVITED)
    assert (
        content(findings(years=YearChangePanel(2025, 7, INVITED, alike)))
        .summary.changed[0]
        .endswith("både 2025 och 2026. I 6 av dem går förändringen att räkna.")
    )
    assert "går förändringen att räkna" not in content().summary.changed[0]


def test_many_exceptions_are_told_as_a_range() -> None:
    changes = [
        MeanChange(capital.id, amount, None, None, None, 0, 0, 0)
        for capital, amount in zip(samples.QUESTIONNAIRE.capitals, (7, 7, 6, 5, 4, 7, 7, 0), strict=True)
    ]
    assert countable(samples.QUESTIONNAIRE, changes, 8) == (
        "I 4 till 7 av dem, olika många per kapitalslag, går förändringen att räkna."
    )
    assert countable(samples.QUESTIONNAIRE, changes[:3], 7) == (
        "I alla, 6 för relationskapital, går förändringen att räkna."
    )


def test_the_verdict_is_told_to_be_stricter_than_the_interval_beside_it() -> None:
    assert content().change_verdict == (
        "Intervallet gäller ett kapitalslag i taget. Bedömningen prövar alla tillsammans och är därför strängare."
    )
    assert content(findings()).change_verdict == ""


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (None, "Det finns ingen tidigare omgång att jämföra med."),
        (panel(0), "Ingen kommun har fastställt och delar sitt resultat både 2025 och 2026."),
    ],
)
def test_without_years_to_compare_there_are_words_and_no_figure(years: YearChangePanel | None, words: str) -> None:
    report = content(findings(years=years))
    assert (report.change, report.change_notes, report.summary.changed) == (None, (words,), (words,))


def test_a_draft_is_under_way_and_told_with_nothing_else() -> None:
    draft = kommun(7, "Tanum", None, showing=Showing.NOT_READY, stage=Stage.DRAFT)
    report = content(findings((*SHARING, draft)))
    assert report.participation.rows[-1][-1] == "pågår"
    assert "”pågår”: kommunen har inte fastställt något resultat än." in told(report.participation_notes)
    assert report.profiles is not None
    assert report.profiles.without == "Utan resultat här: Tanum (pågår)."
    assert [row["record"] for row in rows(report) if row["municipality"] == "Tanum"] == ["kommun"]
    assert "Hjälp den kommun som inte är klar än, så att bilden blir hel." in told(report.summary.proposals)
    assert not any("delar sitt resultat väljer de själva" in proposal for proposal in told(report.summary.proposals))


def test_who_has_handed_in_is_not_among_those_to_help() -> None:
    submitted = kommun(7, "Tanum", None, showing=Showing.NOT_READY, stage=Stage.SUBMITTED)
    assert not any(
        proposal.startswith("Hjälp") for proposal in content(findings((*SHARING, submitted))).summary.proposals
    )


def test_kommuner_without_a_result_are_told_apart_and_never_counted_as_low() -> None:
    report = content()
    assert [(row[0], row[1], row[4]) for row in report.participation.rows] == [
        ("Ale", "fastställt", "är med här"),
        ("Bollebygd", "fastställt", "är med här"),
        ("Essunga", "fastställt", "är med här"),
        ("Färgelanda", "fastställt", "är med här"),
        ("Årjäng", "fastställt", "delar inte"),
        ("Öckerö", "inte påbörjad", "har inte svarat"),
    ]
    assert report.profiles is not None
    assert report.profiles.without == "Utan resultat här: Årjäng (delar inte) och Öckerö (har inte svarat)."
    assert report.levels is not None
    assert [row.on_level for row in report.levels.rows][:2] == [(0, 3, 1, 0, 0), (1, 0, 1, 1, 1)]
    assert [row.without for row in report.levels.rows] == [0, 0, 0, 0, 0, 1, 0, 1]
    assert told(report.missing) == [
        "1 kommun har otillräckligt underlag i dynamiskt kapital.",
        "1 kommun har svarat att frågorna inte är tillämpliga i mottagarförmåga.",
    ]


def test_the_figure_of_levels_gives_its_numbers_in_words() -> None:
    figure = levels_figure(samples.QUESTIONNAIRE, samples.QUESTIONNAIRE.capitals, findings().distributions)
    assert "Politiskt kapital: 3 på Påbörjat, 1 på Delvis på plats;" in figure.alternative
    assert "Dynamiskt kapital: 1 på Delvis på plats, 1 på Etablerat, 1 på Integrerat och lärande, 1 utan" in (
        figure.alternative
    )
    # 1 + 2·5 + 1 + 2 on the third: politiskt 1, finansiellt 1, four times 2, dynamiskt 1, mottagarförmåga 2.
    assert figure.conclusion == "Vanligast över alla kapitalslag är nivån ”Delvis på plats”."


def test_the_table_of_results_has_index_and_level_in_words_in_the_order_of_names() -> None:
    profiles = content().profiles
    assert profiles is not None
    assert [row.kommun for row in profiles.rows] == ["Ale", "Bollebygd", "Essunga", "Färgelanda"]
    essunga = profiles.rows[2].cells
    assert [(cell.index, cell.level) for cell in essunga[:2]] == [("1,5", "Påbörjat"), ("0,5", "Saknas")]
    assert (profiles.rows[0].cells[5].index, profiles.rows[0].cells[5].level) == ("", "otillräckligt underlag")


def test_every_sharing_kommun_has_a_radar_with_the_same_axes_its_gaps_and_its_numbers() -> None:
    profiles = content().profiles
    assert profiles is not None
    assert {radar.axes for radar in profiles.radars} == {profiles.key.axes}
    assert {radar.scale for radar in profiles.radars} == {profiles.key.scale}
    ale = profiles.radars[0]
    assert ale.series[0].values[5] is None
    assert ale.alternative.endswith(
        "Ale: Politiskt kapital 2,0, Finansiellt kapital 2,0, Relationskapital 2,0, Humankapital 2,0, "
        "Organisatoriskt kapital 2,0, Dynamiskt kapital otillräckligt underlag, Realt kapital 2,0, Mottagarförmåga 2,0."
    )
    assert ale.conclusion == "Alla ligger på 2,0. Utan resultat: Dynamiskt kapital."
    assert profiles.radars[2].conclusion == "Högst: Relationskapital 2,5. Lägst: Finansiellt kapital 0,5."


def test_who_shares_with_the_region_alone_is_asked_before_the_report_goes_further() -> None:
    assert plain(content().spreading).startswith("Rapporten namnger 1 kommun som bara delar")
    assert content(findings(SHARING[2:])).spreading == ""


@pytest.mark.parametrize("kommuner", [(), HIDDEN], ids=["no kommuner", "nobody shares"])
def test_while_nobody_shares_there_are_words_and_no_figure(kommuner: tuple[KommunState, ...]) -> None:
    report = content(findings(kommuner))
    assert (report.levels, report.profiles, report.change, report.gaps, report.summary.lines) == (
        None,
        None,
        None,
        (),
        (),
    )
    assert "Ingen kommun har fastställt sitt resultat och delar det" in report.summary.reaching
    assert [target for target, _ in contents(report)] == ["sammanfattning", "deltagande", "andrat", "metod"]
    assert report.summary.decisions == ("Ta del av läget. Det finns inget resultat att ta ställning till än.",)


@pytest.mark.parametrize("amount", [1, 2])
def test_one_or_two_kommuner_say_nothing_of_what_is_common(amount: int) -> None:
    report = content(findings(SHARING[:amount]))
    words = "Minst tre kommuner behöver fastställa och dela sitt resultat för att det ska gå att se något gemensamt."
    assert report.summary.strong == report.summary.together == (words,)
    assert report.gaps_intro == words
    assert report.profiles is not None
    assert len(report.profiles.radars) == amount


def test_many_kommuner_are_all_there_and_the_summary_stays_short() -> None:
    report = content(many(60))
    assert report.profiles is not None
    assert len(report.profiles.radars) == len(report.profiles.rows) == len(report.participation.rows) == 60
    longest = max((*report.summary.proposals, *report.summary.decisions), key=len)
    assert len(longest) < 120
    # Every fifth is on each of Saknas, Påbörjat, Delvis på plats twice, and Etablerat: 24 of 60 are below.
    assert "för 24 kommuner" in plain(report.summary.proposals[0])


def test_a_round_of_two_capitals_has_no_radars() -> None:
    questionnaire = samples.QUESTIONNAIRE.model_copy(update={"capitals": samples.QUESTIONNAIRE.capitals[:2]})
    report = content(findings(questionnaire=questionnaire))
    assert report.profiles is not None
    assert report.profiles.radars == ()
    assert "profiler" not in dict(contents(report))


def test_the_data_has_every_figure_and_nothing_in_place_of_one_that_is_missing() -> None:
    data_rows = rows(content())
    by_record = {
        record: [row for row in data_rows if row["record"] == record] for record in ("kommun", "capital", "level")
    }
    assert [row["result"] for row in by_record["kommun"]] == [*["shown"] * 4, "not_shared", "not_answered"]
    assert len(by_record["capital"]) == 4 * 8
    assert {row["municipality"] for row in by_record["capital"]} == {"Ale", "Bollebygd", "Essunga", "Färgelanda"}
    (missing,) = [
        row for row in by_record["capital"] if (row["municipality"], row["capital_id"]) == ("Ale", "dynamiskt")
    ]
    assert (missing["status"], missing["index"], missing["level"]) == ("insufficient", "", "")
    assert [row["kommuner"] for row in by_record["level"] if row["capital_id"] == "dynamiskt"] == list("00111010")
    (change,) = [row for row in data_rows if row["record"] == "change" and row["capital_id"] == "finansiellt"]
    assert (change["index"], change["change_on_shared_questions"]) == ("", "-0.15")
    assert (change["trend"], change["up"], change["down"], change["unclear"]) == ("unclear", "0", "1", "5")
    assert (change["rose"], change["fell"], change["judged"]) == ("1", "4", "sample")
    assert (change["interval_low"], change["interval_high"]) == ("-0.3685", "0.0685")


def test_another_word_is_another_fingerprint_and_the_same_the_same() -> None:
    assert content().fingerprint() == content().fingerprint()
    withdrawn = replace(SHARING[0], profile=None, showing=Showing.NOT_SHARED)
    others: list[RegionalFindings] = [findings((withdrawn, *SHARING[1:], *HIDDEN), years=panel()), findings()]
    assert len({content().fingerprint(), *(content(other).fingerprint() for other in others)}) == 3


@pytest.mark.parametrize(
    "report", [content(), content(many(60)), content(findings(SHARING[:1])), content(findings(HIDDEN))]
)
def test_sentences_are_short_and_figures_have_a_decimal_comma(report: RegionalContent) -> None:
    values = {
        **asdict(report),
        "data": (),
        "levels": None,
        "change": None,
        "gaps": (),
        "profiles": None,
        "participation": None,
    }
    texts = [text for text in _texts(values) if text not in {name for name, _ in report.facts}]
    for text in texts:
        assert not re.search(r"\d\.\d", text), text
        for sentence in re.split(r"(?<=[.:!?])\s", text):
            assert len(sentence.split()) <= 25, sentence


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list | tuple) else []


def test_the_region_s_goals_have_a_part_of_their_own_with_what_is_counted_and_each_year() -> None:
    goal = a_goal(kommuner=10)
    years = [a_year(2025, 3, 2), a_year(2026, 3, 3, None)]
    text = goal_text(goal, follow_up(goal, years, None, this_year=2026), samples.QUESTIONNAIRE)
    report = content(replace(findings(), goals=(text,)))
    assert ("mal", "Gemensamma mål") in contents(report)
    assert [(line.title, line.status) for line in report.goals] == [(text.title, "Gäller till 2028")]
    assert "2 av 2" in report.goals[0].told
    assert report.goals_table is not None
    assert [row[1:] for row in report.goals_table.rows] == [("2025", "1", "2", "2"), ("2026", "2", "2", "3")]
    without = content(findings())
    assert (without.goals, without.goals_table) == ((), None)
    assert "mal" not in dict(contents(without))


def test_the_region_s_ambition_has_a_part_of_its_own_where_it_has_decided() -> None:
    every = conditions(AmbitionInputs(politics=Share(3, 9)))
    decision = AmbitionDecision(
        level=1,
        decided_on=date(2026, 3, 17),
        diary_number="GR 2026/114",
        reason="Vi börjar så.",
        review_on=date(2027, 3, 16),
    )
    stored_decision = StoredAmbition(1, decision, conditions_kept(every), datetime(2026, 3, 20, tzinfo=UTC))
    report = content(replace(findings(), ambition=ambition_text(stored_decision, every)))
    assert ("ambition", "Regionens ambition") in contents(report)
    assert report.ambition is not None
    assert report.ambition.decision.heading == "Nivå 1: bygga grunden"
    assert report.ambition_note.startswith("Förstudien (5.1)")
    assert report.fingerprint() != content(findings()).fingerprint()
    assert (content(findings()).ambition, content(findings()).ambition_note) == (None, "")
    assert "ambition" not in dict(contents(content(findings())))
