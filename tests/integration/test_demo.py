"""The example region: the same every time, on both databases, with every situation it is to show."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import SQLModel, col, func
from sqlmodel import select as select_rows

from app.accounts.audit.chain import broken_lines
from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.mail.mail_status import MailStatus
from app.assessment.results.results import CapitalStatus
from app.config import PROJECT
from app.demo.build import build_demo
from app.demo.personas import personas
from app.demo.script import HANDED_IN, REGION, YEARS
from app.errors import PermissionDeniedError
from app.rounds.assessments.plans import ActionStatus
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey, RoundKey
from app.services.results.results import Result, open_result
from app.services.results.scoring import profile_of
from app.storage.assessments.plans import actions_of, targets_of
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.kernel.assessments import assessments_of_round, find_assessment, find_round
from app.storage.kernel.audit import every_line
from app.storage.tables import MailRow, MembershipRow, MunicipalityRow, PersonRow, SubmissionRow
from tests.builders import NOW, add_region
from tests.postgres import Server

pytestmark = pytest.mark.slow

QUESTIONNAIRES = PROJECT / "questionnaires"
Rows = Mapping[str, list[tuple[object, ...]]]


def build(url: str) -> Database:
    database = Database(url)
    migrate(database)
    assert build_demo(database, QUESTIONNAIRES, NOW)
    return database


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[dict[str, Database]]:
    """Built once on each kind of database, once by a process where sets and the like come in another order."""
    with ExitStack() as stack:
        urls = {
            "sqlite": f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}",
            "postgresql": server.url(server.make()),
        }
        program = "import sys; from tests.integration.test_demo import build; build(sys.argv[1]).close()"
        environment = os.environ | {"PYTHONHASHSEED": "1"}
        subprocess.run([sys.executable, "-c", program, urls["sqlite"]], check=True, env=environment)
        sqlite = stack.enter_context(closing(Database(urls["sqlite"])))
        yield {"sqlite": sqlite, "postgresql": stack.enter_context(closing(build(urls["postgresql"])))}


@pytest.fixture(params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest, databases: dict[str, Database]) -> Database:
    return databases[request.param]


def everything(database: Database) -> Rows:
    with database.read() as session:
        return {
            name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for name, table in SQLModel.metadata.tables.items()
        }


def assessment(database: Database, year: int, slug: str) -> Assessment | None:
    with database.read() as session:
        return find_assessment(session, AssessmentKey(REGION[0], "omstallningsformaga", year, slug))


def result(database: Database, year: int, slug: str, role: Role = Role.KOMMUN_COORDINATOR) -> Result:
    """As the kommun's coordinator sees it, who reads drafts as well, or somebody of the region."""
    with database.read() as session:
        kommun = session.exec(select_rows(MunicipalityRow).where(col(MunicipalityRow.slug) == slug)).one()
    place_id = kommun.id if role is Role.KOMMUN_COORDINATOR else None
    coordinator = Actor(0, "samordnare", (Membership(role, kommun.region_id, place_id),))
    return open_result(database, coordinator, AssessmentKey(REGION[0], "omstallningsformaga", year, slug))


def test_the_example_region_is_the_same_row_for_row_on_both_databases(databases: dict[str, Database]) -> None:
    on_sqlite, on_postgresql = everything(databases["sqlite"]), everything(databases["postgresql"])
    assert [name for name in on_sqlite if on_sqlite[name] != on_postgresql[name]] == []
    assert len(on_sqlite["answer"]) > 5_000


def test_its_figures_are_the_same_on_both_databases(databases: dict[str, Database]) -> None:
    figures = [result(database, 2026, "1480-goteborg") for database in databases.values()]
    assert figures[0] == figures[1]
    assert figures[0].profile.overall is not None


def test_building_it_again_changes_nothing(demo: Database) -> None:
    before = everything(demo)
    assert build_demo(demo, QUESTIONNAIRES, NOW) is False
    assert everything(demo) == before


def test_it_has_thirteen_kommuner_and_a_round_for_each_of_three_years(demo: Database) -> None:
    with demo.read() as session:
        assert session.exec(select_rows(func.count()).select_from(MunicipalityRow)).one() == 13
        rounds = [find_round(session, RoundKey(REGION[0], "omstallningsformaga", year)) for year in YEARS]
        taking_part = [len(assessments_of_round(session, round_.id)) for round_ in rounds if round_ is not None]
    assert len(YEARS) == 3
    assert taking_part == [13, 12, 13]
    assert all(round_ is not None and round_.is_example for round_ in rounds)


def test_one_kommun_does_not_share(demo: Database) -> None:
    with demo.read() as session:
        round_ = find_round(session, RoundKey(REGION[0], "omstallningsformaga", 2026))
        assert round_ is not None
        sharing = {
            assessment.municipality: assessment.sharing for assessment in assessments_of_round(session, round_.id)
        }
    assert [name for name, shared in sharing.items() if shared is Sharing.NOTHING] == ["Mölndal"]
    with pytest.raises(PermissionDeniedError):
        result(demo, 2026, "1481-molndal", Role.REGION_COORDINATOR)


def test_one_kommun_skipped_a_year_and_is_compared_across_it(demo: Database) -> None:
    assert assessment(demo, 2025, "1415-stenungsund") is None
    comparison = result(demo, 2026, "1415-stenungsund").comparison
    assert comparison is not None
    assert (comparison.earlier_year, comparison.skipped_years) == (2024, (2025,))


def test_one_kommun_had_two_respondents_and_therefore_no_result(demo: Database) -> None:
    view = result(demo, 2026, "1462-lilla-edet")
    assert sum(group.invited for group in view.participation) == 2
    assert {capital.status for capital in view.profile.capitals} == {CapitalStatus.INSUFFICIENT}


def test_every_locked_result_has_a_plan_that_aims_higher_and_no_other_has_one(demo: Database) -> None:
    with demo.read() as session:
        rounds = [find_round(session, RoundKey(REGION[0], "omstallningsformaga", year)) for year in YEARS]
        every = [assessment for round_ in rounds if round_ for assessment in assessments_of_round(session, round_.id)]
        plans = {
            assessment: (targets_of(session, assessment.id), actions_of(session, assessment.id)) for assessment in every
        }
        profiles = {
            assessment: profile_of(session, assessment) for assessment in every if assessment.approved_at is not None
        }
    assert {assessment for assessment, (targets, actions) in plans.items() if targets or actions} == set(profiles)
    # 13 of 2024, 12 of 2025 (Stenungsund took no part), and 5 of this year.
    assert len(profiles) == 13 + 12 + 5
    for assessment, profile in profiles.items():
        targets, actions = plans[assessment]
        assert 2 <= len(targets) <= 3
        assert 2 <= len(actions) <= 4
        assert {row.action.capital_id for row in actions} == set(targets)
        for capital_id, row in targets.items():
            result = profile.capital(capital_id)
            assert result is not None
            assert result.level is not None
            assert row.target.position > result.level
            assert row.target.by_year > assessment.round.year


def test_what_was_decided_longer_ago_has_come_further(demo: Database) -> None:
    with demo.read() as session:
        rounds = [find_round(session, RoundKey(REGION[0], "omstallningsformaga", year)) for year in YEARS]
        first, second, latest = (
            [
                row.action
                for assessment in assessments_of_round(session, round_.id)
                for row in actions_of(session, assessment.id)
            ]
            for round_ in rounds
            if round_
        )
    assert {action.status for action in first} == {ActionStatus.DONE, ActionStatus.DROPPED}
    assert {action.status for action in second} == {ActionStatus.DONE, ActionStatus.UNDER_WAY, ActionStatus.DROPPED}
    assert {action.status for action in latest} == {ActionStatus.UNDER_WAY, ActionStatus.PLANNED}
    assert all(action.owner and action.due_on for action in (*first, *second, *latest))


def test_everybody_one_can_become_is_found(demo: Database) -> None:
    people = personas(demo)
    assert {persona.place for persona in people} >= {REGION[1], "Ale", "Göteborg", "Öckerö"}
    # The region's two, every kommun's two, four who approve, four who answer, one who runs the installation.
    assert len({persona.person_id for persona in people}) == len(people) == 2 + 2 * 13 + 4 + 4 + 1
    assert people[-1].title == "driftansvarig"


def test_one_result_waits_for_its_approver_and_is_in_the_log(demo: Database) -> None:
    with demo.read() as session:
        (submission,) = session.exec(select_rows(SubmissionRow)).all()
        events = [line for line in every_line(session) if line.action == "result.submitted"]
        waiting = find_assessment(session, AssessmentKey(REGION[0], "omstallningsformaga", 2026, HANDED_IN))
    assert waiting is not None
    assert submission.assessment_id == waiting.id
    assert submission.missing > 0
    assert submission.missing_reason
    assert [line.at for line in events] == [submission.submitted_at]
    assert [person.title for person in personas(demo) if person.place == "Partille"].count("godkännare i kommunen") == 1


def test_everybody_has_an_address_of_their_own_where_no_mail_can_come(demo: Database) -> None:
    with demo.read() as session:
        addresses = session.exec(select_rows(PersonRow.email)).all()
    assert len(addresses) > 30
    assert all(address is not None and re.fullmatch(r"[a-z.]+\d?@[a-z-]+\.example", address) for address in addresses)


def test_what_has_happened_is_in_the_audit_log_in_order(demo: Database) -> None:
    with demo.read() as session:
        lines = list(every_line(session))
    assert list(broken_lines(lines)) == []
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert len({line.action for line in lines}) >= 7
    assert all(line.at <= NOW for line in lines)


def test_this_years_letters_were_sent_and_one_came_back(demo: Database) -> None:
    with demo.read() as session:
        mails = session.exec(select_rows(MailRow)).all()
    assert {mail.status for mail in mails} == {MailStatus.SENT, MailStatus.BOUNCED}
    (bounce,) = [mail for mail in mails if mail.status is MailStatus.BOUNCED]
    assert bounce.respondent_id is not None
    assert bounce.problem
    assert all("@" not in mail.problem and not mail.body and mail.to_address.endswith(".example") for mail in mails)


def test_it_is_never_built_beside_another_region(database: Database) -> None:
    """Anybody may become its operator, who runs the whole installation."""
    add_region(database)
    before = everything(database)
    assert build_demo(database, QUESTIONNAIRES, NOW) is False
    assert everything(database) == before
    assert personas(database) == ()


def test_who_has_left_a_role_is_nobody_one_can_become(demo: Database) -> None:
    leaving = personas(demo)[0]
    membership = update(MembershipRow).where(col(MembershipRow.person_id) == leaving.person_id)
    demo.write(lambda session: session.execute(membership.values(ended_at=NOW)))
    try:
        assert leaving not in personas(demo)
    finally:
        demo.write(lambda session: session.execute(membership.values(ended_at=None)))


def test_nothing_is_written_when_a_questionnaire_cannot_be_used(database: Database, tmp_path: Path) -> None:
    before = everything(database)
    with pytest.raises(Exception, match=r"2024\.yaml"):
        build_demo(database, tmp_path, NOW)
    assert everything(database) == before
    assert not any(rows for table, rows in before.items() if table != "served_schema"), "a new installation is empty"
