"""A round as its region sees it: how far each kommun has come, and what its coordinator should do next."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round, RoundState
from app.rounds.overview.overview import Showing, showing
from app.rounds.progress import round_board as board
from app.rounds.progress.round_advice import Advice, OmittedCapital, RoundStanding, Size, advise, left_out, size_of
from app.rounds.progress.round_board import BEGUN, DONE, Stage, StageFacts, region_state, stage_of
from app.rounds.progress.year import YearState
from app.services.kernel.access import place_of, require
from app.services.kernel.alphabet import swedish
from app.services.rounds.progress_counts import asked_roles, settled_counts, turnout_by_assessment
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round, find_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.rounds import rounds as stored
from app.storage.rounds.rounds import Coordinator


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One kommun in a round. Of single people it tells how many were asked and are done, as a kommun itself sees it."""

    assessment: Assessment
    stage: Stage
    invited: int
    handed_in: int
    started: int | None
    """None where so few are asked that it would tell of a single person; the stage says whether anybody has."""
    answered_percent: int | None
    """Of what can be answered, by all together; None as for `started`, and where nobody is asked."""
    agreed_percent: int
    submitted_at: datetime | None
    """When the result was handed in, or else approved."""
    may_see_result: bool
    is_own: bool
    """Whether the one who asks has a role in the kommun itself."""
    coordinators: tuple[Coordinator, ...]
    told_at: datetime | None

    @property
    def has_result(self) -> bool:
        """Answering has ended. Whether any capital came to a result is another matter."""
        return self.assessment.answering_closed_at is not None

    @property
    def state(self) -> YearState:
        """In the words that the kommun's own people read."""
        return region_state(self.stage, self.agreed_percent, answers_alone=self.assessment.mode is Mode.SIMPLE)

    @property
    def showing(self) -> Showing:
        """Whether its result is shown to the one who asks, in the words of the overview."""
        if self.is_shown:
            return Showing.RESULT
        return showing(
            has_begun=self.stage in BEGUN, is_final=self.assessment.approved_at is not None, shares=self.may_see_result
        )

    @property
    def is_shown(self) -> bool:
        """Whether there is a result that the one who asks may see: the own kommun's draft too."""
        return self.has_result and self.may_see_result

    @property
    def is_unfinished(self) -> bool:
        return self.stage not in DONE

    @property
    def is_reachable(self) -> bool:
        """Whether there is somebody to write to."""
        return any(person.address for person in self.coordinators)


@dataclass(frozen=True, slots=True)
class Board:
    """`lines` are in Swedish order of the kommuner's names, after the association's own where it answers too."""

    round: Round
    questionnaire: Questionnaire
    size: Size
    left_out: tuple[OmittedCapital, ...]
    lines: tuple[BoardLine, ...]
    others: tuple[Round, ...]
    """The region's other rounds, latest first."""
    may_lead: bool
    today: date

    @property
    def kommuner(self) -> tuple[BoardLine, ...]:
        """Without the association, which is never counted as one."""
        return tuple(line for line in self.lines if not line.assessment.is_association)

    @property
    def begun(self) -> int:
        return sum(line.stage in BEGUN for line in self.lines)

    @property
    def unfinished(self) -> tuple[BoardLine, ...]:
        return tuple(line for line in self.lines if line.is_unfinished)

    @property
    def unreachable(self) -> tuple[BoardLine, ...]:
        """Those that nobody can be told in, and have not been told."""
        return tuple(line for line in self.lines if line.told_at is None and not line.is_reachable)

    @property
    def untold(self) -> tuple[BoardLine, ...]:
        """Those that somebody can be told in, but nobody has been."""
        return tuple(line for line in self.lines if line.told_at is None and line.is_reachable)

    @property
    def advice(self) -> tuple[Advice, ...]:
        round_ = self.round
        standing = RoundStanding(
            state=round_.state,
            opens_on=round_.opens_on,
            closes_on=round_.closes_on,
            unfinished=len(self.unfinished),
            unreachable=len(self.unreachable),
            untold=len(self.untold),
        )
        return advise(standing, self.today)


def round_board(
    database: Database, actor: Actor, key: RoundKey, now: datetime, right: Right = Right.SEE_REGION
) -> Board:
    """Raises NotFoundError to those outside the region, and PermissionDeniedError inside it to those without the
    right.
    """
    with database.read() as session:
        round_ = find_round(session, key)
        if round_ is None:
            raise NotFoundError
        place = Place(round_.region_id)
        require(actor, right, place)
        return board_of(session, actor, round_, now)


def board_of(session: Session, actor: Actor, round_: Round, now: datetime) -> Board:
    """The caller has checked who asks."""
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    others = rounds_of_regions(session, [round_.region_id])
    return Board(
        round=round_,
        questionnaire=questionnaire,
        size=size_of(questionnaire, round_.form, round_.capital_ids),
        left_out=left_out(questionnaire, round_.capital_ids),
        lines=_lines(session, actor, round_, questionnaire),
        others=tuple(other for other in others if other.id != round_.id),
        may_lead=may(actor, Right.LEAD_ROUND, Place(round_.region_id)),
        today=day_of(now),
    )


def _lines(session: Session, actor: Actor, round_: Round, questionnaire: Questionnaire) -> tuple[BoardLine, ...]:
    assessments = sorted(
        assessments_of_round(session, round_.id), key=lambda item: (not item.is_association, swedish(item.municipality))
    )
    meant_for = asked_roles(round_, questionnaire)
    turnout = turnout_by_assessment(session, round_, assessments, meant_for)
    counts = settled_counts(session, round_, assessments, meant_for)
    submission_times = stored.submitted_in(session, round_.id)
    coordinators = stored.coordinators_in(session, round_.id)
    notification_times = stored.notified_in(session, round_.id)
    min_group = questionnaire.limits.min_group
    return tuple(
        BoardLine(
            assessment=assessment,
            stage=stage_of_assessment(
                assessment, turnout[assessment.id].started, is_submitted=assessment.id in submission_times
            ),
            invited=turnout[assessment.id].invited,
            handed_in=turnout[assessment.id].handed_in,
            started=board.shown_started(turnout[assessment.id], min_group),
            answered_percent=board.shown_share(turnout[assessment.id], min_group),
            agreed_percent=board.share_percent(counts.get(assessment.id, 0), len(meant_for)),
            submitted_at=submission_times.get(assessment.id, assessment.approved_at),
            may_see_result=may(actor, Right.SEE_RESULT, place_of(assessment)),
            is_own=may(actor, Right.SEE_ASSESSMENT, place_of(assessment)),
            coordinators=coordinators.get(assessment.municipality_id, ()),
            told_at=notification_times.get(assessment.id),
        )
        for assessment in assessments
    )


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
