"""A round or an assessment as one card in a list of them: its title, address and how far it has come."""

from dataclasses import dataclass

from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round
from app.web.shell.contexts.frame import url_of
from app.web.shell.wording import assessment_title, round_state, round_title, state_of


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    url: str
    region: str
    state: str
    note: str = ""
    """What else is to be known of it now, such as when people meet."""


def assessment_card(assessment: Assessment, url: str | None = None, state: str | None = None, note: str = "") -> Card:
    """`state` is where its year stands, when that is known better than by the assessment itself."""
    return Card(
        title=assessment_title(assessment),
        url=url or url_of(assessment.key),
        region=assessment.round.region_name,
        state=state or state_of(assessment),
        note=note,
    )


def round_card(round_: Round) -> Card:
    return Card(title=round_title(round_), url=url_of(round_.key), region=round_.region_name, state=round_state(round_))
