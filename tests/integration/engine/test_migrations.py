"""Migrations on real databases: forth and back with data in every table, and as the code expects them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, inspect, select, update
from sqlmodel import Session, SQLModel, col

from app.accounts.audit.events import AssessmentModeChosen
from app.accounts.kernel.roles import Place, Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.kernel.tokens import hash_of
from app.accounts.organisations.organisation import Region
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Form, RoundSubject
from app.assessment.results.method import MethodEdition
from app.rounds.assessments.plans import ActionOrigin
from app.services.questionnaires.editions import correct_wording
from app.services.sign_in.sessions import sign_in
from app.storage.answering.answers import add_respondent
from app.storage.engine import schema
from app.storage.engine.database import Database
from app.storage.engine.schema import downgrade, is_current, migrate
from app.storage.kernel.assessments import find_assessment
from app.storage.kernel.audit import append
from app.storage.organisations.organisations import add_association, regions
from app.storage.questionnaires.editions import store_edition
from app.storage.respondents.links import find_open_link
from app.storage.rounds.rounds import RoundTerms, add_round
from app.storage.support.needs import find_need
from app.storage.tables import (
    ActionRow,
    AgreedAnswerRow,
    AmbitionDecisionRow,
    ApiTokenRow,
    AskedQuestionRow,
    AssessmentRow,
    BallotRow,
    BenchmarkRow,
    CallInterestRow,
    ChallengeRow,
    ExampleRow,
    FederatedAccountRow,
    FederationAttemptRow,
    FundingCallRow,
    IdeaDecisionRow,
    IdeaPartyRow,
    IdeaPointsRow,
    IdeaRow,
    InstallationRow,
    JobRow,
    KnownBrowserRow,
    MailOptOutRow,
    MailRow,
    MailTemplateRow,
    MeetingTimeRow,
    MembershipRow,
    MunicipalityRow,
    NeedRow,
    NetworkMeetingRow,
    NetworkRow,
    NetworkSeatRow,
    NetworkTopicRow,
    NoteLandingRow,
    OccasionRow,
    OfferNeedRow,
    OfferRow,
    OpenLinkRow,
    PasskeyChallengeRow,
    PasskeyRow,
    PersonalLinkRow,
    PointsRoundRow,
    ProjectRow,
    RateCountRow,
    RecoveryCodeRow,
    RegionGoalRow,
    RegionRow,
    RegionSupportRow,
    ReportLinkRow,
    RespondentRow,
    ReuseRow,
    RoundRow,
    ScoreRow,
    SharedChallengeRow,
    SignInLinkRow,
    SignInRow,
    SignUpLinkRow,
    SignUpRow,
    SubmissionRow,
    SupportEditionRow,
    TargetRow,
    VoteRow,
    WordingCorrectionRow,
    WorkshopDotRow,
    WorkshopGroupRow,
    WorkshopNoteRow,
    WorkshopParticipantRow,
    WorkshopRow,
)
from app.support.exchange.reuse import ReuseState
from app.support.needs.need import NeedAudience, Togetherness, Urgency
from app.support.offers.offer import PaidBy
from app.support.offers.sign_up import Mandate
from app.support.projects.funding_call import CallInterest
from app.support.projects.idea import IdeaRole
from app.support.projects.project import ProjectState
from app.support.workshops.landing import LandingKind
from app.support.workshops.workshop import NoteColumn
from tests.builders import LATER, MAL, NOW, Scene, a_scene, added, an_edition

TABLES = SQLModel.metadata.tables
# SQLite cannot change a column: the whole table is made again.
REBUILD_PARENTS = """
def upgrade():
    for table in ("region", "person", "municipality"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("name", type_=sa.Text())
    with op.batch_alter_table("assessment") as batch:
        batch.alter_column("approved_by", type_=sa.Text())
"""
LEAVE_ORPHANS = """
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("DELETE FROM municipality")
"""
FAIL_HALFWAY = """
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE person SET name = 'ingen'")
    raise ZeroDivisionError
"""


def fill(database: Database) -> None:
    """At least one row in every table."""
    scene = a_scene(database)
    scene.save(scene.respondent(), MAL, "3", comment="Åäö", link="https://norrby.example/")
    soderby = scene.region.soderby
    scene.answer_alone("4", soderby)
    sign_in(database, soderby.reader.person_id, SignInWay.DEMO, NOW + timedelta(days=1))
    correct_wording(database, an_edition(texts={MAL: "Hur är det nu?"}), "Missförstods", LATER)
    database.write(lambda session: _fill_the_rest(session, scene))


def _fill_the_rest(session: Session, scene: Scene) -> None:
    """Rows that take more than one step to make otherwise."""
    person, region = scene.coordinator.person_id, scene.region
    soon = LATER + timedelta(minutes=20)
    assessment = find_assessment(session, scene.norrby)
    assert assessment is not None
    link = added(
        session, OpenLinkRow(assessment_id=assessment.id, role_group="strateg", token_hash="o" * 64, created_at=NOW)
    )
    ended = OpenLinkRow(
        assessment_id=assessment.id, role_group="strateg", token_hash="e" * 64, created_at=NOW, ended_at=LATER
    )
    session.add(ended)
    respondent = add_respondent(session, assessment.id, None, "strateg")
    session.execute(update(RespondentRow).where(col(RespondentRow.id) == respondent.id).values(open_link_id=link))
    session.add(
        ReportLinkRow(token_hash="r" * 64, assessment_id=assessment.id, created_at=NOW, expires_at=LATER, opened=2)
    )
    session.add(PersonalLinkRow(token_hash="p" * 64, respondent_id=respondent.id, created_at=NOW))
    session.add(
        SignInLinkRow(
            token_hash="a", code_hash="b", person_id=person, browser_hash="c", created_at=NOW, expires_at=soon
        )
    )
    session.add(
        FederationAttemptRow(
            state_hash="s", provider="p", nonce="n", code_verifier="v", browser_hash="b", expires_at=soon
        )
    )
    session.add(KnownBrowserRow(key_hash="k" * 64, expires_at=soon))
    session.add(
        FederatedAccountRow(person_id=person, issuer="https://login.norrby.example", subject_hash="h", bound_at=NOW)
    )
    session.add(
        PasskeyRow(
            person_id=person, name="Å", credential_id=b"\x00\xff", public_key=b"\xff", sign_count=0, created_at=NOW
        )
    )
    session.add(PasskeyChallengeRow(challenge_hash="c" * 64, token_hash="t" * 64, purpose="add", expires_at=soon))
    session.add(RecoveryCodeRow(code_hash="r" * 64, person_id=person, created_at=NOW))
    session.add(RateCountRow(key_hash="k", window_start=NOW, count=3))
    session.add(InstallationRow(organisation="Provlands förbund"))
    session.add(MailTemplateRow(region_id=region.id, kind="invitation", subject="Å", body="Ä", changed_at=NOW))
    session.add(MailOptOutRow(person_id=person, kind="omgang-stangd"))
    session.add(
        MailRow(
            kind="invitation",
            to_address="a@b.example",
            subject="Å",
            body="Ä",
            message_id="1@b.example",
            person_id=person,
            region_id=region.id,
            municipality_id=region.norrby.id,
            created_at=NOW,
            try_at=NOW,
        )
    )
    session.add(
        AgreedAnswerRow(
            assessment_id=assessment.id, question_id=MAL, not_united=True, reason="Två bilder", agreed_at=NOW
        )
    )
    session.add(TargetRow(assessment_id=assessment.id, capital_id="politiskt", position=4, by_year=2028))
    session.add(ActionRow(assessment_id=assessment.id, capital_id="politiskt", text="Anta en plan"))
    session.add(MeetingTimeRow(assessment_id=assessment.id, starts_at=LATER, minutes=90, place="Å", changed_at=NOW))
    session.add(ScoreRow(assessment_id=assessment.id, earlier_id=assessment.id, stamp="s" * 64, figures="[]"))
    session.add(VoteRow(assessment_id=assessment.id, question_id=MAL, opened_at=NOW))
    session.add(
        BallotRow(
            respondent_id=respondent.id,
            assessment_id=assessment.id,
            question_id=MAL,
            kind=AnswerKind.LEVEL,
            position=3,
        )
    )
    session.add(SubmissionRow(assessment_id=assessment.id, number=1, content="{}", submitted_at=NOW))
    session.add(
        BenchmarkRow(
            round_id=scene.round_id,
            municipality_id=region.norrby.id,
            scope="all",
            members=[1],
            figures="{}",
            made_at=NOW,
        )
    )
    session.add(
        ApiTokenRow(
            token_hash="t",
            name="Statistik",
            region_id=region.id,
            scopes=["rounds"],
            created_at=NOW,
            expires_at=soon,
        )
    )
    session.add(JobRow(kind="reports", round_id=scene.round_id, created_at=NOW))
    _fill_support(session, region.id, assessment.id)
    _fill_goals(session, region.id)
    _fill_workshops(session, region.id)
    _fill_offers(session, region.id, region.norrby.id)
    _fill_exchange(session, region.id, region.norrby.id)
    _fill_projects(session, region.id, region.norrby.id)
    event = AssessmentModeChosen(assessment_id=assessment.id, mode="several")
    append(session, person, event, Place(region.id, region.norrby.id), NOW)


def _fill_workshops(session: Session, region_id: int) -> None:
    workshop = added(session, WorkshopRow(region_id=region_id, title="Vardagen", focus="Hur?", dots=3, created_at=NOW))
    group = added(session, WorkshopGroupRow(workshop_id=workshop, number=1, capital_id="politiskt"))
    person = added(session, WorkshopParticipantRow(group_id=group, key_hash="k" * 64, joined_at=NOW))
    sticky = WorkshopNoteRow(
        group_id=group, column=NoteColumn.STRENGTHEN, text="Tid", position=1, author_id=person, created_at=NOW
    )
    note = added(session, sticky)
    session.add(WorkshopDotRow(note_id=note, participant_id=person))
    session.add(NoteLandingRow(group_id=group, note_id=note, kind=LandingKind.EVIDENCE, created_at=NOW))


def _fill_goals(session: Session, region_id: int) -> None:
    goal = RegionGoalRow(
        region_id=region_id,
        questionnaire="prov",
        scale_year=2026,
        capital_id="politiskt",
        position=3,
        kommuner=2,
        by_year=2028,
        decided_on=NOW.date(),
        diary_number="112",
        created_at=NOW,
    )
    decision = AmbitionDecisionRow(
        region_id=region_id,
        level=1,
        decided_on=NOW.date(),
        diary_number="113",
        reason="Underlaget räcker",
        review_on=NOW.date(),
        figures=[],
        created_at=NOW,
    )
    session.add_all([goal, decision])


def _fill_exchange(session: Session, region_id: int, municipality_id: int) -> None:
    example_id = added(
        session,
        ExampleRow(
            region_id=region_id,
            municipality_id=municipality_id,
            title="Å",
            capital_id="politiskt",
            situation="Ä",
            did="Ö",
            result="R",
            not_worked="N",
            contact="K",
            documents=["https://norrby.example/"],
            created_at=NOW,
        ),
    )
    session.add(
        ReuseRow(example_id=example_id, municipality_id=municipality_id, state=ReuseState.TRIES, changed_on=NOW.date())
    )
    network_id = added(
        session,
        NetworkRow(
            region_id=region_id,
            title="Strateger",
            purpose="P",
            target_group="T",
            mandate="M",
            leader="L",
            documents=[],
            created_at=NOW,
        ),
    )
    membership_id = session.execute(select(col(MembershipRow.id)).limit(1)).scalar_one()
    session.add(
        NetworkSeatRow(
            network_id=network_id, municipality_id=municipality_id, role="Strateg", membership_id=membership_id
        )
    )
    meeting_id = added(session, NetworkMeetingRow(network_id=network_id, held_on=NOW.date()))
    session.add(NetworkTopicRow(network_meeting_id=meeting_id, text="Punkt"))
    session.add(
        AskedQuestionRow(
            region_id=region_id,
            network_id=network_id,
            municipality_id=municipality_id,
            membership_id=membership_id,
            text="Hur?",
            receivers=1,
            example_ids=[example_id],
            asked_at=NOW,
        )
    )
    challenge_id = added(
        session, ChallengeRow(region_id=region_id, text="Svårt", capital_id="politiskt", created_at=NOW)
    )
    session.add(SharedChallengeRow(challenge_id=challenge_id, municipality_id=municipality_id))


def _fill_support(session: Session, region_id: int, assessment_id: int) -> None:
    session.add(SupportEditionRow(catalogue="stod", year=2026, content_hash="h", content="{}", published_at=NOW))
    session.add(RegionSupportRow(region_id=region_id, item_id="kurs", number=1, content="{}", created_at=NOW))
    session.add(
        NeedRow(
            assessment_id=assessment_id,
            capital_id="politiskt",
            text="En kurs",
            target_groups=["strateg"],
            urgency=Urgency.THIS_YEAR,
            together=Togetherness.GLADLY,
            audience=NeedAudience.REGION,
            created_at=NOW,
        )
    )


def _fill_offers(session: Session, region_id: int, municipality_id: int) -> None:
    offer_id = added(
        session,
        OfferRow(
            region_id=region_id,
            title="Kurs",
            gives="Kunskap",
            demands="Tid",
            capital_ids=["politiskt"],
            forms=["kunskapsbas"],
            target_groups=["strateg"],
            hours={"strateg": "2.5"},
            item_ids=["kurs"],
            last_day=LATER.date(),
            places=20,
            places_per_kommun=2,
            paid_by=PaidBy.MEMBERSHIP,
            contact="Utvecklingsledaren",
            created_at=NOW,
        ),
    )
    need_id = session.execute(select(col(NeedRow.id))).scalar_one()
    session.add(OfferNeedRow(offer_id=offer_id, need_id=need_id))
    session.add(OccasionRow(offer_id=offer_id, starts_at=NOW, ends_at=LATER, uid="u"))
    sign_up_id = added(
        session,
        SignUpRow(
            offer_id=offer_id,
            municipality_id=municipality_id,
            people=2,
            roles=["strateg"],
            mandate=Mandate.PREPARES,
            signed_at=NOW,
        ),
    )
    session.add(SignUpLinkRow(token_hash="s" * 64, sign_up_id=sign_up_id, created_at=NOW))


def _fill_projects(session: Session, region_id: int, municipality_id: int) -> None:
    idea = IdeaRow(region_id=region_id, title="Idé", problem="Problem", capital_id="human", created_at=NOW)
    idea_id = added(session, idea)
    session.add(IdeaPartyRow(idea_id=idea_id, municipality_id=municipality_id, role=IdeaRole.TAKING_PART))
    session.add(
        IdeaDecisionRow(idea_id=idea_id, outcome="vilande", text="t", diary_number="1", decided_on="", review_on="")
    )
    points_round = PointsRoundRow(region_id=region_id, idea_ids=[idea_id], last_day=LATER.date(), created_at=NOW)
    points_round_id = added(session, points_round)
    session.add(
        IdeaPointsRow(points_round_id=points_round_id, idea_id=idea_id, municipality_id=municipality_id, points=3)
    )
    call_id = added(
        session,
        FundingCallRow(
            region_id=region_id,
            funder="Fonden",
            title="Utlysning",
            link="https://fonden.example",
            last_day=LATER.date(),
            applicants="kommuner",
            capital_ids=["human"],
            idea_ids=[idea_id],
            comment="Passar",
            created_at=NOW,
        ),
    )
    session.add(CallInterestRow(call_id=call_id, municipality_id=municipality_id, interest=CallInterest.APPLIES))
    session.add(
        ProjectRow(
            region_id=region_id,
            idea_id=idea_id,
            call_id=call_id,
            title="Projekt",
            parties="Norrby",
            receiver="Chefen",
            state=ProjectState.APPLYING,
            created_at=NOW,
        )
    )


AFTER_0026 = {"passkey": 0, "passkey_challenge": 0, "recovery_code": 0}
AFTER_0024 = AFTER_0026 | {
    "idea": 0,
    "idea_party": 0,
    "idea_decision": 0,
    "points_round": 0,
    "idea_points": 0,
    "funding_call": 0,
    "call_interest": 0,
    "project": 0,
}
AFTER_0023 = AFTER_0024 | {
    "example": 0,
    "reuse": 0,
    "network": 0,
    "network_seat": 0,
    "network_meeting": 0,
    "network_topic": 0,
    "asked_question": 0,
    "challenge": 0,
    "shared_challenge": 0,
}
AFTER_0022 = AFTER_0023 | dict.fromkeys(
    ("workshop", "workshop_group", "workshop_participant", "workshop_note", "workshop_dot", "note_landing"), 0
)
AFTER_0020 = AFTER_0022 | {"score": 0}
AFTER_0019 = AFTER_0020 | {"federated_account": 0}
AFTER_0018 = AFTER_0019 | {"known_browser": 0}
AFTER_0017 = AFTER_0018 | {"region_goal": 0, "ambition_decision": 0}
AFTER_0014 = AFTER_0017 | {"offer": 0, "occasion": 0, "offer_need": 0, "sign_up": 0, "sign_up_link": 0}
AFTER_0013 = AFTER_0014 | {"vote": 0, "ballot": 0}
AFTER_0011 = AFTER_0013 | {"need": 0, "region_support": 0, "support_edition": 0}
AFTER_0010 = AFTER_0011 | {"meeting_time": 0}
AFTER_0009 = AFTER_0010 | {"report_link": 0}
"""Tables that a later migration made, which have nothing in them once it has been undone and made again."""


def rows(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {
            name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in TABLES.items()
        }


def tables(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, SQLModel.metadata))


@contextmanager
def next_revision(folder: Path, upgrade: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product's migrations, and one more that comes after them."""
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.name for path in (folder / "versions").glob("*.py")).partition("_")[0]
    lines = f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '9999'\ndown_revision = '{head}'\n"
    (folder / "versions" / "9999_next.py").write_text(lines + upgrade, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", folder)
        yield


def test_an_empty_database_is_not_current_until_it_is_migrated(empty_database: Database) -> None:
    assert not is_current(empty_database)
    migrate(empty_database)
    assert is_current(empty_database)
    assert tables(empty_database) == set(TABLES) | {"alembic_version"}


def test_migrations_and_tables_of_the_code_do_not_differ(database: Database) -> None:
    assert differences(database) == []


def test_sqlite_gives_no_number_twice_in_the_tables_that_say_so(database: Database) -> None:
    """A migration that makes a table again forgets it unless it is told."""
    names = {name for name, table in TABLES.items() if table.dialect_kwargs.get("sqlite_autoincrement")}
    assert names >= {"round", "assessment", "respondent", "person", "municipality"}
    if database.is_sqlite:
        with database.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
            assert set(rows.scalars()) == names


def test_a_difference_between_migrations_and_code_is_noticed(database: Database) -> None:
    """So that the test above means something."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_respondent_person_id")
        connection.exec_driver_sql("ALTER TABLE person ADD COLUMN nickname VARCHAR")
    assert len(differences(database)) == 2


def test_migrating_a_current_database_changes_nothing(database: Database) -> None:
    fill(database)
    before = rows(database)
    migrate(database)
    assert rows(database) == before


def test_down_to_nothing_and_up_again_with_rows_in_every_table(database: Database) -> None:
    fill(database)
    assert [name for name, count in rows(database).items() if count == 0] == []
    downgrade(database, "base")
    assert tables(database) == {"alembic_version"}
    assert not is_current(database)
    migrate(database)
    assert is_current(database)
    assert differences(database) == []
    assert {name for name, count in rows(database).items() if count} == {"served_schema"}
    fill(database)


def test_what_was_stored_under_the_first_schema_is_there_under_the_second_and_back_again(database: Database) -> None:
    fill(database)
    old = (
        "answer",
        "agreed_answer",
        "assessment",
        "edition",
        "membership",
        "municipality",
        "person",
        "region",
        "round",
        "respondent",
        "sign_in",
        "wording_correction",
    )
    before = {name: count for name, count in rows(database).items() if name in old}
    before["agreed_answer"] -= 1  # the question that was left open
    downgrade(database, "0001")
    migrate(database)
    assert {name: count for name, count in rows(database).items() if name in old} == before
    with database.read() as session:
        row = session.execute(select(col(RoundRow.opened_at), col(RoundRow.opens_on))).one()
        assert row.opened_at is not None
        assert row.opened_at.date() == row.opens_on


def test_the_second_schema_gets_every_agreed_level_and_no_question_that_was_left_open(database: Database) -> None:
    fill(database)
    downgrade(database, "0002")
    with database.engine.connect() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM agreed_answer").scalars().all()
    assert set(kinds) == {"LEVEL"}
    migrate(database)
    with database.read() as session:
        assert session.execute(select(col(AgreedAnswerRow.version), col(AgreedAnswerRow.parked)).distinct()).one() == (
            1,
            False,
        )


def test_rounds_that_were_opened_before_there_was_a_second_edition_of_the_method_keep_the_first(
    database: Database,
) -> None:
    fill(database)
    round_id = database.write(_planned_round)
    downgrade(database, "0007")
    migrate(database)
    with database.read() as session:
        editions = {row[0]: row[1] for row in session.execute(select(col(RoundRow.id), col(RoundRow.method_edition)))}
    assert editions.pop(round_id) == MethodEdition.SECOND
    assert set(editions.values()) == {MethodEdition.FIRST}


def test_people_and_mails_stay_when_what_was_turned_off_goes_with_its_table(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0008")
    assert "mail_opt_out" not in tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0009 | {"mail_opt_out": 0}


def test_assessments_stay_when_links_to_their_reports_go_with_their_table(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0009")
    assert "report_link" not in tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0009


def test_actions_stay_when_the_time_of_the_meeting_goes_with_its_table(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0010")
    assert "meeting_time" not in tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0010


def test_open_links_that_were_kept_as_they_are_are_kept_as_hashes_and_lead_where_they_did(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0018")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE open_link SET token = 'en-lank-pa-en-vagg' WHERE ended_at IS NULL")
    migrate(database)
    assert rows(database) == before | AFTER_0018
    with database.read() as session:
        assert find_open_link(session, hash_of("en-lank-pa-en-vagg")) is not None
        assert find_open_link(session, hash_of("en-annan")) is None


def test_a_session_that_waits_for_a_passkey_is_not_good_in_the_version_before(database: Database) -> None:
    fill(database)
    with database.read() as session:
        person = session.execute(select(col(PasskeyRow.person_id))).scalar_one()
    for name in ("waits", "confirmed"):
        sign_in(database, person, SignInWay.MAIL, NOW + timedelta(days=1), browser=name)
    confirmed = update(SignInRow).where(col(SignInRow.browser) == "confirmed").values(confirmed_at=NOW)
    database.write(lambda session: session.execute(confirmed))
    before = rows(database)
    downgrade(database, "0026")
    assert not set(AFTER_0026) & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0026 | {"sign_in": before["sign_in"] - 1}
    with database.read() as session:
        assert "waits" not in set(session.execute(select(col(SignInRow.browser))).scalars())


def test_needs_stay_and_are_as_soon_as_when_they_were_noted_once_the_year_of_that_goes(database: Database) -> None:
    fill(database)
    database.write(lambda session: session.execute(update(NeedRow).values(urgency_year=2028)))
    before = rows(database)
    downgrade(database, "0029")
    with database.engine.connect() as connection:
        assert "urgency_year" not in {each["name"] for each in inspect(connection).get_columns("need")}
    migrate(database)
    assert rows(database) == before
    with database.read() as session:
        assert set(session.execute(select(col(NeedRow.urgency_year))).scalars()) == {None}
        need = session.execute(select(NeedRow).limit(1)).scalar_one()
        found = find_need(session, need.assessment_id, need.id or 0)
    assert found is not None
    assert found.urgency_year == NOW.year


def test_workshops_go_with_their_tables_and_nothing_else_does(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0022")
    assert "workshop" not in tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0022


def test_scores_go_with_their_table_and_nothing_else_does(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0020")
    assert "score" not in tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0020


def test_the_hash_of_an_open_link_is_no_link_after_a_way_back(database: Database) -> None:
    """Who has seen the database would have it."""
    fill(database)
    with database.read() as session:
        hashes = set(session.execute(select(col(OpenLinkRow.token_hash))).scalars())
        assert len(hashes) == 2, "one is ended"
    downgrade(database, "0018")
    with database.engine.connect() as connection:
        tokens = connection.exec_driver_sql("SELECT token FROM open_link").scalars().all()
    assert len(set(tokens)) == 2
    assert {len(token) for token in tokens} == {22}
    assert not hashes & set(tokens)
    migrate(database)
    with database.read() as session:
        stored = session.execute(select(col(OpenLinkRow.token_hash))).scalars()
        assert set(stored) == {hash_of(token) for token in tokens}


def test_accounts_stay_when_whom_they_are_bound_to_goes_with_its_table(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0019")
    assert "federated_account" not in tables(database)
    assert "known_browser" in tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0019


def test_goals_and_decisions_of_a_region_go_with_their_tables_and_nothing_else_does(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0017")
    assert not {"region_goal", "ambition_decision"} & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0017


def test_kommuner_and_roles_stay_when_exchange_goes_with_its_tables(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0023")
    assert not set(AFTER_0023) & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0023


def test_a_kommun_keeps_the_seat_that_somebody_holds_when_several_seats_go(database: Database) -> None:
    fill(database)

    def with_a_free_first_seat(session: Session) -> None:
        session.execute(update(NetworkSeatRow).values(number=2))
        held = session.execute(select(NetworkSeatRow)).scalar_one()
        session.add(NetworkSeatRow(network_id=held.network_id, municipality_id=held.municipality_id, role=""))
        session.execute(update(AskedQuestionRow).values(asked_again_at=NOW))

    database.write(with_a_free_first_seat)
    before = rows(database)
    downgrade(database, "0027")
    migrate(database)
    assert rows(database) == before | {"network_seat": 1}
    with database.read() as session:
        assert session.execute(select(col(NetworkSeatRow.role), col(NetworkSeatRow.number))).one() == ("Strateg", 1)
        assert session.execute(select(col(NetworkRow.seats_each))).scalars().all() == [1]
        assert session.execute(select(col(AskedQuestionRow.asked_again_at))).scalars().all() == [None]


def test_kommuner_stay_when_ideas_and_projects_go_with_their_tables(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0024")
    assert not set(AFTER_0024) & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0024


def test_votes_at_the_meeting_go_with_their_tables_and_nothing_else_does(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0013")
    assert not {"vote", "ballot"} & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0013


def test_needs_and_kommuner_stay_when_offers_go_with_their_tables(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0014")
    assert not set(AFTER_0014) & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0014


def test_a_region_stays_when_its_limit_of_time_goes_with_its_column(database: Database) -> None:
    fill(database)
    database.write(lambda session: session.execute(update(RegionRow).values(attention_hours=20)))
    before = rows(database)
    downgrade(database, "0016")
    with database.engine.connect() as connection:
        assert "attention_hours" not in {each["name"] for each in inspect(connection).get_columns("region")}
    migrate(database)
    assert rows(database) == before | AFTER_0017
    with database.read() as session:
        assert set(session.execute(select(col(RegionRow.attention_hours))).scalars()) == {8}


def test_actions_stay_when_what_they_came_from_goes_with_its_columns(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0011")
    assert not {"need", "region_support", "support_edition"} & tables(database)
    migrate(database)
    assert rows(database) == before | AFTER_0011
    with database.read() as session:
        assert session.execute(select(col(ActionRow.origin_kind), col(ActionRow.origin_id))).one() == (
            ActionOrigin.OWN,
            None,
        )


def test_actions_and_targets_stay_when_what_they_came_to_goes_with_its_columns(database: Database) -> None:
    fill(database)
    before = rows(database)
    downgrade(database, "0012")
    with database.engine.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("action")}
    assert not {"follows_id", "outcome", "done_on", "diary_number", "decided_on", "questions"} & columns
    migrate(database)
    assert rows(database) == before | AFTER_0013
    with database.read() as session:
        assert session.execute(select(col(ActionRow.questions), col(ActionRow.outcome))).one() == (None, "")


def test_the_association_and_whom_a_round_is_about_are_found_again_after_a_downgrade(database: Database) -> None:
    fill(database)

    def about_the_association(session: Session) -> None:
        region = session.execute(select(col(RegionRow.id)).order_by(col(RegionRow.id)).limit(1)).scalar_one()
        found = stored_region(session, region)
        add_association(session, found)
        edition = an_edition().model_copy(update={"id": "forbund", "subject": RoundSubject.REGION})
        edition_id = store_edition(session, edition, NOW)
        terms = RoundTerms(is_trial=False, form=Form.LONG, opens_on=NOW.date(), closes_on=NOW.date(), capital_ids=None)
        add_round(session, region, edition_id, edition, terms)

    database.write(about_the_association)
    before, subjects = rows(database), _subjects(database)
    downgrade(database, "0015")
    with database.engine.connect() as connection:
        assert (
            connection.exec_driver_sql("SELECT name FROM municipality WHERE code = '0000'").scalar_one() == "Provland"
        )
    migrate(database)
    assert rows(database) == before | AFTER_0017
    assert _subjects(database) == subjects == [RoundSubject.KOMMUN, RoundSubject.REGION]
    with database.read() as session:
        marked = select(col(MunicipalityRow.code)).where(col(MunicipalityRow.is_association).is_(True))
        assert session.execute(marked).scalars().all() == ["0000"]


def _subjects(database: Database) -> list[RoundSubject]:
    with database.read() as session:
        return list(session.execute(select(col(RoundRow.subject)).order_by(col(RoundRow.id))).scalars())


def stored_region(session: Session, region_id: int) -> Region:
    (region,) = regions(session, [region_id])
    return region


def _planned_round(session: Session) -> int:
    real = session.execute(select(RoundRow.__table__)).mappings().one()  # type: ignore[attr-defined]
    return added(session, RoundRow(**{**real, "id": None, "is_trial": True, "opened_at": None}))


def test_the_old_schema_gets_neither_trial_rounds_nor_roles_it_does_not_know(database: Database) -> None:
    fill(database)
    person = database.write(_trial_and_operator)
    downgrade(database, "0001")
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM round").scalar_one() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM membership WHERE role = 'operator'").scalar_one() == 0
        assert connection.exec_driver_sql(f"SELECT count(*) FROM person WHERE id = {person}").scalar_one() == 1
    migrate(database)


def _trial_and_operator(session: Session) -> int:
    real = session.execute(select(RoundRow.__table__)).mappings().one()  # type: ignore[attr-defined]
    trial = added(session, RoundRow(**{**real, "id": None, "is_trial": True}))
    municipality = session.execute(select(col(AssessmentRow.municipality_id)).limit(1)).scalar_one()
    assessment = added(session, AssessmentRow(round_id=trial, municipality_id=municipality))
    add_respondent(session, assessment, None, "strateg")
    person = session.execute(select(col(MembershipRow.person_id)).limit(1)).scalar_one()
    session.add(MembershipRow(person_id=person, role=Role.OPERATOR, since=NOW))
    return int(person)


@pytest.mark.parametrize("change", ["UPDATE audit_line SET action = 'x'", "DELETE FROM audit_line"])
def test_the_database_refuses_to_change_the_audit_log(database: Database, change: str) -> None:
    fill(database)
    with pytest.raises(Exception, match="the audit log is only added to"), database.engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert rows(database)["audit_line"] >= 1


def test_a_migration_that_rebuilds_parents_keeps_their_children(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database)
    before = rows(database)
    with next_revision(tmp_path / "migrations", REBUILD_PARENTS, monkeypatch):
        migrate(database)
        assert is_current(database)
    assert rows(database) == before


@pytest.mark.parametrize(
    ("upgrade", "error"), [(LEAVE_ORPHANS, Exception), (FAIL_HALFWAY, ZeroDivisionError)], ids=["orphans", "halfway"]
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upgrade: str, error: type[Exception]
) -> None:
    fill(database)
    before = rows(database)
    with next_revision(tmp_path / "migrations", upgrade, monkeypatch), pytest.raises(error):
        migrate(database)
    assert is_current(database)
    assert rows(database) == before
    assert "extra" not in tables(database)
    with database.read() as session:
        assert "ingen" not in session.execute(select(TABLES["person"].c.name)).scalars().all()


def test_after_a_migration_foreign_keys_are_kept_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with next_revision(tmp_path / "migrations", REBUILD_PARENTS, monkeypatch):
        migrate(database)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        database.write(_orphan)


def _orphan(session: Session) -> None:
    row = WordingCorrectionRow(edition_id=4711, place="", field="", old="", new="", reason="", corrected_at=NOW)
    session.add(row)
