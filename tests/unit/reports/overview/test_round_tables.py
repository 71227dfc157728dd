import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.assessment.results.results import Profile, Trend
from app.reports.goals.goal_table import GoalYears
from app.reports.kernel.tables import ExportTable, Mark, Measure, Source
from app.reports.overview.round_basis import KommunInRound, PanelOfYears, RoundBasis
from app.reports.overview.round_tables import kolada_of_round, round_export
from app.rounds.goals.follow_up import follow_up
from app.rounds.overview.overview import Distribution, MeanChange, Showing
from app.rounds.overview.shared_gaps import SharedGap
from app.rounds.progress.year import YearState
from tests.unit.reports.results.test_content import PROFILE, QUESTIONNAIRE
from tests.unit.reports.support import samples
from tests.unit.rounds.goals.builders import a_goal, a_year

SOURCE = Source(
    "Göteborgsregionen", "", 2026, "Omställningsförmåga 2026", "omstallningsformaga/2026", "abc", 2, "Omgången pågår",
    is_final=False, is_example_data=False, is_trial=False, made=dt.date(2026, 11, 27),
)  # fmt: skip


def kommun(
    key: int, code: str, showing: Showing, profile: Profile | None = None, *, small: bool = False
) -> KommunInRound:
    return KommunInRound(
        key, code, f"Kommun {key}", "", YearState.APPROVED, showing, small, 14, None if small else 12, 11,
        None if small else 85, 90, None, "med regionen", profile,
    )  # fmt: skip


GOAL = a_goal(kommuner=10)
BASIS = RoundBasis(
    QUESTIONNAIRE,
    QUESTIONNAIRE.capitals,
    (
        kommun(1, "0114", Showing.RESULT, PROFILE),
        kommun(2, "1440", Showing.NOT_SHARED),
        kommun(3, "1489", Showing.NOT_ANSWERED),
        kommun(4, "1462", Showing.RESULT, PROFILE, small=True),
    ),
    (Distribution("politiskt", (0, 2, 0, 0, 0), 1, 0),),
    (SharedGap("politiskt", (1, 4), 2),),
    PanelOfYears(
        2025,
        (
            MeanChange("politiskt", 2, Fraction(5, 4), Fraction(2), Trend.UP, 1, 0, 1, rose=2),
            MeanChange("human", 0, None, None, None, 0, 0, 0),
        ),
    ),
    (GoalYears(GOAL, QUESTIONNAIRE, follow_up(GOAL, [a_year(2025), a_year(2026, 3, 2)], None, this_year=2026).years),),
)


def table(name: str) -> ExportTable:
    table_ = round_export(BASIS, SOURCE, "fil", (("Region", "GR"),)).table(name)
    assert table_ is not None
    return table_


def test_indices_stand_by_kommun_and_capital_with_codes_as_text_and_marks_for_what_is_not_shown() -> None:
    sharing, withholding, silent, small = table("kommuner").rows
    place = [column.key for column in table("kommuner").columns].index("politiskt")
    missing = [column.key for column in table("kommuner").columns].index(samples.MISSING)
    assert sharing[0] == "0114"
    # As in `samples`: (1 + 8/3 + 4/3 + 3)/4 = 2.
    assert sharing[place] == small[place] == Measure(Decimal(2))
    assert (sharing[missing], small[missing]) == (Mark.MISSING, Mark.PROTECTED)
    assert withholding[4:] == ("delar inte", *(Mark.PROTECTED,) * 8)
    assert silent[4:] == ("har inte svarat", *(Mark.MISSING,) * 8)


def test_a_capital_that_the_round_did_not_ask_the_kommun_does_not_apply() -> None:
    profile = replace(PROFILE, capitals=PROFILE.capitals[1:])
    basis = replace(BASIS, kommuner=(kommun(1, "0114", Showing.RESULT, profile),))
    assert kolada_of_round(basis).rows[0] == ("omstallningsformaga-politiskt", "0114", 2026, None, ".")


def test_kolada_s_rows_are_of_every_kommun_and_protect_what_is_not_shared() -> None:
    rows = {(row[0], row[1]): row[3:] for row in kolada_of_round(BASIS).rows}
    assert len(rows) == 4 * 8
    assert rows["omstallningsformaga-politiskt", "0114"] == (Measure(Decimal(2)), "")
    assert rows["omstallningsformaga-politiskt", "1440"] == (None, "..")
    assert rows["omstallningsformaga-politiskt", "1489"] == (None, "-")


def test_participation_hides_what_would_tell_of_a_single_person() -> None:
    usual, *_, small = table("deltagande").rows
    assert usual[3:8] == (14, 12, 11, Measure(Decimal("0.85"), 2), Measure(Decimal("0.9"), 2))
    assert (small[4], small[6]) == (Mark.PROTECTED, Mark.PROTECTED)
    nobody = replace(BASIS, kommuner=(replace(BASIS.kommuner[3], invited=0),))
    table_ = round_export(nobody, SOURCE, "fil", ()).table("deltagande")
    assert table_ is not None
    assert table_.rows[0][4] is Mark.NOT_APPLICABLE


def test_distribution_gaps_and_years_are_those_of_the_overview() -> None:
    assert table("fordelning").rows == (("politiskt", "Politiskt kapital", 0, 2, 0, 0, 0, 0, 1, 0),)
    assert table("tillsammans").rows == (("politiskt", "Politiskt kapital", 2, 2, "Kommun 1 och Kommun 4"),)
    mean, none = table("ar").rows
    # 2 − 1,25 = 0,75.
    assert mean[3:] == (
        2,
        Measure(Decimal("0.75"), 2),
        Mark.NOT_APPLICABLE,
        Mark.NOT_APPLICABLE,
        "tydligt upp",
        2,
        0,
        1,
        0,
        1,
        0,
    )
    assert none[4:] == (*(Mark.NOT_APPLICABLE,) * 4, 0, 0, 0, 0, 0, 0)


def test_files_of_a_round_that_goes_on_say_so() -> None:
    assert round_export(BASIS, SOURCE, "fil", ()).source.marks == ("Omgången pågår",)


def test_a_goal_has_a_row_for_each_year_in_which_somebody_is_counted() -> None:
    (row,) = table("mal").rows
    assert row[:5] == ("politiskt", "Politiskt kapital", 3, QUESTIONNAIRE.scale[2].label, 10)
    assert row[-3:] == (2026, 1, 2)
    nobody = GoalYears(GOAL, QUESTIONNAIRE, ())
    export = round_export(replace(BASIS, goals=(nobody,)), SOURCE, "fil", ()).table("mal")
    assert export is not None
    assert [row[-3:] for row in export.rows] == [(None, None, None)]
    assert round_export(replace(BASIS, goals=()), SOURCE, "fil", ()).table("mal") is None
