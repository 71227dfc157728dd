"""Who has which role where: giving, ending, handing over; by whom; and that no place is left without anybody."""

from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import Session, col, select

from app.accounts.audit.chain import broken_lines
from app.accounts.kernel.roles import INSTALLATION, Actor, Membership, Place, Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import OrganisationKey
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError, RateLimitedError
from app.services.assessments.coordination import answer_alone, overview
from app.services.organisations.memberships import ROLE_MAILS, end_role, grant, hand_over, people_of, welcome_again
from app.services.sign_in.sessions import actor_for, sign_in
from app.storage.kernel import audit
from app.storage.tables import AuditLineRow, MailRow, MembershipRow, PersonRow, RegionRow
from tests.builders import LATER, MAL, NOW, Scene, added, other_region
from tests.integration.support.together import at_once, kinds

URL = "https://kollen.example"
NEW = "ny.person@norrby.example"
ALL, PROVLAND, NORRBY = OrganisationKey(), OrganisationKey("provland"), OrganisationKey("provland", "9901-norrby")
COORDINATOR, READER, APPROVER = Role.KOMMUN_COORDINATOR, Role.KOMMUN_READER, Role.KOMMUN_APPROVER


@pytest.fixture
def operator(scene: Scene) -> Actor:
    def work(session: Session) -> Actor:
        person = added(session, PersonRow(name="Drift", email="drift@provland.example"))
        added(session, MembershipRow(person_id=person, role=Role.OPERATOR, since=NOW))
        return Actor(person, "Drift", (Membership(Role.OPERATOR),))

    return scene.database.write(work)


def give(
    scene: Scene, actor: Actor, role: Role = COORDINATOR, address: str = NEW, key: OrganisationKey = NORRBY
) -> None:
    grant(scene.database, actor, key, role, address, NOW, public_url=URL)


def members(scene: Scene, key: OrganisationKey = NORRBY, by: Actor | None = None) -> tuple[Member, ...]:
    return people_of(scene.database, by or scene.region.coordinator, key).members


def roles_of(scene: Scene, address: str = NEW) -> set[Role]:
    return {member.role for member in members(scene) if member.address == address}


def as_actor(scene: Scene, address: str = NEW) -> Actor:
    """Whoever has the address, signed in, with the roles held right now."""
    with scene.database.read() as session:
        person_id = session.exec(select(PersonRow.id).where(PersonRow.email == address)).one() or 0
    actor = actor_for(scene.database, sign_in(scene.database, person_id, SignInWay.MAIL, NOW), NOW)
    assert actor is not None
    return actor


def log(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        assert list(broken_lines(audit.every_line(session))) == []
        actions = [row.action for row in session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number)))]
    return [action for action in actions if not action.startswith("session.")]


def mails(scene: Scene) -> list[MailRow]:
    with scene.database.read() as session:
        return list(session.exec(select(MailRow).order_by(col(MailRow.id))))


def id_of(scene: Scene, actor: Actor, role: Role, key: OrganisationKey = NORRBY) -> int:
    by = scene.region.coordinator
    return next(
        member.id for member in members(scene, key, by) if (member.person_id, member.role) == (actor.person_id, role)
    )


def test_a_role_makes_the_person_writes_the_letter_and_is_logged_without_the_address(scene: Scene) -> None:
    give(scene, scene.coordinator, READER, " Ny Person <Ny.Person@Norrby.example>")
    assert roles_of(scene) == {READER}
    (letter,) = mails(scene)
    assert (letter.to_address, letter.kind, letter.municipality_id) == (NEW, "valkommen", scene.region.norrby.id)
    assert letter.subject == "Du är läsare i kommunen i Omställningskollen"
    assert f"{URL}/provland/kommuner/9901-norrby\n" in letter.body
    with scene.database.read() as session:
        (line,) = session.exec(select(AuditLineRow)).all()
    assert (line.action, line.actor_id) == ("membership.granted", scene.coordinator.person_id)
    assert (line.region_id, line.municipality_id) == (scene.region.id, scene.region.norrby.id)
    assert "@" not in line.facts


def test_the_letter_names_the_region_s_contact_and_is_answered_to_it(scene: Scene) -> None:
    def told(session: Session) -> None:
        region = session.get_one(RegionRow, scene.region.id)
        region.contact_name, region.contact_email = "Bo Ek", "bo@provland.example"
        session.add(region)

    give(scene, scene.coordinator, address="ett@norrby.example")
    scene.database.write(told)
    give(scene, scene.coordinator, address="tva@norrby.example")
    before, after = mails(scene)
    assert "Frågor? Fråga" in before.body
    assert before.reply_to == ""
    assert "Frågor? Bo Ek, bo@provland.example" in after.body
    assert after.reply_to == "bo@provland.example"


def test_giving_a_role_twice_is_the_same_as_once(scene: Scene) -> None:
    for address in (NEW, NEW.upper()):
        give(scene, scene.coordinator, READER, address)
    assert [member.address for member in members(scene)].count(NEW) == 1
    assert len(mails(scene)) == len(log(scene)) == 1


def test_giving_a_role_many_times_at_once_is_the_same_as_once(scene: Scene) -> None:
    outcomes = at_once(*(lambda: give(scene, scene.coordinator, READER) for _ in range(6)))
    assert kinds(outcomes) == {type(None): 6}
    assert [member.address for member in members(scene)].count(NEW) == 1
    assert len(mails(scene)) == len(log(scene)) == 1


def test_one_person_can_have_several_roles_in_several_organisations(scene: Scene, operator: Actor) -> None:
    for role in (COORDINATOR, APPROVER):
        give(scene, scene.coordinator, role)
    give(scene, scene.region.coordinator, Role.REGION_READER, NEW, PROVLAND)
    give(scene, scene.region.soderby.coordinator, READER, NEW, OrganisationKey("provland", "9902-soderby"))
    give(scene, operator, Role.OPERATOR, NEW, ALL)
    norrby, soderby = scene.region.norrby.id, scene.region.soderby.id
    assert set(as_actor(scene).memberships) == {
        Membership(COORDINATOR, scene.region.id, norrby),
        Membership(APPROVER, scene.region.id, norrby),
        Membership(READER, scene.region.id, soderby),
        Membership(Role.REGION_READER, scene.region.id),
        Membership(Role.OPERATOR),
    }


@pytest.mark.parametrize(("role", "address", "fields"), [
    (READER, "inte en adress", {"adress"}), (READER, "", {"adress"}), ("kung", NEW, {"roll"}),
    ("", "", {"adress", "roll"}), (Role.REGION_READER, NEW, {"roll"}), (Role.OPERATOR, NEW, {"roll"}),
])  # fmt: skip
def test_what_cannot_be_used_is_told_for_each_field_and_changes_nothing(
    scene: Scene, role: str, address: str, fields: set[str]
) -> None:
    before = members(scene)
    with pytest.raises(InvalidInputError) as error:
        grant(scene.database, scene.coordinator, NORRBY, role, address, NOW, public_url=URL)
    assert set(error.value.errors) == fields
    assert members(scene) == before
    assert mails(scene) == []
    with scene.database.read() as session:
        assert session.exec(select(PersonRow).where(PersonRow.email == NEW)).first() is None


def test_a_region_finds_a_kommun_its_coordinator_and_nobody_else(scene: Scene) -> None:
    give(scene, scene.region.coordinator, COORDINATOR)
    for role in (READER, APPROVER):
        with pytest.raises(PermissionDeniedError, match="Regionen sköter bara"):
            give(scene, scene.region.coordinator, role)
    reader = id_of(scene, scene.region.norrby.reader, READER)
    with pytest.raises(PermissionDeniedError, match="Regionen sköter bara"):
        end_role(scene.database, scene.region.coordinator, NORRBY, reader, NOW)
    assert roles_of(scene) == {COORDINATOR}


def test_an_operator_may_give_every_role_everywhere(scene: Scene, operator: Actor) -> None:
    for key, role in (
        (NORRBY, COORDINATOR), (NORRBY, APPROVER), (NORRBY, READER), (PROVLAND, Role.REGION_COORDINATOR),
        (PROVLAND, Role.REGION_READER), (ALL, Role.OPERATOR),
    ):  # fmt: skip
        give(scene, operator, role, NEW, key)
    assert len(as_actor(scene).memberships) == 6


def _with_address(scene: Scene, actor: Actor, address: str) -> None:
    def work(session: Session) -> None:
        person = session.get_one(PersonRow, actor.person_id)
        person.email = address
        session.add(person)

    scene.database.write(work)


def test_whoever_runs_a_kommun_from_above_does_not_let_herself_in(scene: Scene, operator: Actor) -> None:
    region = scene.region.coordinator
    _with_address(scene, region, "region@provland.example")
    for actor, address in ((region, "region@provland.example"), (operator, "drift@provland.example")):
        with pytest.raises(PermissionDeniedError, match="Det finns redan en samordnare"):
            give(scene, actor, COORDINATOR, address)
        assert roles_of(scene, address) == set()
    assert mails(scene) == []


def test_in_a_small_installation_one_can_be_a_kommun_s_first_coordinator_oneself(scene: Scene) -> None:
    _with_address(scene, scene.region.coordinator, "region@provland.example")
    scene.database.write(_empty_norrby)
    give(scene, scene.region.coordinator, COORDINATOR, "region@provland.example")
    assert roles_of(scene, "region@provland.example") == {COORDINATOR}


def _empty_norrby(session: Session) -> None:
    for row in session.exec(select(MembershipRow).where(col(MembershipRow.municipality_id).is_not(None))).all():
        session.delete(row)


def test_a_kommun_s_coordinators_are_told_when_somebody_from_outside_gives_a_role_in_it(
    scene: Scene, operator: Actor
) -> None:
    _with_address(scene, scene.coordinator, "sara@norrby.example")
    give(scene, scene.coordinator, READER, "egen@norrby.example")
    give(scene, scene.region.coordinator, COORDINATOR)
    give(scene, operator, APPROVER, "godkannare@norrby.example")
    notices = [(letter.to_address, letter.subject) for letter in mails(scene) if letter.kind == "roll-utifran"]
    assert notices == [
        ("sara@norrby.example", "Ny person med en roll i Norrby"),
        ("sara@norrby.example", "Ny person med en roll i Norrby"),
        (NEW, "Ny person med en roll i Norrby"),
    ]
    first = next(letter for letter in mails(scene) if letter.kind == "roll-utifran")
    assert f"har gett {NEW} rollen kommunens samordnare för Norrby" in first.body
    assert f"{URL}/provland/kommuner/9901-norrby/personer\n" in first.body


def test_nobody_is_told_of_a_role_in_a_region_or_of_the_first_in_a_kommun(scene: Scene, operator: Actor) -> None:
    scene.database.write(_empty_norrby)
    give(scene, scene.region.coordinator, COORDINATOR)
    give(scene, operator, Role.REGION_READER, NEW, PROVLAND)
    assert {letter.kind for letter in mails(scene)} == {"valkommen"}


def test_nobody_sends_letters_to_strangers_without_end(scene: Scene) -> None:
    for number in range(ROLE_MAILS.most):
        give(scene, scene.coordinator, READER, f"nummer{number}@norrby.example")
    with pytest.raises(RateLimitedError):
        give(scene, scene.coordinator, READER)
    assert roles_of(scene) == set()
    grant(scene.database, scene.coordinator, NORRBY, READER, NEW, NOW + 2 * ROLE_MAILS.per, public_url=URL)
    assert roles_of(scene) == {READER}


def test_nobody_else_gives_or_ends_or_sees_roles(scene: Scene) -> None:
    elsewhere = other_region(scene.database).region
    inside = [scene.region.norrby.reader, scene.region.reader]
    outside = [
        scene.region.soderby.coordinator,
        elsewhere.coordinator,
        elsewhere.norrby.coordinator,
        scene.respondent(),
    ]
    before = members(scene)
    target = id_of(scene, scene.region.norrby.reader, READER)
    for actor in (*inside, *outside):
        error = PermissionDeniedError if actor in inside else NotFoundError
        for act in (
            lambda actor=actor: give(scene, actor, READER),
            lambda actor=actor: end_role(scene.database, actor, NORRBY, target, NOW),
            lambda actor=actor: hand_over(scene.database, actor, NORRBY, NEW, NOW, public_url=URL),
            lambda actor=actor: welcome_again(scene.database, actor, NORRBY, target, NOW, public_url=URL),
            lambda actor=actor: people_of(scene.database, actor, NORRBY),
        ):
            with pytest.raises(error):
                act()
    assert members(scene) == before
    assert log(scene) == []


def test_a_kommun_s_own_people_do_not_run_the_region_nor_the_region_the_installation(scene: Scene) -> None:
    for actor, key in ((scene.coordinator, PROVLAND), (scene.coordinator, ALL), (scene.region.coordinator, ALL)):
        with pytest.raises(NotFoundError):
            give(scene, actor, Role.REGION_COORDINATOR, NEW, key)


def test_a_place_that_is_not_there_is_not_found(scene: Scene, operator: Actor) -> None:
    for key in (
        OrganisationKey("ingenstans"),
        OrganisationKey("provland", "9999-ingen"),
        OrganisationKey("x", "9901-norrby"),
    ):
        with pytest.raises(NotFoundError):
            give(scene, operator, COORDINATOR, NEW, key)


def test_a_role_that_ends_gives_no_right_from_the_next_request(scene: Scene) -> None:
    give(scene, scene.coordinator)
    someone = as_actor(scene)
    token = sign_in(scene.database, someone.person_id, SignInWay.MAIL, NOW)
    end_role(scene.database, scene.coordinator, NORRBY, id_of(scene, someone, COORDINATOR), LATER)
    now_actor = actor_for(scene.database, token, LATER)
    assert now_actor is not None
    with pytest.raises(NotFoundError):
        overview(scene.database, now_actor, scene.norrby)
    assert log(scene)[-1] == "membership.ended"


def test_ending_a_role_twice_is_the_same_as_once(scene: Scene) -> None:
    reader = id_of(scene, scene.region.norrby.reader, READER)
    for _ in range(2):
        end_role(scene.database, scene.coordinator, NORRBY, reader, NOW)
    assert log(scene) == ["membership.ended"]


def test_a_role_elsewhere_is_not_ended_by_its_number(scene: Scene) -> None:
    soderby = OrganisationKey("provland", "9902-soderby")
    reader = id_of(scene, scene.region.soderby.reader, READER, soderby)
    end_role(scene.database, scene.coordinator, NORRBY, reader, NOW)
    assert id_of(scene, scene.region.soderby.reader, READER, soderby) == reader
    with pytest.raises(NotFoundError):
        welcome_again(scene.database, scene.coordinator, NORRBY, reader, NOW, public_url=URL)


@pytest.mark.parametrize("key", [NORRBY, PROVLAND, ALL], ids=["kommun", "region", "installation"])
def test_the_last_one_who_leads_a_place_stays_until_there_is_another(
    scene: Scene, operator: Actor, key: OrganisationKey
) -> None:
    lead = {NORRBY: scene.coordinator, PROVLAND: scene.region.coordinator, ALL: operator}[key]
    role = lead.memberships[0].role
    own = next(member.id for member in members(scene, key, operator) if member.person_id == lead.person_id)
    with pytest.raises(PermissionDeniedError, match="måste ha en"):
        end_role(scene.database, operator, key, own, NOW)
    give(scene, lead, role, NEW, key)
    end_role(scene.database, lead, key, own, NOW)
    assert [person.address for person in members(scene, key, as_actor(scene)) if person.role is role] == [NEW]


@pytest.mark.parametrize("key", [NORRBY, PROVLAND], ids=["kommun", "region"])
def test_two_who_end_each_other_at_the_same_time_leave_one(scene: Scene, key: OrganisationKey) -> None:
    lead = scene.coordinator if key == NORRBY else scene.region.coordinator
    role = lead.memberships[0].role
    for attempt in range(5):
        address = f"nummer{attempt}@norrby.example"
        give(scene, lead, role, address, key)
        other = as_actor(scene, address)
        ids = {member.person_id: member.id for member in members(scene, key, lead) if member.role is role}
        outcomes = at_once(
            partial(end_role, scene.database, lead, key, ids[other.person_id], NOW),
            partial(end_role, scene.database, other, key, ids[lead.person_id], NOW),
        )
        assert kinds(outcomes) == {bool: 1, PermissionDeniedError: 1}
        person_ids = [member.person_id for member in members(scene, key, lead) if member.role is role]
        assert len(person_ids) == 1
        lead = lead if person_ids == [lead.person_id] else other


def test_handing_over_keeps_everything_and_leaves_the_one_before_without_rights(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, MAL, "4")
    hand_over(scene.database, scene.coordinator, NORRBY, NEW, LATER, public_url=URL)
    successor = as_actor(scene)
    assert scene.stored(successor)[MAL].entry.answer is not None
    assert scene.save(successor, MAL, "5", version=1).answer.version == 2
    assert scene.coordinator.person_id not in {member.person_id for member in members(scene)}
    assert log(scene)[-1] == "membership.handed_over"
    assert [letter.to_address for letter in mails(scene)] == [NEW]


def test_a_second_click_after_one_has_left_does_nothing_and_later_there_is_nothing_to_find(scene: Scene) -> None:
    mine = id_of(scene, scene.coordinator, COORDINATOR)
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.MAIL, NOW)
    hand_over(scene.database, scene.coordinator, NORRBY, NEW, NOW, public_url=URL)
    other = actor_for(scene.database, token, NOW)
    assert other is not None
    hand_over(scene.database, other, NORRBY, "annan@norrby.example", NOW + timedelta(seconds=2), public_url=URL)
    end_role(scene.database, other, NORRBY, mine, NOW + timedelta(seconds=2))
    assert log(scene) == ["membership.handed_over"]
    with pytest.raises(NotFoundError):
        hand_over(scene.database, other, NORRBY, NEW, LATER, public_url=URL)
    with pytest.raises(NotFoundError):
        end_role(scene.database, other, NORRBY, mine, LATER)


def test_handing_over_to_somebody_who_leads_already_just_ends_the_own_role(scene: Scene) -> None:
    give(scene, scene.coordinator)
    hand_over(scene.database, scene.coordinator, NORRBY, NEW, LATER, public_url=URL)
    assert [member.address for member in members(scene) if member.role is COORDINATOR] == [NEW]
    assert len(mails(scene)) == 1


def test_one_hands_over_only_a_role_of_one_s_own_and_to_another(scene: Scene, operator: Actor) -> None:
    _with_address(scene, scene.coordinator, "sara@norrby.example")
    with pytest.raises(InvalidInputError, match="din egen adress"):
        hand_over(scene.database, scene.coordinator, NORRBY, "Sara@norrby.example", NOW, public_url=URL)
    for actor in (operator, scene.region.coordinator):
        with pytest.raises(PermissionDeniedError, match="själv har rollen"):
            hand_over(scene.database, actor, NORRBY, NEW, NOW, public_url=URL)
    with pytest.raises(InvalidInputError):
        hand_over(scene.database, scene.coordinator, NORRBY, "ingen", NOW, public_url=URL)
    assert {member.role for member in members(scene)} == {COORDINATOR, READER}
    assert log(scene) == []


def test_handing_over_and_being_ended_at_the_same_time_leaves_one_who_leads(scene: Scene) -> None:
    give(scene, scene.coordinator, COORDINATOR, "kollega@norrby.example")
    colleague = as_actor(scene, "kollega@norrby.example")
    mine = id_of(scene, scene.coordinator, COORDINATOR)
    at_once(
        lambda: hand_over(scene.database, scene.coordinator, NORRBY, NEW, NOW, public_url=URL),
        lambda: end_role(scene.database, colleague, NORRBY, mine, NOW),
    )
    addresses = {member.address for member in members(scene) if member.role is COORDINATOR}
    assert "kollega@norrby.example" in addresses
    assert scene.coordinator.person_id not in {member.person_id for member in members(scene)}
    assert as_actor(scene, "kollega@norrby.example").memberships[0].role is COORDINATOR


def test_the_letter_is_sent_again_but_not_twice_in_a_row(scene: Scene) -> None:
    give(scene, scene.coordinator, READER)
    mine = next(member.id for member in members(scene) if member.address == NEW)
    for minutes, letters in ((5, 1), (11, 2), (12, 2), (30, 3)):
        moment = NOW + timedelta(minutes=minutes)
        welcome_again(scene.database, scene.coordinator, NORRBY, mine, moment, public_url=URL)
        assert len(mails(scene)) == letters
    assert log(scene) == ["membership.granted", "membership.welcomed_again", "membership.welcomed_again"]


def test_somebody_without_an_address_is_not_written_to(scene: Scene) -> None:
    reader = id_of(scene, scene.region.norrby.reader, READER)
    with pytest.raises(PermissionDeniedError, match="ingen e-postadress"):
        welcome_again(scene.database, scene.coordinator, NORRBY, reader, NOW, public_url=URL)


def test_places_do_not_mix(scene: Scene, operator: Actor) -> None:
    kommun, region, whole = (members(scene, key, operator) for key in (NORRBY, PROVLAND, ALL))
    assert {member.role for member in kommun} == {COORDINATOR, READER}
    assert {member.role for member in region} == {Role.REGION_COORDINATOR, Role.REGION_READER}
    assert [member.address for member in whole] == ["drift@provland.example"]
    assert people_of(scene.database, operator, ALL).organisation.place == INSTALLATION
    assert people_of(scene.database, operator, NORRBY).organisation.place == Place(
        scene.region.id, scene.region.norrby.id
    )
