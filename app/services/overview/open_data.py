"""What anybody may read without signing in: approved results of real rounds whose kommun shares publicly right now.

Which they are is asked for again each time, so that a withdrawal takes effect at once. What an approved result comes to
is kept under all that it is told with, and so is each file: anybody may ask as often as they like.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.reports.overview.dcat import OpenFile, Publication, catalogue
from app.reports.overview.open_data import (
    PublicGoal,
    PublicResult,
    open_goals_table,
    open_json,
    open_kolada,
    open_table,
)
from app.reports.tables.table_files import machine_csv, swedish_csv
from app.rounds.goals.goal import StoredGoal
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.days import day_of
from app.services.goals.follow_ups import followed_goals, goal_years, visible_to_everybody
from app.services.overview import words
from app.services.results.score_keys import scored_from
from app.services.results.scoring import year_result
from app.storage.answering.participation import participation
from app.storage.engine.cache import cached
from app.storage.engine.database import Database
from app.storage.goals.goals import goals_in_force
from app.storage.organisations import notices
from app.storage.overview.open_data import public_assessments

MAX_CACHED, MAX_CACHED_FILES = 20_000, 16
FORMATS: tuple[tuple[OpenFile, Callable[[Iterable[PublicResult]], bytes]], ...] = (
    (
        OpenFile("resultat.csv", *words.MACHINE_CSV, "text/csv"),
        lambda results: machine_csv(open_table(results), None),
    ),
    (
        OpenFile("resultat-excel.csv", *words.SWEDISH_CSV, "text/csv"),
        lambda results: swedish_csv(open_table(results), None),
    ),
    (
        OpenFile("resultat.json", *words.JSON, "application/json"),
        lambda results: open_json(open_table(results)),
    ),
    (
        OpenFile("kolada.csv", *words.KOLADA, "text/csv"),
        lambda results: machine_csv(open_kolada(results), None),
    ),
)
"""Every file of the open data and how it is written: page, routes and metadata are made from this list."""
FILES = tuple(file for file, _ in FORMATS)
GOALS = OpenFile("mal.csv", *words.GOALS_CSV, "text/csv")
"""Of regions, not of kommuner, and so no form of the data set that the metadata tell of."""
METADATA = OpenFile("katalog.rdf", *words.METADATA, "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class RegionGoal:
    """A goal that is in force, and whose it is."""

    region_id: int
    region: str
    is_example: bool
    stored: StoredGoal


@dataclass(frozen=True, slots=True)
class OpenData:
    """Results by kommun, earliest year first."""

    results: tuple[PublicResult, ...]
    publisher: str
    """Empty until the installation has told who runs it."""
    email: str
    stands: tuple[Hashable | None, ...] = ()
    """What the results are kept under, in the same order."""
    goals: tuple[RegionGoal, ...] = ()
    """Of regions with a kommun among the results."""

    @property
    def is_example(self) -> bool:
        return any(result.is_example for result in self.results)


def open_data(database: Database) -> OpenData:
    with database.read() as session:
        return _open_data(session)


def open_file(database: Database, address: str, base: str) -> bytes:
    """A file of the open data by the last part of its address; `base` is the address of their page. Raises ValueError
    for others."""
    with database.read() as session:
        data = _open_data(session)
        origin = (address, base, data.publisher, data.email)
        key = None if None in data.stands else (origin, data.stands, data.goals)
        return cached(session, "open file", key, MAX_CACHED_FILES, lambda: _written(session, data, address, base))


def _open_data(session: Session) -> OpenData:
    statement, public = notices.find_statement(session), public_assessments(session)
    return OpenData(
        results=tuple(_result(session, assessment) for assessment in public),
        publisher="" if statement is None else statement.organisation,
        email="" if statement is None else statement.contact_email,
        stands=tuple(map(_stands, public)),
        goals=_goals(session, public),
    )


def _goals(session: Session, public: Sequence[Assessment]) -> tuple[RegionGoal, ...]:
    regions = {item.round.region_id: item.round for item in public}
    return tuple(
        RegionGoal(
            region_id=region_id,
            region=regions[region_id].region_name,
            is_example=regions[region_id].is_example,
            stored=goal,
        )
        for region_id, goal in goals_in_force(session, regions.keys())
    )


def _public_goal(session: Session, goal: RegionGoal) -> PublicGoal:
    """Counted over what everybody may read, so that a count tells no more than the results beside it."""
    (goal_now,) = followed_goals(session, goal.region_id, [goal.stored], visible_to_everybody, goal.stored.goal.by_year)
    return PublicGoal(region=goal.region, followed=goal_years(goal_now), is_example=goal.is_example)


def _written(session: Session, data: OpenData, address: str, base: str) -> bytes:
    if address == METADATA.address:
        return catalogue(_publication(data, base))
    if address == GOALS.address:
        return machine_csv(open_goals_table(_public_goal(session, goal) for goal in data.goals), None)
    for file, write in FORMATS:
        if file.address == address:
            return write(data.results)
    raise ValueError(address)


def _publication(data: OpenData, base: str) -> Publication:
    warning = words.DATA_WARNING if data.is_example else ""
    return Publication(
        base=base,
        publisher=data.publisher or words.PUBLISHER,
        email=data.email,
        title=words.data_title(is_example=data.is_example),
        description=warning + words.DATA_DESCRIPTION,
        keywords=words.DATA_KEYWORDS,
        modified=max((result.approved_on for result in data.results), default=None),
        files=FILES,
    )


def _result(session: Session, assessment: Assessment) -> PublicResult:
    approved_at = assessment.approved_at
    if approved_at is None:
        raise ValueError("only approved results are public")
    key = _stands(assessment)
    return cached(session, "public", key, MAX_CACHED, lambda: public_result(session, assessment, approved_at))


def _stands(assessment: Assessment) -> Hashable | None:
    """All that a result is told with."""
    stands, names = scored_from(assessment), (assessment.round.region_name, assessment.code, assessment.municipality)
    return None if stands is None else (stands, assessment.approved_at, names)


def public_result(session: Session, assessment: Assessment, approved_at: datetime) -> PublicResult:
    """What is told of an assessment whose answering has ended. The caller knows that it may be."""
    year = year_result(session, assessment)
    started_count = sum(group.started for group in participation(session, assessment.id))
    few = started_count < year.questionnaire.limits.min_group
    return PublicResult(
        region=assessment.round.region_name,
        code=assessment.code,
        municipality=assessment.municipality,
        approved_on=day_of(approved_at),
        questionnaire=year.questionnaire,
        profile=year.profile,
        is_example=assessment.round.is_example,
        is_small=assessment.mode is Mode.SEVERAL and few,
    )
