"""Taking a trial away whole, and a plan that came to nothing; nothing else can be taken away."""

from dataclasses import replace

import pytest
from sqlmodel import Session, SQLModel

from app.accounts.kernel.roles import Actor
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_kinds import MailKind
from app.assessment.answering.answers import AnswerKind
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import RoundKey
from app.rounds.progress.round_content import RoundContent
from app.services.answering.answers import open_answering
from app.services.questionnaires.editions import publish
from app.services.respondents.respondents import respondents
from app.services.rounds.round_opening import close_round
from app.services.rounds.round_removal import removal_of, remove_round
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.sign_in.people import add_sign_in
from app.storage.tables import (
    ActionRow,
    AgreedAnswerRow,
    OpenLinkRow,
    PersonalLinkRow,
    RespondentRow,
    SubmissionRow,
    TargetRow,
)
from tests.builders import LATER, MAL, NOW, URL, added, an_edition, other_region
from tests.integration.support.invitations import ask, letters
from tests.integration.support.rounds import NORRBY, RAW, Planner, a_planner


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


@pytest.fixture
def trial(planner: Planner) -> RoundKey:
    """Open, with something in every table that a round can have something in."""
    key = planner.open(planner.plan(replace(RAW, kind="prov")))
    scene = planner.scene(key)
    scene.answer(scene.respondent(), "4", MAL)
    planner.database.write(lambda session: _fill(session, planner, key))
    return key


def _fill(session: Session, planner: Planner, key: RoundKey) -> None:
    assessment = find_assessment(session, planner.norrby(key))
    assert assessment is not None
    link = added(
        session, OpenLinkRow(assessment_id=assessment.id, role_group="strateg", token_hash="o" * 64, created_at=NOW)
    )
    came = added(session, RespondentRow(assessment_id=assessment.id, role_group="strateg", open_link_id=link))
    session.add(PersonalLinkRow(token_hash="p" * 64, respondent_id=came, created_at=NOW))
    someone = planner.region.norrby.reader.person_id
    add_sign_in(session, "s" * 64, someone, SignInWay.PERSONAL_LINK, NOW, LATER, "", respondent_id=came)
    session.add(
        AgreedAnswerRow(assessment_id=assessment.id, question_id=MAL, kind=AnswerKind.LEVEL, position=3, agreed_at=NOW)
    )
    session.add(TargetRow(assessment_id=assessment.id, capital_id="politiskt", position=4, by_year=2028))
    session.add(ActionRow(assessment_id=assessment.id, capital_id="politiskt", text="Börja"))
    session.add(SubmissionRow(assessment_id=assessment.id, number=1, content="{}", submitted_at=NOW))


def counts(planner: Planner) -> dict[str, int]:
    return {name: planner.count(f'"{name}"') for name in SQLModel.metadata.tables}


def test_what_goes_is_counted_beforehand(planner: Planner, trial: RoundKey) -> None:
    removal = removal_of(planner.database, planner.coordinator, trial)
    assert removal.content == RoundContent(kommuner=2, respondents=2, answers=1, agreed=1)


def test_a_trial_goes_whole_and_the_log_of_mails_stays(database: Database) -> None:
    planner = a_planner(database)
    planner.plan()
    before = counts(planner)
    key = planner.open(planner.plan(replace(RAW, kind="prov")))
    someone = planner.scene(key).respondent()
    planner.scene(key).answer(someone, "4", MAL)
    planner.database.write(lambda session: _fill(session, planner, key))
    names = {name for name, count in counts(planner).items() if count != before[name]}
    assert names >= {"answer", "agreed_answer", "open_link", "personal_link", "sign_in", "target", "submission"}
    remove_round(database, planner.coordinator, key, LATER)
    after = counts(planner)
    different = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    # Opening told two kommuner; planned, opened, deleted are in the log. Nothing else tied the respondent to the
    # service.
    assert different == {"mail": 2, "audit_line": 3}
    assert planner.log()[-1] == ("round.trial_deleted", None)
    with pytest.raises(NotFoundError):
        open_answering(database, someone, planner.norrby(key))


def test_deleting_twice_is_the_same_as_once(planner: Planner, trial: RoundKey) -> None:
    for _ in range(2):
        remove_round(planner.database, planner.coordinator, trial, LATER)
    assert planner.log().count(("round.trial_deleted", None)) == 1


def test_the_real_round_beside_it_stays_as_it_was(planner: Planner, trial: RoundKey) -> None:
    real = planner.open()
    planner.scene(real).answer_alone("3")
    remove_round(planner.database, planner.coordinator, trial, LATER)
    assert planner.count("answer") == 7
    assert set(planner.kommuner(real)) == set(RAW.kommuner)


def test_who_came_by_a_link_into_the_trial_is_signed_out(planner: Planner, trial: RoundKey) -> None:
    remove_round(planner.database, planner.coordinator, trial, LATER)
    assert planner.count("sign_in") == 0


def test_after_that_the_edition_can_be_published_anew(planner: Planner, trial: RoundKey) -> None:
    edition = an_edition(texts={MAL: "Hur är det egentligen?"})
    with pytest.raises(PermissionDeniedError, match="ta bort provomgången först"):
        publish(planner.database, edition, LATER)
    remove_round(planner.database, planner.coordinator, trial, LATER)
    publish(planner.database, edition, LATER)


def test_a_closed_trial_goes_too(planner: Planner, trial: RoundKey) -> None:
    close_round(planner.database, planner.coordinator, trial, LATER, public_url=URL)
    remove_round(planner.database, planner.coordinator, trial, LATER)
    assert planner.count("round") == 0


def test_a_plan_that_came_to_nothing_goes(planner: Planner) -> None:
    key = planner.plan()
    remove_round(planner.database, planner.coordinator, key, LATER)
    assert planner.count("round") == planner.count("assessment") == 0
    assert planner.log()[-1] == ("round.plan_removed", None)


def test_a_real_round_that_has_been_open_stays(planner: Planner) -> None:
    key = planner.open()
    for _ in range(2):
        for act in (lambda: removal_of(planner.database, planner.coordinator, key), lambda: remove(planner, key)):
            with pytest.raises(PermissionDeniedError, match="har varit öppen"):
                act()
        close_round(planner.database, planner.coordinator, key, LATER, public_url=URL)
    assert set(planner.kommuner(key)) == set(RAW.kommuner)


def remove(planner: Planner, key: RoundKey) -> None:
    remove_round(planner.database, planner.coordinator, key, LATER)


def test_only_the_regions_coordinator_may(planner: Planner, trial: RoundKey) -> None:
    region = planner.region
    stranger = other_region(planner.database).region.coordinator
    for actor in (region.norrby.coordinator, region.norrby.reader, Actor(999, "ingen roll"), stranger):
        for key in (trial, replace(trial, year=2020)):
            with pytest.raises(NotFoundError):
                remove_round(planner.database, actor, key, LATER)
    with pytest.raises(PermissionDeniedError):
        remove_round(planner.database, region.reader, trial, LATER)
    assert NORRBY in planner.kommuner(trial)


def test_mails_of_a_deleted_trial_are_nobodys_who_gets_the_same_number_later(database: Database) -> None:
    planner = a_planner(database)
    key = planner.open(planner.plan(replace(RAW, kind="prov")))
    trial = planner.scene(key)
    ask(trial, "sara@norrby.example")
    remove_round(database, planner.coordinator, key, LATER)
    invitations = [letter for letter in letters(trial) if letter.kind == MailKind.INVITATION]
    assert [(letter.to_address, letter.assessment_id, letter.respondent_id) for letter in invitations] == [
        ("", None, None)
    ]
    real = planner.scene(planner.open())
    someone = real.respondent()
    people = respondents(database, real.coordinator, real.norrby).people
    assert [(person.asked.person_id, person.mail) for person in people] == [(someone.person_id, None)]


def test_who_is_tied_to_the_service_otherwise_stays_when_a_trial_goes(planner: Planner, trial: RoundKey) -> None:
    coordinator = planner.scene(trial).coordinator
    remove_round(planner.database, planner.coordinator, trial, LATER)
    assert planner.count(f"person WHERE id = {coordinator.person_id}") == 1


def test_a_number_that_was_in_the_log_is_never_given_to_another_round(planner: Planner, trial: RoundKey) -> None:
    before = {assessment.id for assessment in planner.kommuner(trial).values()}, planner.round(trial).id
    remove_round(planner.database, planner.coordinator, trial, LATER)
    again = planner.plan(replace(RAW, kind="prov"))
    assert planner.round(again).id != before[1]
    assert before[0].isdisjoint({assessment.id for assessment in planner.kommuner(again).values()})
