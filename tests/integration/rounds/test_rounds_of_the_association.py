"""Rounds about the association itself and about the collaboration: who is in them, and that it is never a kommun."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.organisations.organisation import ASSOCIATION_SLUG, OrganisationKey
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.errors import InvalidInputError, NotAvailableError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import RoundKey
from app.services.organisations import memberships
from app.services.organisations.home_page import latest_sizes
from app.services.organisations.municipalities import municipalities
from app.services.organisations.regions import change_region, installation, region_home
from app.services.organisations.size_groups import open_size_groups
from app.services.overview.overview import open_overview
from app.services.questionnaires.editions import publish
from app.services.rounds.round_board import round_board
from app.services.rounds.round_municipalities import add_kommuner, remove_kommun
from app.services.rounds.round_opening import close_round
from app.services.rounds.round_plans import change_plan, plan_round
from app.storage.engine.database import Database
from app.storage.kernel.assessments import kommuner_of_round
from app.storage.overview.open_data import public_assessments
from app.storage.overview.round_figures import participation_by_year
from app.storage.tables import AssessmentRow
from app.web.organisations.contexts.organisations import as_typed
from tests.builders import LATER, NOW, an_edition
from tests.integration.support.rounds import NORRBY, PUBLIC_URL, RAW, SODERBY, Planner, a_planner

OPERATOR = Actor(4711, "drift", (Membership(Role.OPERATOR),))
EVERY = {ASSOCIATION_SLUG, NORRBY, SODERBY}


@pytest.fixture
def planner(database: Database) -> Planner:
    planner = a_planner(database)
    for subject in (RoundSubject.REGION, RoundSubject.COLLABORATION):
        publish(database, an_edition().model_copy(update={"id": subject.value, "subject": subject}), NOW)
    return planner


def plan(planner: Planner, subject: RoundSubject, **changes: object) -> RoundKey:
    raw = replace(RAW, **changes)  # type: ignore[arg-type]
    return plan_round(planner.database, planner.coordinator, planner.region.slug, subject.value, 2026, raw, NOW)


def association(planner: Planner, key: RoundKey) -> Assessment:
    return planner.kommuner(key)[ASSOCIATION_SLUG]


def share_publicly(planner: Planner, key: RoundKey) -> None:
    """Everybody's result, approved."""
    values = {"sharing": Sharing.PUBLIC, "approved_at": LATER, "answering_closed_at": LATER}
    statement = update(AssessmentRow).where(col(AssessmentRow.round_id) == planner.round(key).id).values(**values)
    planner.database.write(lambda session: session.execute(statement))


def test_a_round_about_the_association_has_only_itself_whatever_is_ticked(planner: Planner) -> None:
    key = plan(planner, RoundSubject.REGION)
    assert set(planner.kommuner(key)) == {ASSOCIATION_SLUG}
    assert planner.round(key).subject is RoundSubject.REGION
    assert association(planner, key).municipality == "Provland"
    assert plan(planner, RoundSubject.REGION, kommuner=frozenset()) == key  # the same plan once more


def test_a_round_about_the_collaboration_has_the_association_and_the_kommuner_that_were_chosen(
    planner: Planner,
) -> None:
    key = plan(planner, RoundSubject.COLLABORATION, kommuner=frozenset({NORRBY}))
    assert set(planner.kommuner(key)) == {ASSOCIATION_SLUG, NORRBY}
    raw = replace(RAW, kommuner=frozenset({SODERBY}))
    change_plan(planner.database, planner.coordinator, key, raw, NOW)
    assert set(planner.kommuner(key)) == {ASSOCIATION_SLUG, SODERBY}
    with pytest.raises(InvalidInputError, match="minst en kommun"):
        plan(planner, RoundSubject.COLLABORATION, kind="prov", kommuner=frozenset())


def test_a_round_about_the_kommuner_never_has_the_association(planner: Planner) -> None:
    plan(planner, RoundSubject.COLLABORATION)
    assert set(planner.kommuner(planner.plan(replace(RAW, kommuner=frozenset(EVERY))))) == {NORRBY, SODERBY}


def test_a_region_has_one_association_that_bears_its_name(planner: Planner) -> None:
    first, second = plan(planner, RoundSubject.REGION), plan(planner, RoundSubject.COLLABORATION)
    assert association(planner, first).municipality_id == association(planner, second).municipality_id
    region = region_home(planner.database, planner.coordinator, planner.region.slug).region
    form = as_typed(region).model_copy(update={"namn": "Nya Provland", "kontakt": "Bo Ek", "epost": "bo@prov.example"})
    change_region(planner.database, planner.coordinator, planner.region.slug, form, LATER)
    assert association(planner, first).municipality == "Nya Provland"


def test_the_association_is_in_no_list_or_count_of_kommuner(planner: Planner) -> None:
    key = plan(planner, RoundSubject.COLLABORATION)
    planner.open(key)
    database, coordinator, slug = planner.database, planner.coordinator, planner.region.slug
    assert region_home(database, coordinator, slug).kommuner == 2
    assert [line.municipality.slug for line in municipalities(database, coordinator, slug).lines] == [NORRBY, SODERBY]
    assert [kommun.slug for kommun in open_size_groups(database, coordinator, slug).kommuner] == [NORRBY, SODERBY]
    assert [line.kommuner for line in installation(database, OPERATOR)[0]] == [2]
    board = round_board(database, coordinator, key, NOW)
    assert [line.assessment.municipality_slug for line in board.lines] == [ASSOCIATION_SLUG, NORRBY, SODERBY]
    assert [line.assessment.municipality_slug for line in board.kommuner] == [NORRBY, SODERBY]
    overview = open_overview(database, coordinator, key)
    assert [line.assessment.municipality_slug for line in overview.lines] == [NORRBY, SODERBY]
    with database.read() as session:
        (year,) = participation_by_year(session, planner.region.id, key.questionnaire, range(2026, 2027), "")
    assert year.invited == 2


def test_open_data_has_the_kommuner_and_never_the_association(planner: Planner) -> None:
    key = plan(planner, RoundSubject.COLLABORATION)
    planner.open(key)
    share_publicly(planner, key)
    with planner.database.read() as session:
        assert [item.municipality_slug for item in public_assessments(session)] == [NORRBY, SODERBY]
        assert len(kommuner_of_round(session, planner.round(key).id)) == 2


def test_a_round_about_the_association_has_no_overview_and_takes_in_no_kommuner(planner: Planner) -> None:
    key = planner.open(plan(planner, RoundSubject.REGION))
    with pytest.raises(NotAvailableError, match="handlar om Provland"):
        open_overview(planner.database, planner.coordinator, key)
    with pytest.raises(PermissionDeniedError, match="handlar om Provland"):
        add_kommuner(planner.database, planner.coordinator, key, {NORRBY}, NOW, public_url=PUBLIC_URL)
    assert set(planner.kommuner(key)) == {ASSOCIATION_SLUG}


def test_the_association_cannot_be_taken_out_of_the_collaboration(planner: Planner) -> None:
    key = plan(planner, RoundSubject.COLLABORATION)
    with pytest.raises(NotFoundError):
        remove_kommun(planner.database, planner.coordinator, key, ASSOCIATION_SLUG, NOW)
    assert set(planner.kommuner(key)) == EVERY


def test_its_coordinator_is_appointed_as_a_kommuns_is_and_told_that_the_round_is_open(planner: Planner) -> None:
    key = plan(planner, RoundSubject.REGION)
    place = OrganisationKey(planner.region.slug, ASSOCIATION_SLUG)
    memberships.grant(
        planner.database,
        planner.coordinator,
        place,
        Role.KOMMUN_COORDINATOR.value,
        "a@b.example",
        NOW,
        public_url=PUBLIC_URL,
    )
    planner.open(key)
    (letter,) = planner.letters()
    assert letter.to_address == "a@b.example"
    assert "Du är samordnare för Provland." in letter.body
    assert "hela förbundet" in letter.body
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)


def test_the_start_page_tells_the_minutes_of_the_questionnaire_about_a_kommun(planner: Planner) -> None:
    before = latest_sizes(planner.database)
    longer = an_edition(2027).model_copy(update={"id": "samverkan", "subject": RoundSubject.REGION})
    publish(planner.database, longer.model_copy(update={"introduction": "ord " * 2_000}), NOW)
    assert latest_sizes(planner.database) == before
