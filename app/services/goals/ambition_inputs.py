"""What the conditions of a region's ambition go by. What nobody has measured yet is None: not known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlmodel import Session

from app.rounds.goals.ambition import POLITICS_LEVEL, AmbitionInputs, Share, TwoSided
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round, RoundState
from app.rounds.kernel.visibility import is_readable
from app.services.results.scoring import edition_of, profile_of
from app.storage.goals.ambition import assessments_with_needs
from app.storage.kernel.assessments import assessments_of_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of

POLITICS, RECEIVER = "politiskt", "mottagarformaga"
"""Ids of the capitals in our own questionnaire; another questionnaire's are not known."""


@dataclass(frozen=True, slots=True)
class RegionMirror:
    """What the region's own people and its kommuner have answered about the collaboration."""

    mandate: Fraction | None = None
    money: Fraction | None = None
    collaboration_answers: Share | None = None
    responsibility: TwoSided = field(default_factory=TwoSided)
    tools: TwoSided = field(default_factory=TwoSided)


def ambition_inputs(session: Session, region_id: int) -> tuple[AmbitionInputs, int | None]:
    """With the year that the kommuner's results are of; None before there is any. The caller has checked who asks."""
    round_ = _latest_round(session, region_id)
    assessments = () if round_ is None else assessments_of_round(session, round_.id)
    readable = tuple(filter(is_readable, assessments))
    mirror = _mirror(session, region_id)
    inputs = AmbitionInputs(
        with_result_and_need=None if round_ is None else _with_needs(session, round_, assessments, readable),
        covered_needs=_covered_needs(session, region_id),
        receiver_indices=_receiver_indices(session, readable),
        politics=_politics(session, readable),
        mandate=mirror.mandate,
        money=mirror.money,
        collaboration_answers=mirror.collaboration_answers,
        responsibility=mirror.responsibility,
        tools=mirror.tools,
        kept_projects=_kept_projects(session, region_id),
        years_financed=_years_financed(session, region_id),
    )
    return inputs, None if round_ is None else round_.year


def _latest_round(session: Session, region_id: int) -> Round | None:
    """The latest that has been opened and asks of politics."""
    return next((item for item in rounds_of_regions(session, [region_id]) if _is_asked(session, item)), None)


def _is_asked(session: Session, round_: Round) -> bool:
    if round_.is_trial or round_.state is RoundState.PLANNED:
        return False
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    return any(capital.id == POLITICS for capital in round_.asked_capitals(questionnaire))


def _with_needs(
    session: Session, round_: Round, assessments: Sequence[Assessment], readable: Sequence[Assessment]
) -> Share:
    with_needs = assessments_with_needs(session, round_.id)
    return Share(sum(item.id in with_needs for item in readable), len(assessments))


def _receiver_indices(session: Session, readable: Sequence[Assessment]) -> tuple[Fraction, ...]:
    results = (profile_of(session, item).capital(RECEIVER) for item in readable)
    return tuple(result.index for result in results if result is not None and result.index is not None)


def _politics(session: Session, readable: Sequence[Assessment]) -> Share | None:
    """By the level's own value: None where nobody has a level."""
    values = []
    for item in readable:
        result = profile_of(session, item).capital(POLITICS)
        if result is not None and result.level is not None:
            values.append(edition_of(session, item).scale[result.level - 1].value)
    return Share(sum(value >= POLITICS_LEVEL for value in values), len(values)) if values else None


def _covered_needs(_session: Session, _region_id: int) -> Share | None:
    """Needs that several kommuner share and something answers; they are not pooled yet."""
    return None


def _mirror(_session: Session, _region_id: int) -> RegionMirror:
    """The region's questionnaires about itself and about the collaboration; there are none yet."""
    return RegionMirror()


def _kept_projects(_session: Session, _region_id: int) -> Share | None:
    """There are no projects yet."""
    return None


def _years_financed(_session: Session, _region_id: int) -> int | None:
    """Nobody is asked yet for how long there is money."""
    return None
