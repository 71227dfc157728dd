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
from app.rounds.kernel.round import Round
from app.rounds.overview.overview import Showing, showing
from app.rounds.progress import round_board as board
from app.rounds.progress.round_advice import Advice, OmittedCapital, Size, left_out, size_of
from app.rounds.progress.round_board import BEGUN, region_state
from app.services.kernel.access import place_of, require
from app.services.rounds.kommun_lines import KommunStanding, advice_for, in_order, stage_of_assessment
from app.services.rounds.progress_counts import asked_roles, settled_counts, turnout_by_assessment
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_in, find_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.rounds import rounds as stored


@dataclass(frozen=True, slots=True)
class BoardLine(KommunStanding):
    """With its figures. Of single people they tell how many were asked and are done, as a kommun itself sees it."""

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

    @property
    def has_result(self) -> bool:
        """Answering has ended. Whether any capital came to a result is another matter."""
        return self.assessment.answering_closed_at is not None

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
        return advice_for(self.round, self.lines, self.today)


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
    assessments = in_order(assessments_in(session, round_))
    meant_for = asked_roles(round_, questionnaire)
    turnout = turnout_by_assessment(session, round_, assessments, meant_for)
    counts = settled_counts(session, round_, assessments, meant_for)
    submission_times = stored.submitted_in(session, round_.id)
    coordinators = stored.coordinators_in(session, round_.id)
    notification_times = stored.notified_in(session, round_.id)
    min_group = questionnaire.limits.min_group

    def line(assessment: Assessment) -> BoardLine:
        identity, people = assessment.id, turnout[assessment.id]
        stage = stage_of_assessment(assessment, people.started, is_submitted=identity in submission_times)
        agreed_percent = board.share_percent(counts.get(identity, 0), len(meant_for))
        return BoardLine(
            assessment=assessment,
            stage=stage,
            state=region_state(stage, agreed_percent, answers_alone=assessment.mode is Mode.SIMPLE),
            coordinators=coordinators.get(assessment.municipality_id, ()),
            told_at=notification_times.get(identity),
            invited=people.invited,
            handed_in=people.handed_in,
            started=board.shown_started(people, min_group),
            answered_percent=board.shown_share(people, min_group),
            agreed_percent=agreed_percent,
            submitted_at=submission_times.get(identity, assessment.approved_at),
            may_see_result=may(actor, Right.SEE_RESULT, place_of(assessment)),
            is_own=may(actor, Right.SEE_ASSESSMENT, place_of(assessment)),
        )

    return tuple(map(line, assessments))
