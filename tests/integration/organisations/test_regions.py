"""Regions and their kommuner on both databases: made once however often they are asked for, removed only while
empty.
"""

from collections.abc import Callable

import pytest
from sqlmodel import Session, SQLModel, col, select

from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.organisations.municipality_list import UnusableListError
from app.accounts.organisations.organisation import OrganisationKey
from app.accounts.organisations.region_form import NewRegionForm, SettingsForm
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError, RateLimitedError
from app.services.organisations import words
from app.services.organisations.home_page import own_start
from app.services.organisations.memberships import ROLE_MAILS, grant, hand_over, people_of
from app.services.organisations.municipalities import (
    add_municipalities,
    municipalities,
    municipality_home,
    removable,
    remove_municipality,
)
from app.services.organisations.regions import change_region, create_region, installation, region_home, region_to_run
from app.storage.engine.database import Database
from app.storage.organisations.organisations import OF_A_KOMMUN_THAT_STAYS, OF_A_KOMMUN_WITHOUT_ASSESSMENTS
from app.storage.tables import AuditLineRow, MailRow, MembershipRow, MunicipalityRow, PersonRow, RegionRow
from tests.builders import LATER, NOW, Scene, added, other_region
from tests.integration.support.together import at_once, kinds

URL = "https://kollen.example"
TYPED = {"namn": "Kommunförbundet Skåne", "sida": "skane", "adress": "bo@skane.example"}
SETTINGS = {"namn": "Provland", "manader": "24", "konton": "nej"}
SKANE, LUND = OrganisationKey("skane"), OrganisationKey("skane", "1281-lund")


@pytest.fixture
def operator(database: Database) -> Actor:
    def work(session: Session) -> Actor:
        person = added(session, PersonRow(name="Drift", email="drift@provland.example"))
        added(session, MembershipRow(person_id=person, role=Role.OPERATOR, since=NOW))
        return Actor(person, "Drift", (Membership(Role.OPERATOR),))

    return database.write(work)


@pytest.fixture
def skane(database: Database, operator: Actor) -> Actor:
    """The coordinator of a region that has just been made."""
    region = create_region(database, operator, NewRegionForm.model_validate(TYPED), NOW, public_url=URL)
    with database.read() as session:
        person = session.exec(select(PersonRow).where(PersonRow.email == "bo@skane.example")).one()
    return Actor(person.id or 0, "", (Membership(Role.REGION_COORDINATOR, region.id),))


def rows(database: Database, table: type) -> int:
    with database.read() as session:
        return len(session.exec(select(table)).all())


def log(database: Database) -> list[str]:
    with database.read() as session:
        return [row.action for row in session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number)))]


def test_a_region_is_made_once_however_many_make_it_at_once(database: Database, operator: Actor) -> None:
    outcomes = at_once(
        *(
            lambda: create_region(database, operator, NewRegionForm.model_validate(TYPED), NOW, public_url=URL).slug
            for _ in range(6)
        )
    )
    assert outcomes == ["skane"] * 6
    assert (rows(database, RegionRow), rows(database, MailRow)) == (1, 1)
    assert sorted(log(database)) == ["membership.granted", "region.created"]


def test_two_regions_never_share_an_address(database: Database, operator: Actor) -> None:
    outcomes = at_once(
        lambda: create_region(database, operator, NewRegionForm.model_validate(TYPED), NOW, public_url=URL).name,
        lambda: (
            create_region(
                database, operator, NewRegionForm.model_validate(TYPED | {"namn": "Annat"}), NOW, public_url=URL
            ).name
        ),
    )
    assert sorted(map(str, kinds(outcomes))) == sorted(map(str, (str, InvalidInputError)))
    assert rows(database, RegionRow) == 1


def create(database: Database, operator: Actor, **fields: str) -> str:
    form = NewRegionForm.model_validate(TYPED | fields)
    return create_region(database, operator, form, NOW, public_url=URL).slug


def test_a_region_that_is_there_gets_no_coordinator_by_being_made_again(
    database: Database, operator: Actor, skane: Actor
) -> None:
    before = log(database), rows(database, PersonRow), rows(database, MembershipRow), rows(database, MailRow)
    with pytest.raises(InvalidInputError) as refused:
        create(database, operator, adress="tjuv@ond.example")
    assert refused.value.errors == {"sida": words.SLUG_TAKEN.with_facts(slug="skane")}
    assert (log(database), rows(database, PersonRow), rows(database, MembershipRow), rows(database, MailRow)) == before
    assert create(database, operator) == "skane", "a second click finds it"


def test_who_has_ceased_to_lead_a_region_gets_the_role_back_on_its_page_of_people_alone(
    database: Database, operator: Actor, skane: Actor
) -> None:
    grant(database, skane, SKANE, Role.REGION_COORDINATOR, "ny@skane.example", NOW, public_url=URL)
    hand_over(database, skane, SKANE, "ny@skane.example", NOW, public_url=URL)
    with pytest.raises(InvalidInputError):
        create(database, operator)


def test_a_new_region_counts_among_the_roles_that_somebody_gives(database: Database, operator: Actor) -> None:
    for number in range(ROLE_MAILS.most):
        create(database, operator, namn=f"Region {number}", sida=f"region-{number}")
    with pytest.raises(RateLimitedError):
        create(database, operator, namn="En till", sida="en-till")


def test_a_new_region_is_empty_and_led_by_its_first_coordinator(
    database: Database, operator: Actor, skane: Actor
) -> None:
    home = region_home(database, skane, "skane")
    assert (home.kommuner, home.without, home.rounds, home.may_run) == (0, 0, (), True)
    assert [member.role for member in home.members] == [Role.REGION_COORDINATOR]
    ((line,), operators) = installation(database, operator)
    assert (line.region.slug, line.kommuner, line.rounds) == ("skane", 0, 0)
    assert [member.address for member in line.coordinators] == ["bo@skane.example"]
    assert [member.name for member in operators] == ["Drift"]


@pytest.mark.parametrize("values", [{}, TYPED | {"sida": "drift"}, TYPED | {"adress": "?"}])
def test_a_faulty_region_leaves_nothing(database: Database, operator: Actor, values: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        create_region(database, operator, NewRegionForm.model_validate(values), NOW, public_url=URL)
    assert (rows(database, RegionRow), rows(database, PersonRow), log(database)) == (0, 1, [])


def test_kommuner_are_added_once_however_many_add_them_at_once(database: Database, skane: Actor) -> None:
    works = [lambda: add_municipalities(database, skane, "skane", ["1281"], "Malmö", NOW) for _ in range(4)]
    assert sorted(map(int, at_once(*works))) == [0, 0, 0, 2]  # type: ignore[arg-type]
    assert rows(database, MunicipalityRow) == 2
    assert log(database).count("municipality.added") == 1


def test_a_faulty_list_adds_nothing_not_even_what_was_chosen(database: Database, skane: Actor) -> None:
    with pytest.raises(UnusableListError):
        add_municipalities(database, skane, "skane", ["1281"], "Malmö\nAtlantis", NOW)
    with pytest.raises(InvalidInputError):
        add_municipalities(database, skane, "skane", ["9999", "x"], "", NOW)
    assert rows(database, MunicipalityRow) == 0


def test_kommuner_are_listed_in_swedish_order_with_those_who_lead_them(database: Database, skane: Actor) -> None:
    add_municipalities(database, skane, "skane", [], "Örkelljunga, Åstorp, Lund, Ängelholm", NOW)
    grant(database, skane, LUND, "kommun_coordinator", "lia@lund.example", NOW, public_url=URL)
    view = municipalities(database, skane, "skane")
    assert [line.municipality.name for line in view.lines] == ["Lund", "Åstorp", "Ängelholm", "Örkelljunga"]
    assert [len(line.coordinators) for line in view.lines] == [1, 0, 0, 0]
    assert region_home(database, skane, "skane").without == 3


def test_a_kommun_without_assessments_is_removed_with_its_roles_and_its_letters_stay(
    database: Database, skane: Actor
) -> None:
    add_municipalities(database, skane, "skane", ["1281"], "", NOW)
    grant(database, skane, LUND, "kommun_coordinator", "lia@lund.example", NOW, public_url=URL)
    assert len(removable(database, skane, LUND).members) == 1
    for _ in range(2):
        remove_municipality(database, skane, LUND, LATER)
    assert (rows(database, MunicipalityRow), rows(database, MailRow)) == (0, 2)
    assert log(database).count("municipality.removed") == 1
    with pytest.raises(NotFoundError):
        municipality_home(database, skane, LUND)


def test_nothing_that_names_a_kommun_is_forgotten_when_it_is_removed() -> None:
    """A new table shows up here: say whether its rows go with the kommun, keep it (as assessments, offers, workshops and what
    it has told, asked or said do), or outlive it."""
    naming = {
        table.name
        for table in SQLModel.metadata.tables.values()
        if any(key.column.table.name == "municipality" for key in table.foreign_keys)
    }
    going = {str(table.__tablename__) for table in OF_A_KOMMUN_WITHOUT_ASSESSMENTS}
    keeping = {str(table.__tablename__) for table in OF_A_KOMMUN_THAT_STAYS}
    assert {"assessment", "offer", "sign_up", "workshop", "example", "asked_question", "challenge", "idea"} <= keeping
    assert naming == going | keeping | {"mail"}


def test_a_kommun_is_removed_once_however_many_remove_it_at_once(database: Database, skane: Actor) -> None:
    add_municipalities(database, skane, "skane", ["1281"], "", NOW)
    outcomes = at_once(*(lambda: remove_municipality(database, skane, LUND, NOW) for _ in range(4)))
    assert outcomes == [None] * 4
    assert log(database).count("municipality.removed") == 1


def test_a_kommun_with_assessments_stays(scene: Scene) -> None:
    norrby = OrganisationKey("provland", "9901-norrby")
    with pytest.raises(PermissionDeniedError, match="Norrby har självskattningar"):
        removable(scene.database, scene.region.coordinator, norrby)
    with pytest.raises(PermissionDeniedError, match="Norrby har självskattningar"):
        remove_municipality(scene.database, scene.region.coordinator, norrby, NOW)
    assert municipality_home(scene.database, scene.coordinator, norrby).assessments != ()


VERBS: list[Callable[[Database, Actor], object]] = [
    lambda database, actor: region_to_run(database, actor, "provland"),
    lambda database, actor: change_region(database, actor, "provland", SettingsForm.model_validate(SETTINGS), NOW),
    lambda database, actor: add_municipalities(database, actor, "provland", ["1281"], "", NOW),
    lambda database, actor: removable(database, actor, OrganisationKey("provland", "9901-norrby")),
    lambda database, actor: remove_municipality(database, actor, OrganisationKey("provland", "9901-norrby"), NOW),
    lambda database, actor: people_of(database, actor, OrganisationKey("provland")),
]


@pytest.mark.parametrize("number", range(len(VERBS)))
def test_a_region_is_run_by_its_coordinators_alone(scene: Scene, number: int) -> None:
    elsewhere = other_region(scene.database).region
    with pytest.raises(PermissionDeniedError):
        VERBS[number](scene.database, scene.region.reader)
    for actor in (scene.coordinator, elsewhere.coordinator, elsewhere.reader, scene.respondent()):
        with pytest.raises(NotFoundError):
            VERBS[number](scene.database, actor)
    assert log(scene.database) == []


def test_the_installation_is_run_by_operators_alone(scene: Scene) -> None:
    for actor in (scene.region.coordinator, scene.region.reader, scene.coordinator, scene.respondent()):
        with pytest.raises(NotFoundError):
            installation(scene.database, actor)
        with pytest.raises(NotFoundError):
            create_region(scene.database, actor, NewRegionForm.model_validate(TYPED), NOW, public_url=URL)


def test_a_kommun_s_assessments_are_shown_to_its_own_people_and_its_people_to_those_who_run_it(
    scene: Scene, operator: Actor
) -> None:
    norrby = OrganisationKey("provland", "9901-norrby")
    kommun = scene.region.norrby
    for actor in (kommun.coordinator, kommun.reader):
        assert [assessment.key for assessment in municipality_home(scene.database, actor, norrby).assessments] == [
            scene.norrby
        ]
    for actor in (scene.region.coordinator, operator):
        home = municipality_home(scene.database, actor, norrby)
        assert (home.assessments, len(home.members), home.may_run) == ((), 2, True)
    with pytest.raises(PermissionDeniedError):
        municipality_home(scene.database, scene.region.reader, norrby)
    for actor in (
        scene.region.soderby.coordinator,
        other_region(scene.database).region.coordinator,
        scene.respondent(),
    ):
        with pytest.raises(NotFoundError):
            municipality_home(scene.database, actor, norrby)


def test_changing_settings_tells_which_and_saving_the_same_again_is_no_change(scene: Scene) -> None:
    coordinator = scene.region.coordinator
    for _ in range(2):
        change_region(
            scene.database,
            coordinator,
            "provland",
            SettingsForm.model_validate(SETTINGS | {"telefon": "040-1", "konton": "ja"}),
            NOW,
        )
    region = region_to_run(scene.database, coordinator, "provland")
    assert (region.contact_phone, region.federated_accounts, region.contact) == ("040-1", True, "040-1")
    with scene.database.read() as session:
        (line,) = session.exec(select(AuditLineRow)).all()
    assert (line.action, line.facts) == ("region.changed", '{"fields":["contact_phone","federated_accounts"]}')


def test_everybody_starts_from_every_place_where_they_have_a_role(scene: Scene, operator: Actor) -> None:
    kommun = scene.region.norrby
    memberships = (*scene.region.reader.memberships, *kommun.reader.memberships, *operator.memberships)
    start = own_start(scene.database, Actor(operator.person_id, "Alla", memberships))
    assert start.is_operator
    assert [(place.organisation.name, place.roles) for place in start.places] == [
        ("Provland", (Role.REGION_READER,)),
        ("Norrby", (Role.KOMMUN_READER,)),
    ]
    assert own_start(scene.database, Actor(operator.person_id, "Ingen")).places == ()
