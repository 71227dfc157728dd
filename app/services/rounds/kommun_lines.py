"""The kommuner of rounds, each with how far it has come and whom one can write to: what reminders and advice go by."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.round import Round, RoundState
from app.rounds.progress.round_advice import Advice, RoundStanding, advise
from app.rounds.progress.round_board import DONE, Stage, StageFacts, region_state, stage_of
from app.rounds.progress.year import YearState
from app.services.kernel.alphabet import swedish
from app.services.rounds.progress_counts import settled_percents
from app.storage.answering.participation import answered_in
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.rounds import rounds as stored
from app.storage.rounds.rounds import Coordinator


@dataclass(frozen=True, slots=True)
class KommunStanding:
    """One kommun in a round. Nothing in it is counted over people."""

    assessment: Assessment
    stage: Stage
    state: YearState
    """The stage in the words that the kommun's own people read."""
    coordinators: tuple[Coordinator, ...]
    told_at: datetime | None

    @property
    def is_unfinished(self) -> bool:
        return self.stage not in DONE

    @property
    def is_reachable(self) -> bool:
        """Whether there is somebody to write to."""
        return any(person.address for person in self.coordinators)


def advice_for(round_: Round, lines: Collection[KommunStanding], today: date) -> tuple[Advice, ...]:
    """What the round's coordinator should do, the most pressing first."""
    reachable = [line.is_reachable for line in lines if line.told_at is None]
    standing = RoundStanding(
        state=round_.state,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        unfinished=sum(line.is_unfinished for line in lines),
        unreachable=reachable.count(False),
        untold=reachable.count(True),
    )
    return advise(standing, today)


def in_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """In Swedish order of the kommuner's names, after the association's own."""
    return sorted(assessments, key=lambda item: (not item.is_association, swedish(item.municipality)))


def lines_of_rounds(
    session: Session,
    assessments_by_round: Mapping[Round, Collection[Assessment]],
    submitted_ids: Collection[int],
) -> Mapping[int, tuple[KommunStanding, ...]]:
    """Round id -> its lines, `in_order`. Of any number of kommuner it asks the database equally often.

    `submitted_ids` are the assessments whose result has been handed in.
    """
    every = [item for assessments in assessments_by_round.values() for item in assessments]
    # Only of those that still answer does the stage tell whether anybody has begun.
    answering_ids = [item.id for item in every if item.answering_closed_at is None and item.round.closed_at is None]
    begun_ids = answered_in(session, answering_ids)
    stages = {
        item.id: stage_of_assessment(item, int(item.id in begun_ids), is_submitted=item.id in submitted_ids)
        for item in every
    }
    round_ids = [round_.id for round_ in assessments_by_round]
    coordinators = stored.coordinators_in(session, *round_ids)
    notification_times = stored.notified_in(session, *round_ids)

    def line(assessment: Assessment, settled_percent: int) -> KommunStanding:
        return KommunStanding(
            assessment=assessment,
            stage=stages[assessment.id],
            state=region_state(stages[assessment.id], settled_percent, answers_alone=assessment.mode is Mode.SIMPLE),
            coordinators=coordinators.get(assessment.municipality_id, ()),
            told_at=notification_times.get(assessment.id),
        )

    lines = {}
    for round_, assessments in assessments_by_round.items():
        percents = _settled_drafts(session, round_, [item for item in assessments if stages[item.id] is Stage.DRAFT])
        lines[round_.id] = tuple(line(item, percents.get(item.id, 0)) for item in in_order(assessments))
    return lines


def _settled_drafts(session: Session, round_: Round, drafts: Collection[Assessment]) -> Mapping[int, int]:
    """Assessment id -> share of the questions that is settled: of those where the state goes by it."""
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    return settled_percents(session, round_, questionnaire, drafts)


def stage_of_assessment(assessment: Assessment, started_count: int, *, is_submitted: bool = False) -> Stage:
    """How far it has come; `started_count` is how many have answered something."""
    state = assessment.round.state
    return stage_of(
        StageFacts(
            is_open=state is not RoundState.PLANNED,
            is_over=state is RoundState.CLOSED,
            is_decided=assessment.mode is not Mode.UNDECIDED,
            has_answers=started_count > 0,
            is_closed=assessment.answering_closed_at is not None,
            is_submitted=is_submitted,
            is_approved=assessment.approved_at is not None,
        )
    )
