"""Writing the example region into an empty database: organisations, people, three rounds and their answers."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from app.accounts.kernel.roles import Role
from app.accounts.organisations.municipality_list import KOMMUNER
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.cached_reader import load_cached
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.demo import answers as invented
from app.demo.addresses import address_of, domain_of
from app.demo.handed_in import hand_one_in
from app.demo.help import add_help
from app.demo.past import write_past
from app.demo.plans import add_plans
from app.demo.script import (
    BEGINNING,
    COMMENTS,
    FIRST_NAMES,
    LARGE,
    LAST_NAMES,
    OPERATOR_DOMAIN,
    QUESTIONNAIRE,
    REASONS,
    REGION,
    REGION_DETAILS,
    REGION_DOMAIN,
    SIZE_GROUPS,
    STATEMENT,
    STORIES,
    WITH_APPROVER,
    YEARS,
    Story,
    StoryStage,
)
from app.demo.trial import add_trial
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.services.results.benchmarks import refresh_benchmarks
from app.storage.engine.database import Database
from app.storage.kernel.audit import lock
from app.storage.questionnaires.editions import store_edition
from app.storage.tables import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    InstallationRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
)

SEED = 20_240_926
"""The day of the workshop in the pre-study where the capitals were first tried as a structure."""


@dataclass
class _Builder:
    """Rows are added one after another, so ids are counted here and everything is inserted in bulk."""

    session: Session
    draw: random.Random
    now: datetime
    taken: set[str] = field(default_factory=set)
    """Addresses that somebody has."""

    def add(self, row: SQLModel) -> int:
        self.session.add(row)
        self.session.flush()
        identity: int = row.id  # type: ignore[attr-defined]
        return identity

    def insert(self, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
        if rows:
            self.session.execute(table.__table__.insert(), rows)  # type: ignore[attr-defined]

    def person(self, domain: str, draw: random.Random | None = None) -> int:
        """Somebody new, with an address in the domain. `draw`: for late comers, so that nothing else changes."""
        draw = draw or self.draw
        name = f"{draw.choice(FIRST_NAMES)} {draw.choice(LAST_NAMES)}"
        return self.add(PersonRow(name=name, email=address_of(name, domain, self.taken)))

    def member(self, person_id: int, role: Role, region_id: int | None = None, kommun_id: int | None = None) -> None:
        membership = MembershipRow(
            person_id=person_id, role=role, region_id=region_id, municipality_id=kommun_id, since=BEGINNING
        )
        self.add(membership)


def build_demo(database: Database, questionnaires: Path, now: datetime) -> bool:
    """Write the example region, the same every time. Does nothing and returns False when there is a region already:
    the example has an operator whom anybody may become, so it is never put beside a real region.

    Raises QuestionnaireError when a questionnaire file cannot be used.
    """
    editions = {year: load_cached(questionnaires / QUESTIONNAIRE / f"{year}.yaml") for year in YEARS}

    def work(session: Session) -> bool:
        lock(session)  # of two servers that are switched on at once, the second waits and finds the region there
        if session.exec(select(RegionRow.id)).first() is not None:
            return False
        _build(_Builder(session, random.Random(SEED), now), editions)  # noqa: S311
        return True

    return database.write(work)


def _build(builder: _Builder, editions: dict[int, Questionnaire]) -> None:
    today = day_of(builder.now)
    assessed_on, published_on = today - timedelta(days=80), date(2024, 9, 2)
    builder.add(
        InstallationRow(assessed_on=assessed_on, published_on=published_on, updated_on=assessed_on, **STATEMENT)
    )
    region_id = builder.add(RegionRow(slug=REGION[0], name=REGION[1], is_example=True, **REGION_DETAILS))
    for role in (Role.REGION_COORDINATOR, Role.REGION_READER):
        builder.member(builder.person(REGION_DOMAIN), role, region_id)
    rounds = {year: _round(builder, region_id, editions[year]) for year in YEARS}
    for story in STORIES:
        kommun = KOMMUNER[story.code]
        slug, size_group = kommun.slug, SIZE_GROUPS[story.code in LARGE]
        municipality_id = builder.add(
            MunicipalityRow(region_id=region_id, code=kommun.code, name=kommun.name, slug=slug, size_group=size_group)
        )
        for role in (Role.KOMMUN_COORDINATOR, Role.KOMMUN_READER):
            builder.member(builder.person(domain_of(slug)), role, kommun_id=municipality_id)
        for year, stage in zip(YEARS, story.stages, strict=True):
            if stage is not StoryStage.SKIPPED:
                _assessment(builder, story, stage, editions[year], rounds[year], municipality_id)
    _add_late_comers(builder)
    add_trial(builder.session, editions[YEARS[-1]], builder.now, SEED)
    hand_one_in(builder.session, builder.now)
    write_past(builder.session)
    add_plans(builder.session, rounds.values(), YEARS[-1], SEED)
    add_help(builder.session, region_id, rounds[YEARS[-1]], builder.now)
    for year in YEARS:
        refresh_benchmarks(builder.session, RoundKey(REGION[0], QUESTIONNAIRE, year), builder.now)


def _add_late_comers(builder: _Builder) -> None:
    draw = random.Random(f"{SEED}/late")  # noqa: S311
    builder.member(builder.person(OPERATOR_DOMAIN, draw), Role.OPERATOR)
    for kommun in builder.session.exec(select(MunicipalityRow).where(col(MunicipalityRow.code).in_(WITH_APPROVER))):
        builder.member(builder.person(domain_of(kommun.slug), draw), Role.KOMMUN_APPROVER, kommun_id=kommun.id)


def _round(builder: _Builder, region_id: int, questionnaire: Questionnaire) -> int:
    latest = questionnaire.year == YEARS[-1]
    today = day_of(builder.now)
    closes = today + timedelta(days=60) if latest else date(questionnaire.year, 11, 28)
    return builder.add(
        RoundRow(
            region_id=region_id,
            edition_id=store_edition(builder.session, questionnaire, builder.now),
            content_hash=questionnaire.content_hash,
            opens_on=today - timedelta(days=45) if latest else date(questionnaire.year, 9, 16),
            closes_on=closes,
            opened_at=_opened_at(builder, questionnaire),
            closed_at=None if latest else datetime(questionnaire.year, 12, 15, 12, tzinfo=UTC),
        )
    )


def latest_opening(now: datetime) -> datetime:
    """When the example's latest round was opened, of an example that is built now."""
    return now - timedelta(days=45)


def _opened_at(builder: _Builder, questionnaire: Questionnaire) -> datetime:
    latest = questionnaire.year == YEARS[-1]
    return latest_opening(builder.now) if latest else datetime(questionnaire.year, 9, 16, 7, tzinfo=UTC)


def _assessment(
    builder: _Builder,
    story: Story,
    stage: StoryStage,
    questionnaire: Questionnaire,
    round_id: int,
    municipality_id: int,
) -> None:
    latest = questionnaire.year == YEARS[-1]
    moment = builder.now - timedelta(days=9) if latest else datetime(questionnaire.year, 11, 20, 9, tzinfo=UTC)
    is_closed = stage in {StoryStage.CLOSED, StoryStage.AGREED, StoryStage.APPROVED, StoryStage.SIMPLE}
    is_approved = stage is StoryStage.APPROVED or (stage is StoryStage.SIMPLE and not latest)
    modes = {StoryStage.NOT_STARTED: Mode.UNDECIDED, StoryStage.SIMPLE: Mode.SIMPLE}
    assessment_id = builder.add(
        AssessmentRow(
            round_id=round_id,
            municipality_id=municipality_id,
            mode=modes.get(stage, Mode.SEVERAL),
            sharing=story.sharing,
            answering_closed_at=moment if is_closed else None,
            approved_at=moment + timedelta(days=7) if is_approved else None,
            approved_by="kommundirektören" if is_approved else "",
            invited_at=_opened_at(builder, questionnaire),
        )
    )
    seed = f"{SEED}/{story.code}"
    state = invented.climate(builder.draw, questionnaire, story.latent, seed)
    if stage is StoryStage.SIMPLE:
        _simple(builder, questionnaire, state, assessment_id, moment)
    elif stage is not StoryStage.NOT_STARTED:
        _several(builder, questionnaire, state, assessment_id, moment, story, stage)
    if stage in {StoryStage.AGREED, StoryStage.APPROVED}:
        outcomes = invented.agreed(builder.draw, questionnaire, state, share=0.93)
        _store_agreed(builder, assessment_id, dict(outcomes), moment)


def _simple(
    builder: _Builder, questionnaire: Questionnaire, state: invented.Climate, assessment_id: int, moment: datetime
) -> None:
    outcomes = dict(invented.agreed(builder.draw, questionnaire, state, share=0.96))
    respondent_id = builder.add(
        RespondentRow(assessment_id=assessment_id, role_group="", for_kommun=True, handed_in_at=moment)
    )
    rows = [_answer_row(builder, respondent_id, name, answer, moment, 0.1) for name, answer in outcomes.items()]
    builder.insert(AnswerRow, rows)
    _store_agreed(builder, assessment_id, outcomes, moment)


def _several(
    builder: _Builder,
    questionnaire: Questionnaire,
    state: invented.Climate,
    assessment_id: int,
    moment: datetime,
    story: Story,
    stage: StoryStage,
) -> None:
    answering = stage is StoryStage.ANSWERING
    domain = domain_of(KOMMUNER[story.code].slug)
    rows: list[dict[str, Any]] = []
    for number, person in enumerate(invented.people(builder.draw, questionnaire, state, story.people)):
        waiting = answering and number % 3 == 0
        whole = len(person.answers) > 40
        person_id = builder.person(domain) if answering and number < 4 else None
        respondent_id = builder.add(
            RespondentRow(
                assessment_id=assessment_id,
                person_id=person_id,
                name="" if person_id is None else builder.session.get_one(PersonRow, person_id).name,
                role_group=person.role_group,
                handed_in_at=moment if whole and not waiting else None,
                invited_at=moment - timedelta(days=14),
            )
        )
        if not waiting:
            rows += [
                _answer_row(builder, respondent_id, name, answer, moment, 0.05)
                for name, answer in person.answers.items()
            ]
    builder.insert(AnswerRow, rows)


def _answer_row(
    builder: _Builder, respondent_id: int, question_id: str, answer: Any, moment: datetime, comments: float
) -> dict[str, Any]:
    return {
        "respondent_id": respondent_id,
        "question_id": question_id,
        "kind": answer.kind,
        "position": answer.position,
        "comment": builder.draw.choice(COMMENTS) if builder.draw.random() < comments else "",
        "evidence_url": "",
        "version": 1,
        "saved_at": moment,
    }


def _store_agreed(builder: _Builder, assessment_id: int, outcomes: dict[str, Any], moment: datetime) -> None:
    builder.insert(
        AgreedAnswerRow,
        [
            {
                "assessment_id": assessment_id,
                "question_id": question_id,
                "kind": AnswerKind.LEVEL,
                "position": answer.position,
                "reason": builder.draw.choice(REASONS),
                "evidence_url": "",
                "agreed_at": moment,
            }
            for question_id, answer in outcomes.items()
        ],
    )
