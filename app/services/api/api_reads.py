"""What a program with a token reads: what the pages show a reader of its organisation, by the same services.

Trial rounds are left out: nothing in them is meant for anybody's statistics.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.api.api_scopes import Scope
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round
from app.rounds.overview.overview import Showing, showing
from app.rounds.progress.round_board import BEGUN, Stage
from app.services.api import words
from app.services.api.api_tokens import Program
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.overview.overview import Overview, open_overview
from app.services.results.comparison import Compared, open_comparison
from app.services.results.results import Result, open_result
from app.services.rounds.kommun_lines import stage_of_assessment
from app.services.rounds.round_board import round_board
from app.storage.answering.participation import participation
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities, kommuner_of_round, rounds_of_regions
from app.storage.questionnaires.editions import Edition, every_edition
from app.storage.rounds.rounds import submitted_in


class ScopeMissingError(PermissionDeniedError):
    """The token is good, but not for this."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(f"The token may not read this: it lacks the scope {scope.value}.")
        self.scope = scope


REQUESTS = Limit("requests of a token", 1_000, timedelta(minutes=5), words.TOO_MANY_REQUESTS)


@dataclass(frozen=True, slots=True)
class Listed:
    """A kommun in a round, how far it has come, and whether the program may read its result."""

    assessment: Assessment
    stage: Stage
    showing: Showing


def admit(database: Database, program: Program, scope: Scope | None, now: datetime) -> None:
    """Raises RateLimitedError, and ScopeMissingError for what the token is not good for; None is what every token may
    read.
    """
    count(database, [Try(REQUESTS, str(program.token_id))], now)
    if scope is not None and scope not in program.scopes:
        raise ScopeMissingError(scope)


def rounds_for(database: Database, program: Program) -> tuple[Round, ...]:
    """Earliest year first."""
    with database.read() as session:
        return _rounds(session, program)


def round_for(database: Database, program: Program, questionnaire: str, year: int) -> Round:
    """Raises NotFoundError for a round that the organisation has no part in."""
    with database.read() as session:
        return _round(session, program, questionnaire, year)


def listed_in(
    database: Database, program: Program, questionnaire: str, year: int, now: datetime
) -> tuple[Round, tuple[Listed, ...]]:
    """By SCB code. A region's token has every kommun in the round, a kommun's its own alone."""
    round_ = round_for(database, program, questionnaire, year)
    place = program.organisation.place
    if place.municipality_id is None:
        lines = round_board(database, program.actor, round_.key, now).lines
        items = [Listed(line.assessment, line.stage, line.showing) for line in lines]
    else:
        with database.read() as session:
            own = _own(session, place.municipality_id, round_)
            started_count = sum(group.started for group in participation(session, own.id))
            stage = stage_of_assessment(own, started_count, is_submitted=own.id in submitted_in(session, round_.id))
            items = [_own_listed(own, stage)]
    return round_, tuple(sorted(items, key=lambda item: item.assessment.code))


def listed_with(
    database: Database, program: Program, questionnaire: str, year: int, code: str, now: datetime
) -> Listed:
    """Raises NotFoundError for a kommun that is not in the round or that the token knows nothing of."""
    _, every = listed_in(database, program, questionnaire, year, now)
    for item in every:
        if item.assessment.code == code:
            return item
    raise NotFoundError


def result_for(database: Database, program: Program, questionnaire: str, year: int, code: str) -> Result:
    """Raises NotFoundError, PermissionDeniedError for what is not shared, and NotReadyError."""
    with database.read() as session:
        round_ = _round(session, program, questionnaire, year)
        candidates = (candidate for candidate in _known_in(session, program, round_) if candidate.code == code)
        assessment = next(candidates, None)
    if assessment is None:
        raise NotFoundError
    return open_result(database, program.actor, assessment.key)


def others_for(
    database: Database, program: Program, questionnaire: str, year: int
) -> tuple[Round, Compared | Overview]:
    """What a kommun may know of the others without names; what a region sees of those that share, counted by level.

    Raises NotFoundError, and PermissionDeniedError while there is nothing to compare.
    """
    round_ = round_for(database, program, questionnaire, year)
    place = program.organisation.place
    if place.municipality_id is None:
        return round_, open_overview(database, program.actor, round_.key)
    with database.read() as session:
        own = _own(session, place.municipality_id, round_)
    return round_, open_comparison(database, program.actor, own.key)


def editions_for(database: Database, program: Program) -> tuple[Edition, ...]:
    """Those that the rounds ask, earliest year first."""
    with database.read() as session:
        edition_ids = {item.edition_id for item in _rounds(session, program)}
        item = [edition for edition in every_edition(session) if edition.id in edition_ids]
    return tuple(sorted(item, key=lambda edition_row: (edition_row.questionnaire.year, edition_row.questionnaire.id)))


def edition_for(database: Database, program: Program, questionnaire: str, year: int) -> Edition:
    """Raises NotFoundError for one that no round of the organisation asks."""
    for edition in editions_for(database, program):
        if (edition.questionnaire.id, edition.questionnaire.year) == (questionnaire, year):
            return edition
    raise NotFoundError


def _rounds(session: Session, program: Program) -> tuple[Round, ...]:
    place = program.organisation.place
    if place.municipality_id is None:
        rounds = rounds_of_regions(session, [place.region_id or 0])
    else:
        rounds = tuple(item.round for item in assessments_of_municipalities(session, [place.municipality_id]))
    return tuple(
        sorted((item for item in rounds if not item.is_trial), key=lambda item: (item.year, item.questionnaire_id))
    )


def _round(session: Session, program: Program, questionnaire: str, year: int) -> Round:
    edition_key = (questionnaire, year)
    candidates = (
        candidate
        for candidate in _rounds(session, program)
        if (candidate.questionnaire_id, candidate.year) == edition_key
    )
    round_ = next(candidates, None)
    if round_ is None:
        raise NotFoundError
    return round_


def _known_in(session: Session, program: Program, round_: Round) -> tuple[Assessment, ...]:
    """Those in a round that the token may know of."""
    municipality_id = program.organisation.place.municipality_id
    if municipality_id is None:
        return kommuner_of_round(session, round_.id)
    return (_own(session, municipality_id, round_),)


def _own(session: Session, municipality_id: int, round_: Round) -> Assessment:
    assessments = assessments_of_municipalities(session, [municipality_id])
    return next(assessment for assessment in assessments if assessment.round.id == round_.id)


def _own_listed(assessment: Assessment, stage: Stage) -> Listed:
    """A kommun's own token reads its draft too."""
    has_ended = assessment.answering_closed_at is not None
    return Listed(assessment, stage, showing(has_begun=stage in BEGUN, is_final=has_ended, shares=True))
