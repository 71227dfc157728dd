"""Opening a round, telling its kommuner, giving it more time, closing it: what happens, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey, RoundKey
from app.rounds.kernel.round import RoundState
from app.services.answering.answers import hand_in, open_answering
from app.services.assessments.coordination import answer_alone, close_answering, overview, reopen_joint
from app.services.questionnaires.editions import publish
from app.services.results.results import NotReadyError, open_result
from app.services.rounds.round_municipalities import add_kommuner, remove_kommun
from app.services.rounds.round_opening import close_round, extend_round, notify_kommuner, open_round
from app.services.rounds.round_plans import plan_round
from app.storage.engine.database import Database
from app.storage.tables import PersonRow
from tests.builders import EVERYTHING, LATER, MAL, NOW, Region, an_edition, other_region
from tests.integration.support.rounds import CLOSES, NORRBY, PUBLIC_URL, RAW, SODERBY, Planner, a_planner

AFTER = NOW + timedelta(days=40)
"""When the last day of RAW has passed."""


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


def give_address(planner: Planner, person: Actor, address: str) -> None:
    statement = update(PersonRow).where(col(PersonRow.id) == person.person_id).values(email=address)
    planner.database.write(lambda session: session.execute(statement))


def test_an_opened_round_can_be_answered_and_every_coordinator_is_told_once(planner: Planner) -> None:
    key = planner.open()
    assert planner.round(key).opened_at == NOW
    planner.scene(key).answer_alone("3")
    letters = planner.letters()
    region = planner.region
    assert [letter.person_id for letter in letters] == [
        region.norrby.coordinator.person_id,
        region.soderby.coordinator.person_id,
    ]
    assert [letter.municipality_id for letter in letters] == [region.norrby.id, region.soderby.id]
    assert f"{PUBLIC_URL}/provland/prov/2026/{NORRBY}" in letters[0].body
    assert "Sista dag att svara är 1\u00a0december\u00a02026." in letters[0].body
    assert "Prov 2026: Norrby kan börja" in letters[0].subject
    assert planner.log()[:2] == [("round.planned", None), ("round.opened", None)]


def test_letters_of_a_trial_say_so_and_lead_there(planner: Planner) -> None:
    planner.open(planner.plan(replace(RAW, kind="prov")))
    letter = planner.letters()[0]
    assert letter.subject == "Prov (provomgång) 2026: Norrby kan börja"
    assert f"{PUBLIC_URL}/provland/prov/2026-prov/{NORRBY}" in letter.body


def test_the_year_stands_once_in_a_letter_though_the_questionnaires_title_has_it(planner: Planner) -> None:
    edition = an_edition(2027).model_copy(update={"title": "Omställningsförmåga 2027"})
    publish(planner.database, edition, NOW)
    key = plan_round(planner.database, planner.coordinator, planner.region.slug, "prov", 2027, RAW, NOW)
    planner.open(key)
    assert planner.letters()[0].subject == "Omställningsförmåga 2027: Norrby kan börja"


def test_opening_twice_is_the_same_as_once(planner: Planner) -> None:
    key = planner.open()
    open_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    assert planner.round(key).opened_at == NOW
    assert len(planner.letters()) == 2
    assert planner.log().count(("round.opened", None)) == 1


def test_a_round_opens_though_nobody_can_be_told_and_says_that_nobody_was(planner: Planner) -> None:
    key = planner.plan()
    planner.change_people(email=None)
    planner.open(key)
    assert planner.letters() == []
    assert planner.round(key).opened_at == NOW
    assert planner.count("assessment WHERE invited_at IS NOT NULL") == 0


def test_kommuner_that_could_not_be_told_are_told_when_they_can(planner: Planner) -> None:
    key = planner.plan()
    planner.change_people(email=None)
    planner.open(key)
    notify_kommuner(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    assert planner.letters() == []
    give_address(planner, planner.region.soderby.coordinator, "soderby@prov.example")
    for _ in range(2):
        notify_kommuner(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    assert [letter.to_address for letter in planner.letters()] == ["soderby@prov.example"]
    assert planner.log().count(("round.kommuner_told", None)) == 1


def test_a_round_whose_last_day_has_passed_is_not_opened(planner: Planner) -> None:
    key = planner.plan()
    with pytest.raises(PermissionDeniedError, match="Sista dagen att svara har passerat"):
        open_round(planner.database, planner.coordinator, key, AFTER, public_url=PUBLIC_URL)
    assert planner.round(key).state is RoundState.PLANNED
    assert planner.letters() == []


def test_a_round_can_be_opened_on_its_last_day(planner: Planner) -> None:
    key = planner.plan()
    last = datetime(2026, 12, 1, 22, 59, tzinfo=NOW.tzinfo)
    open_round(planner.database, planner.coordinator, key, last, public_url=PUBLIC_URL)
    assert planner.round(key).state is RoundState.OPEN


def test_an_open_round_can_get_a_later_last_day_and_no_earlier(planner: Planner) -> None:
    key = planner.open()
    for text in ("2026-12-15", "15 december 2026"):
        extend_round(planner.database, planner.coordinator, key, text, LATER)
    assert planner.round(key).closes_on == date(2026, 12, 15)
    assert planner.log().count(("round.extended", None)) == 1
    for text in ("2026-12-14", "2026-11-02", "snart", ""):
        with pytest.raises(InvalidInputError):
            extend_round(planner.database, planner.coordinator, key, text, LATER)
    assert planner.round(key).closes_on == date(2026, 12, 15)


def test_an_open_round_goes_on_after_its_last_day_until_somebody_closes_it(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    someone = scene.respondent()
    scene.save(someone, MAL, "3", now=AFTER)
    assert planner.round(key).closes_on == CLOSES
    assert open_answering(planner.database, someone, scene.norrby).place.closed_because() is None


def test_only_an_open_round_gets_more_time(planner: Planner) -> None:
    key = planner.plan()
    with pytest.raises(PermissionDeniedError):
        extend_round(planner.database, planner.coordinator, key, "2026-12-15", LATER)
    planner.open(key)
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError):
        extend_round(planner.database, planner.coordinator, key, "2026-12-15", LATER)


def test_closing_ends_all_answering_and_shows_the_results_of_those_who_answered(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    people = scene.respondents(5)
    for person in people:
        scene.answer(person, "4")
    hand_in(planner.database, people[0], scene.norrby, NOW, public_url=PUBLIC_URL)
    with pytest.raises(NotReadyError):
        open_result(planner.database, scene.coordinator, scene.norrby)
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError, match="Omgången är stängd"):
        scene.save(people[1], MAL, "1", version=1)
    with pytest.raises(PermissionDeniedError, match="Omgången är stängd"):
        hand_in(planner.database, people[1], scene.norrby, LATER, public_url=PUBLIC_URL)
    indices = [
        capital.index for capital in open_result(planner.database, scene.coordinator, scene.norrby).profile.capitals
    ]
    assert indices == [3, 3]  # the fourth level of 0…4, also of those who never handed in
    assert planner.kommuner(key)[NORRBY].answering_closed_at == LATER


def test_a_kommun_where_nobody_has_answered_gets_no_result(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    scene.save(scene.respondent(), MAL, "", comment="Jag väntar")
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    assert {assessment.answering_closed_at for assessment in planner.kommuner(key).values()} == {None}
    with pytest.raises(NotReadyError):
        open_result(planner.database, scene.coordinator, scene.norrby)


def test_what_was_closed_before_keeps_its_moment(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    scene.answer(scene.respondent(), "3")
    close_answering(planner.database, scene.coordinator, scene.norrby, NOW)
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    assert planner.kommuner(key)[NORRBY].answering_closed_at == NOW


def test_closing_is_logged_for_the_region_and_for_each_kommun_that_it_ended_answering_in(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    scene.answer(scene.respondent(), "3")
    for moment in (LATER, AFTER):
        close_round(planner.database, planner.coordinator, key, moment, public_url=PUBLIC_URL)
    assert planner.round(key).closed_at == LATER
    assert planner.log()[-2:] == [
        ("assessment.answering_closed", planner.region.norrby.id),
        ("round.closed", None),
    ]


def test_what_one_person_saved_for_the_kommun_is_its_own_only_when_handed_in_and_can_be_afterwards(
    planner: Planner,
) -> None:
    key = planner.open()
    scene = planner.scene(key)
    coordinator = scene.coordinator
    answer_alone(planner.database, coordinator, scene.norrby, LATER)
    scene.answer(coordinator, "4", *EVERYTHING)
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    assert planner.count("agreed_answer") == 0
    with pytest.raises(NotReadyError):
        open_result(planner.database, coordinator, scene.norrby)
    with pytest.raises(PermissionDeniedError, match="när ni lämnar in"):
        scene.save(coordinator, MAL, "1", version=1)
    hand_in(planner.database, coordinator, scene.norrby, AFTER, public_url=PUBLIC_URL)
    assert planner.count("agreed_answer") == len(EVERYTHING)
    assert open_result(planner.database, coordinator, scene.norrby).profile.overall is not None
    with pytest.raises(PermissionDeniedError):
        reopen_joint(planner.database, coordinator, scene.norrby, LATER)
    with pytest.raises(PermissionDeniedError):
        scene.save(coordinator, MAL, "1", version=1)


def test_how_to_answer_is_not_chosen_in_a_closed_round(planner: Planner) -> None:
    key = planner.open()
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError, match="stängd"):
        answer_alone(planner.database, planner.region.norrby.coordinator, planner.norrby(key), LATER)


def test_a_closed_round_does_not_open_again(planner: Planner) -> None:
    key = planner.open()
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError, match="kan inte öppnas igen"):
        planner.open(key)


def test_a_round_that_was_never_open_is_not_closed(planner: Planner) -> None:
    key = planner.plan()
    with pytest.raises(PermissionDeniedError, match="inte öppnad"):
        close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)


def test_a_kommun_that_comes_into_an_open_round_is_told_at_once(planner: Planner) -> None:
    key = planner.plan(replace(RAW, kommuner=frozenset({NORRBY})))
    add = (planner.database, planner.coordinator, key, {SODERBY, "0180-stockholm"}, LATER)
    planner.open(key)
    for _ in range(2):
        add_kommuner(*add, public_url=PUBLIC_URL)
    assert set(planner.kommuner(key)) == {NORRBY, SODERBY}
    assert [letter.municipality_id for letter in planner.letters()] == [
        planner.region.norrby.id,
        planner.region.soderby.id,
    ]
    assert planner.log()[-1] == ("round.kommuner_added", None)
    assert planner.log().count(("round.kommuner_added", None)) == 1


def test_a_kommun_that_comes_into_a_planned_round_is_told_when_it_opens(planner: Planner) -> None:
    key = planner.plan(replace(RAW, kommuner=frozenset({NORRBY})))
    add_kommuner(planner.database, planner.coordinator, key, {SODERBY}, LATER, public_url=PUBLIC_URL)
    assert planner.letters() == []
    planner.open(key)
    assert len(planner.letters()) == 2


def test_adding_nothing_is_told(planner: Planner) -> None:
    key = planner.open()
    for slugs in (set(), {"0180-stockholm"}):
        with pytest.raises(PermissionDeniedError, match="Välj minst en kommun"):
            add_kommuner(planner.database, planner.coordinator, key, slugs, LATER, public_url=PUBLIC_URL)


def test_a_kommun_leaves_with_those_who_were_asked_there_while_nobody_has_begun(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    someone = scene.respondent()
    for _ in range(2):
        remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)
    assert set(planner.kommuner(key)) == {SODERBY}
    assert planner.count("respondent") == 0
    with pytest.raises(NotFoundError):
        open_answering(planner.database, someone, scene.norrby)
    assert planner.log().count(("round.kommun_removed", None)) == 1


def test_a_kommun_where_somebody_has_begun_stays(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    scene.save(scene.respondent(), MAL, "", comment="Bara en kommentar")
    with pytest.raises(PermissionDeniedError, match="Någon i Norrby har börjat svara"):
        remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)
    assert set(planner.kommuner(key)) == {NORRBY, SODERBY}


def test_the_last_kommun_stays(planner: Planner) -> None:
    key = planner.open()
    remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)
    with pytest.raises(PermissionDeniedError, match="enda kommunen"):
        remove_kommun(planner.database, planner.coordinator, key, SODERBY, LATER)


def test_no_kommun_comes_or_goes_when_the_round_is_closed(planner: Planner) -> None:
    key = planner.open(planner.plan(replace(RAW, kommuner=frozenset({NORRBY}))))
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError, match="stängd"):
        add_kommuner(planner.database, planner.coordinator, key, {SODERBY}, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError, match="stängd"):
        remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)


def verbs(planner: Planner, key: RoundKey) -> list[Callable[[Actor], object]]:
    database = planner.database
    return [
        lambda actor: open_round(database, actor, key, LATER, public_url=PUBLIC_URL),
        lambda actor: notify_kommuner(database, actor, key, LATER, public_url=PUBLIC_URL),
        lambda actor: extend_round(database, actor, key, "2026-12-15", LATER),
        lambda actor: add_kommuner(database, actor, key, {SODERBY}, LATER, public_url=PUBLIC_URL),
        lambda actor: remove_kommun(database, actor, key, NORRBY, LATER),
        lambda actor: close_round(database, actor, key, LATER, public_url=PUBLIC_URL),
    ]


OUTSIDERS: list[Callable[[Region], Actor]] = [
    lambda region: region.norrby.coordinator,
    lambda region: region.norrby.reader,
    lambda _: Actor(999, "ingen roll"),
]


def test_only_the_regions_coordinator_does_any_of_this(planner: Planner) -> None:
    key = planner.open()
    before = planner.log()
    stranger = other_region(planner.database).region.coordinator
    for act in verbs(planner, key):
        with pytest.raises(PermissionDeniedError, match="Din roll ger inte rätt"):
            act(planner.region.reader)
        for actor in (*(outsider(planner.region) for outsider in OUTSIDERS), stranger):
            with pytest.raises(NotFoundError):
                act(actor)
    assert planner.log() == before
    assert planner.round(key).state is RoundState.OPEN


def test_a_trial_does_not_touch_the_real_round_beside_it(planner: Planner) -> None:
    real = planner.open()
    trial = planner.open(planner.plan(replace(RAW, kind="prov")))
    scene = planner.scene(trial)
    scene.answer(scene.respondent(), "5")
    close_round(planner.database, planner.coordinator, trial, LATER, public_url=PUBLIC_URL)
    assert planner.round(real).state is RoundState.OPEN
    home = overview(planner.database, scene.coordinator, planner.norrby(real))
    assert (home.invited, home.started) == (0, 0)
    assert isinstance(home.assessment.key, AssessmentKey)
