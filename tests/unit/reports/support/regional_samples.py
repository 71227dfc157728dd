"""A round of six kommuner, made by hand: four share, one does not, one has not answered.

Levels by capital of those that share (Ale, Bollebygd, Essunga, Färgelanda); the third, "Delvis på plats", is what
others build on:

    politiskt        3 2 2 2    one of four reaches it, three are below
    finansiellt      3 4 1 5    three of four
    dynamiskt        – 4 3 5    three of three: Ale has too little to go by
    mottagarförmåga  3 4 3 –    Färgelanda has found it not applicable
    the others       3 4 3 5    four of four
"""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.assessment.results.results import (
    CapitalChange,
    CapitalResult,
    CapitalStatus,
    NoInterval,
    Profile,
    Trend,
)
from app.reports.overview.regional.building import build_regional_report
from app.reports.overview.regional.content import RegionalContent
from app.reports.overview.regional.subject import KommunState, RegionalFindings, RegionalSubject, YearChangePanel
from app.rounds.overview.overview import Showing, distribution, mean_changes
from app.rounds.overview.shared_gaps import shared_gaps, shared_strengths
from app.rounds.progress.round_board import Stage
from app.rounds.progress.year import YearState
from tests.unit.reports.support import samples

QUESTIONNAIRE = samples.questionnaire()
SUBJECT = RegionalSubject(
    region_name="Provregionen",
    region_slug="provregionen",
    form=Form.LONG,
    closes_on=dt.date(2026, 12, 15),
    closed_on=None,
    generated=dt.date(2026, 11, 27),
)
INSUFFICIENT, NOT_APPLICABLE = CapitalStatus.INSUFFICIENT, CapitalStatus.NOT_APPLICABLE


def result(capital_id: str, value: str | CapitalStatus) -> CapitalResult:
    """An index such as "2.5", whose level is the highest not above it; or why there is none."""
    if isinstance(value, CapitalStatus):
        return CapitalResult(capital_id, value, None, None, None, None, NoInterval.NO_SCORE, None, ())
    index = Fraction(value)
    return CapitalResult(
        capital_id,
        CapitalStatus.SCORED,
        index,
        Fraction(1),
        int(index) + 1,
        None,
        NoInterval.AGREED,
        None,
        (),
    )


def profile(usual: str | CapitalStatus, **other: str | CapitalStatus) -> Profile:
    """The same index in every capital but the ones named."""
    values = ((capital.id, other.get(capital.id, usual)) for capital in QUESTIONNAIRE.capitals)
    return Profile(tuple(result(*value) for value in values), (), None)


def kommun(place: int, name: str, capitals: Profile | None, **fields: object) -> KommunState:
    values: dict[str, object] = {
        "stage": Stage.APPROVED,
        "state": YearState.APPROVED,
        "showing": Showing.RESULT,
        "invited": 10,
        "handed_in": 8,
        "has_result": True,
        "shares_with_region_only": False,
    }
    return KommunState(id=place, name=name, code=str(1400 + place), profile=capitals, **(values | fields))  # type: ignore[arg-type]


SHARING = (
    kommun(1, "Ale", profile("2", dynamiskt=INSUFFICIENT)),
    kommun(2, "Bollebygd", profile("3", politiskt="1"), shares_with_region_only=True),
    kommun(3, "Essunga", profile("2.5", politiskt="1.5", finansiellt="0.5")),
    kommun(4, "Färgelanda", profile("4", politiskt="1", mottagarformaga=NOT_APPLICABLE)),
)
HIDDEN = (
    kommun(5, "Årjäng", None, showing=Showing.NOT_SHARED),
    kommun(
        6,
        "Öckerö",
        None,
        showing=Showing.NOT_ANSWERED,
        stage=Stage.NOT_STARTED,
        state=YearState.NOT_STARTED,
        has_result=False,
        handed_in=0,
    ),
)


def change(capital_id: str, earlier: str, later: str, trend: Trend) -> CapitalChange:
    return CapitalChange(capital_id, None, 4, 4, Fraction(earlier), Fraction(later), trend)


CHANGES = tuple(
    [change("politiskt", "0.5", politiskt, Trend.UP), change("finansiellt", "2", finansiellt, trend)]
    for politiskt, finansiellt, trend in (
        ("1", "2.4", Trend.UNCLEAR),
        ("1", "1.3", Trend.DOWN),
        ("0.9", "1.9", Trend.UNCLEAR),
        ("1.1", "1.8", Trend.UNCLEAR),
        ("1", "2", Trend.UNCLEAR),
        ("1", "1.7", Trend.UNCLEAR),
    )
)
"""Of six kommuner of thirteen. All go up in politiskt, by half a level in the mean (0.5 to 1). In finansiellt one goes
up and four down, from 2 to 1.85: differences 0.4, −0.7, −0.1, −0.2, 0 and −0.3 have the mean −0.15 and s² = 0.131, so
the standard error is √(0.131/6 · 7/13) = 0.1084 and the 90 % interval −0.15 ± 2.015·0.1084."""
INVITED = 13


def panel(kommuner: int = 6) -> YearChangePanel:
    changes = CHANGES[:kommuner]
    means = mean_changes([capital.id for capital in QUESTIONNAIRE.capitals], changes, INVITED)
    return YearChangePanel(2025, kommuner, INVITED, means)


def findings(
    kommuner: tuple[KommunState, ...] = SHARING + HIDDEN,
    *,
    years: YearChangePanel | None = None,
    questionnaire: Questionnaire = QUESTIONNAIRE,
) -> RegionalFindings:
    profiles: Mapping[int, list[CapitalResult]] = {
        kommun_state.id: [
            capital_result
            for capital_result in kommun_state.profile.capitals
            if capital_result.capital_id in {capital.id for capital in questionnaire.capitals}
        ]
        for kommun_state in kommuner
        if kommun_state.profile is not None
    }
    distributions = tuple(
        distribution(
            capital.id,
            [
                capital_result
                for of in profiles.values()
                for capital_result in of
                if capital_result.capital_id == capital.id
            ],
            5,
        )
        for capital in questionnaire.capitals
    )
    return RegionalFindings(
        questionnaire.capitals,
        kommuner,
        distributions,
        shared_strengths(questionnaire, profiles),
        shared_gaps(questionnaire, profiles),
        years,
    )


def content(regional_findings: RegionalFindings | None = None, subject: RegionalSubject = SUBJECT) -> RegionalContent:
    return build_regional_report(QUESTIONNAIRE, subject, regional_findings or findings(years=panel()))


def many(amount: int) -> RegionalFindings:
    """So many kommuner that all share."""
    indices = ("0.5", "1.2", "2", "2.7", "3.1")
    return findings(
        tuple(kommun(place, f"Kommun {place:02}", profile(indices[place % 5])) for place in range(1, amount + 1)),
        years=panel(),
    )
