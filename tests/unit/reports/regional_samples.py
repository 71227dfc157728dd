"""A round of six kommuner, made by hand: four share, one does not, one has not answered.

Levels by capital of those that share (Ale, Bollebygd, Essunga, Färgelanda); the third, "Delvis på plats", is what others
build on:

    politiskt        3 2 2 2    one of four reaches it, three are below
    finansiellt      3 4 1 5    three of four
    dynamiskt        – 4 3 5    three of three: Ale has too little to go by
    mottagarförmåga  3 4 3 –    Färgelanda has found it not applicable
    the others       3 4 3 5    four of four
"""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from app.assessment.questionnaire import Form, Questionnaire
from app.assessment.results import (
    CapitalChange,
    CapitalResult,
    CapitalStatus,
    NoInterval,
    Profile,
    Trend,
)
from app.followup.board import Stage
from app.followup.overview import Showing, distribution, mean_change
from app.followup.together import shared_gaps, shared_strengths
from app.reports.regional.building import build_regional_report
from app.reports.regional.content import RegionalContent
from app.reports.regional.subject import KommunState, Panel, RegionalFindings, RegionalSubject
from tests.unit.reports import samples

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


def kommun(place: int, name: str, shown: Profile | None, **changed: object) -> KommunState:
    values: dict[str, object] = {
        "stage": Stage.DRAFT,
        "showing": Showing.RESULT,
        "invited": 10,
        "handed_in": 8,
        "has_result": True,
        "shares_with_region_only": False,
    }
    return KommunState(id=place, name=name, code=str(1400 + place), profile=shown, **(values | changed))  # type: ignore[arg-type]


SHARING = (
    kommun(1, "Ale", profile("2", dynamiskt=INSUFFICIENT), stage=Stage.APPROVED),
    kommun(2, "Bollebygd", profile("3", politiskt="1"), shares_with_region_only=True),
    kommun(3, "Essunga", profile("2.5", politiskt="1.5", finansiellt="0.5")),
    kommun(4, "Färgelanda", profile("4", politiskt="1", mottagarformaga=NOT_APPLICABLE)),
)
HIDDEN = (
    kommun(5, "Årjäng", None, showing=Showing.NOT_SHARED, stage=Stage.SUBMITTED),
    kommun(6, "Öckerö", None, showing=Showing.NOT_ANSWERED, stage=Stage.NOT_STARTED, has_result=False, handed_in=0),
)


def change(capital_id: str, earlier: str, later: str, trend: Trend) -> CapitalChange:
    return CapitalChange(capital_id, None, 4, 4, Fraction(earlier), Fraction(later), trend)


CHANGES = (
    [change("politiskt", "0.5", "1", Trend.UP), change("finansiellt", "2", "2.2", Trend.UNCLEAR)],
    [change("politiskt", "0.5", "1", Trend.UP), change("finansiellt", "2", "1.5", Trend.DOWN)],
)
"""Of two kommuner. The mean of politiskt goes from 0.5 to 1 (half a level, so clearly), of finansiellt from 2 to 1.85."""


def panel(kommuner: int = 2) -> Panel:
    changes = CHANGES if kommuner else ()
    means = tuple(mean_change(capital.id, changes, Fraction(1)) for capital in QUESTIONNAIRE.capitals)
    return Panel(2025, kommuner, means)


def findings(
    kommuner: tuple[KommunState, ...] = SHARING + HIDDEN,
    *,
    years: Panel | None = None,
    asked: Questionnaire = QUESTIONNAIRE,
) -> RegionalFindings:
    shown: Mapping[int, list[CapitalResult]] = {
        found.id: [
            one for one in found.profile.capitals if one.capital_id in {capital.id for capital in asked.capitals}
        ]
        for found in kommuner
        if found.profile is not None
    }
    distributions = tuple(
        distribution(capital.id, [one for of in shown.values() for one in of if one.capital_id == capital.id], 5)
        for capital in asked.capitals
    )
    return RegionalFindings(
        asked.capitals,
        kommuner,
        distributions,
        shared_strengths(asked, distributions),
        shared_gaps(asked, shown),
        years,
    )


def content(found: RegionalFindings | None = None, subject: RegionalSubject = SUBJECT) -> RegionalContent:
    return build_regional_report(QUESTIONNAIRE, subject, found or findings(years=panel()))


def many(amount: int) -> RegionalFindings:
    """So many kommuner that all share."""
    indices = ("0.5", "1.2", "2", "2.7", "3.1")
    return findings(
        tuple(kommun(place, f"Kommun {place:02}", profile(indices[place % 5])) for place in range(1, amount + 1)),
        years=panel(),
    )
