"""When its time has passed it is no longer known who answered in a round, and every result is as before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session, SQLModel, col

from app.errors import NotFoundError, PermissionDeniedError
from app.reports.results.content import ReportContent
from app.services.privacy.retention import Done, plan_by_command, plan_retention, run_by_command, run_retention
from app.services.results.reports import open_report
from app.services.rounds.round_board import round_board
from app.storage.kernel.assessments import find_assessment
from app.storage.tables import (
    AnswerRow,
    AuditLineRow,
    FederationAttemptRow,
    MailRow,
    MembershipRow,
    PersonalLinkRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    SignInLinkRow,
    SignInRow,
)
from tests.builders import LATER, NOW, Scene, other_region
from tests.integration.privacy.test_erasure import every_text
from tests.integration.support.a_life import ADDRESS, NAME, a_life, email_of

CLOSED = datetime(2026, 12, 15, 11, tzinfo=UTC)
BEFORE, DUE = datetime(2028, 12, 14, 20, tzinfo=UTC), datetime(2028, 12, 15, 1, tzinfo=UTC)
NOTHING = Done(0, 0, 0, 0, 0)


def decided(scene: Scene, decision: str = "KS 2024/9 § 12", months: int = 24) -> None:
    """The region has decided for how long it is known who answered, and the round is closed."""
    values = {"retention_decision": decision, "retention_months": months}
    scene.database.write(
        lambda session: session.execute(update(RegionRow).where(col(RegionRow.id) == scene.region.id).values(**values))
    )
    scene.change_round(closed_at=CLOSED)


def rows(scene: Scene, table: type[SQLModel], *conditions: Any) -> int:
    with scene.database.read() as session:
        return int(session.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def runs(scene: Scene) -> list[tuple[Any, ...]]:
    with scene.database.read() as session:
        query = select(col(AuditLineRow.actor_id), col(AuditLineRow.region_id), col(AuditLineRow.facts))
        return [tuple(row) for row in session.execute(query.where(col(AuditLineRow.action) == "retention.run"))]


def report(scene: Scene) -> ReportContent:
    return open_report(scene.database, scene.coordinator, scene.norrby, LATER)[1]


def answered_by_many(scene: Scene) -> int:
    """Eight people in two role groups have answered differently and the answering is closed. How many answers."""
    people = scene.respondents(3, "ledning") + scene.respondents(5, "strateg")
    for someone, choice in zip(people, "22345341", strict=True):
        scene.answer(someone, choice)
    scene.close()
    return rows(scene, AnswerRow)


def test_who_answered_is_unlinked_and_every_answer_and_result_stays(scene: Scene) -> None:
    count = answered_by_many(scene)
    decided(scene)
    before = report(scene), round_board(scene.database, scene.region.coordinator, scene.norrby.round, NOW)
    people = rows(scene, PersonRow)
    outcome = run_retention(scene.database, scene.region.coordinator, "provland", DUE)
    assert outcome == Done(rounds=1, respondents=8, links=0, letters=0, people=8)
    assert rows(scene, RespondentRow, col(RespondentRow.person_id).is_not(None)) == 0
    assert rows(scene, PersonRow) == people - 8
    assert rows(scene, AnswerRow) == count
    after = report(scene), round_board(scene.database, scene.region.coordinator, scene.norrby.round, NOW)
    assert after == before
    assert after[0].fingerprint() == before[0].fingerprint()
    assert after[0].data == before[0].data


def test_it_is_one_logged_step_with_the_rounds_and_counts_and_nobodys_name(scene: Scene) -> None:
    life = a_life(scene)
    decided(scene)
    run_retention(scene.database, scene.region.coordinator, "provland", DUE)
    facts = (
        '{"decision":"KS 2024/9 § 12","letters":2,"links":2,"months":24,"people":0,"respondents":2,'
        f'"round_ids":[{scene.round_id}]}}'
    )
    assert runs(scene) == [(scene.region.coordinator.person_id, scene.region.id, facts)]
    assert run_retention(scene.database, scene.region.coordinator, "provland", DUE) == NOTHING
    assert len(runs(scene)) == 1
    assert rows(scene, PersonalLinkRow) == 0
    assert rows(scene, SignInRow, col(SignInRow.respondent_id).is_not(None)) == 0
    assert rows(scene, MailRow, col(MailRow.respondent_id).is_not(None), col(MailRow.to_address) != "") == 0
    with scene.database.read() as session:
        assert email_of(session, life.actor.person_id) == ADDRESS, "who still has a role keeps the account"


def test_somebody_with_no_other_tie_is_gone_altogether(scene: Scene) -> None:
    life = a_life(scene)
    person = life.actor.person_id

    def without_roles(session: Session) -> None:
        for row in session.execute(select(MembershipRow).where(col(MembershipRow.person_id) == person)).scalars():
            session.delete(row)

    scene.database.write(without_roles)
    decided(scene)
    outcome = run_by_command(scene.database, "provland", DUE)
    assert (outcome.people, outcome.letters) == (1, 3)
    texts = every_text(scene.database)
    assert NAME not in texts
    assert ADDRESS not in texts
    assert runs(scene)[0][0] is None


def test_somebody_who_answers_in_another_round_keeps_the_account(scene: Scene) -> None:
    someone, elsewhere = scene.respondent(), other_region(scene.database)

    def ask(session: Session) -> None:
        [place] = session.execute(select(RespondentRow)).scalars()
        assessment = find_assessment(session, elsewhere.norrby)
        assert assessment is not None
        session.add(
            RespondentRow(assessment_id=assessment.id, person_id=someone.person_id, role_group=place.role_group)
        )

    scene.database.write(ask)
    decided(scene)
    outcome = run_by_command(scene.database, "provland", DUE)
    assert (outcome.respondents, outcome.people) == (1, 0)
    assert rows(scene, RespondentRow, col(RespondentRow.person_id) == someone.person_id) == 1


@pytest.mark.parametrize(
    ("now", "is_due"), [(BEFORE, False), (DUE, True)], ids=["the day before", "the day itself, Swedish time"]
)
def test_nothing_happens_before_its_time(scene: Scene, now: datetime, is_due: bool) -> None:
    a_life(scene)
    decided(scene)
    plan = plan_retention(scene.database, scene.region.coordinator, "provland", now)
    assert (len(plan.due), len(plan.later)) == ((1, 0) if is_due else (0, 1))
    assert (run_by_command(scene.database, "provland", now) != NOTHING) is is_due


def test_an_open_round_is_never_due(scene: Scene) -> None:
    a_life(scene)
    decided(scene)
    scene.change_round(closed_at=None)
    assert run_by_command(scene.database, "provland", DUE + timedelta(days=3650)) == NOTHING


def test_without_the_regions_decision_nobody_is_unlinked(scene: Scene) -> None:
    a_life(scene)
    decided(scene, decision=" ")
    texts = every_text(scene.database)
    assert len(plan_by_command(scene.database, "provland", DUE).due) == 1
    with pytest.raises(PermissionDeniedError, match="gallringsbeslut"):
        run_retention(scene.database, scene.region.coordinator, "provland", DUE)
    with pytest.raises(PermissionDeniedError, match="gallringsbeslut"):
        run_by_command(scene.database, "provland", DUE)
    assert every_text(scene.database) == texts


def test_another_regions_rounds_are_left_alone(scene: Scene) -> None:
    a_life(scene)
    decided(scene)
    elsewhere = other_region(scene.database)
    decided(elsewhere)
    assert run_by_command(elsewhere.database, "annat-land", DUE) == NOTHING
    assert rows(scene, RespondentRow, col(RespondentRow.person_id).is_not(None)) == 2


def test_only_those_who_run_the_region_may(scene: Scene) -> None:
    decided(scene)
    elsewhere = other_region(scene.database)
    for actor in (scene.coordinator, scene.region.norrby.reader, elsewhere.region.coordinator):
        for verb in (plan_retention, run_retention):
            with pytest.raises(NotFoundError):
                verb(scene.database, actor, "provland", DUE)
    for verb in (plan_retention, run_retention):
        with pytest.raises(PermissionDeniedError):
            verb(scene.database, scene.region.reader, "provland", DUE)
        with pytest.raises(NotFoundError):
            verb(scene.database, scene.region.coordinator, "ingenstans", DUE)


def test_what_has_run_out_is_forgotten_on_the_way(scene: Scene) -> None:
    life = a_life(scene)
    attempt = FederationAttemptRow(
        state_hash="s" * 64, provider="p", nonce="n", code_verifier="v", browser_hash="b" * 64, expires_at=LATER
    )
    scene.database.write(lambda session: session.add(attempt))
    decided(scene)
    run_by_command(scene.database, "provland", NOW)
    assert rows(scene, SignInRow, col(SignInRow.person_id) == life.actor.person_id) == 2
    run_by_command(scene.database, "provland", CLOSED)
    assert [rows(scene, table) for table in (SignInRow, SignInLinkRow, FederationAttemptRow)] == [0, 0, 0]
