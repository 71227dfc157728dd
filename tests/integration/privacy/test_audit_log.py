"""The audit log on real databases: what is done is in it once, in order, in a chain that cannot be changed unseen."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.audit.chain import FIRST, Line, broken_lines
from app.accounts.audit.events import AssessmentModeChosen
from app.accounts.audit.round_events import RoundPlanned
from app.accounts.kernel.roles import INSTALLATION, Place
from app.errors import PermissionDeniedError
from app.services.answering.answers import hand_in
from app.services.assessments.coordination import answer_alone, answer_as_one_of_several, close_answering, reopen_joint
from app.services.questionnaires.editions import correct_wording, publish
from app.storage.engine.database import Database
from app.storage.kernel.audit import append, every_line, lines_matching, seen_at
from tests.builders import LATER, MAL, NOW, URL, Scene, an_edition, other_region


def log(scene: Scene) -> list[Line]:
    with scene.database.read() as session:
        return list(every_line(session))


def told(scene: Scene) -> list[tuple[str, int | None]]:
    return [(line.action, line.actor_id) for line in log(scene)]


def facts(line: Line) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(line.facts)
    return values


def add(database: Database, number: int, place: Place = INSTALLATION, now: datetime = NOW) -> None:
    event = AssessmentModeChosen(assessment_id=number, mode="several")
    database.write(lambda session: append(session, None, event, place, now))


def test_choosing_how_to_answer_is_logged_once(scene: Scene) -> None:
    for _ in range(2):
        answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    (line,) = log(scene)
    assert (line.action, line.actor_id, line.at) == ("assessment.mode_chosen", scene.coordinator.person_id, NOW)
    assert (line.region_id, line.municipality_id) == (scene.region.id, scene.region.norrby.id)
    assert facts(line)["mode"] == "simple"


def test_who_joins_those_who_answer_chooses_nothing_for_the_kommun(scene: Scene) -> None:
    answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW)
    answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW)
    assert [facts(line)["mode"] for line in log(scene)] == ["several"]
    scene.respondent(key=scene.soderby)
    answer_as_one_of_several(scene.database, scene.region.soderby.coordinator, scene.soderby, "ledning", NOW)
    assert len(log(scene)) == 1


def test_a_respondents_handing_in_names_the_respondent_and_never_the_person(scene: Scene) -> None:
    """Who a respondent is must be possible to forget."""
    respondent = scene.respondent()
    scene.save(respondent, MAL, "3", comment="Hemligt")
    for _ in range(2):
        place = hand_in(scene.database, respondent, scene.norrby, LATER, public_url=URL)
    (line,) = log(scene)
    assert (line.action, line.actor_id, line.at) == ("respondent.handed_in", None, LATER)
    assert facts(line) == {"assessment_id": place.assessment.id, "respondent_id": place.respondent.id}


def test_handing_in_for_the_kommun_reopening_and_closing_name_the_coordinator(scene: Scene) -> None:
    me = scene.coordinator.person_id
    scene.answer_alone("3")
    for _ in range(2):
        reopen_joint(scene.database, scene.coordinator, scene.norrby, LATER)
    assert told(scene) == [
        ("assessment.mode_chosen", me),
        ("respondent.handed_in", me),
        ("assessment.reopened", me),
    ]


def test_closing_the_answering_is_logged_once(scene: Scene) -> None:
    scene.save(scene.respondent(), MAL, "3")
    for _ in range(2):
        close_answering(scene.database, scene.coordinator, scene.norrby, LATER)
    assert told(scene) == [("assessment.answering_closed", scene.coordinator.person_id)]


def test_what_was_refused_is_not_logged(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(PermissionDeniedError):
        answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW)
    with pytest.raises(PermissionDeniedError):
        close_answering(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(PermissionDeniedError):
        hand_in(scene.database, scene.coordinator, scene.norrby, NOW, public_url=URL)
    assert len(log(scene)) == 1


def test_publishing_and_correcting_are_logged_as_done_by_nobody_signed_in(database: Database) -> None:
    for _ in range(2):
        edition_id = publish(database, an_edition(), NOW).edition_id
    correct_wording(database, an_edition(texts={MAL: "Hur är det nu?"}), "Missförstods", LATER)
    correct_wording(database, an_edition(texts={MAL: "Hur är det nu?"}), "Missförstods", LATER)
    with pytest.raises(PermissionDeniedError):
        correct_wording(database, an_edition(), " ", LATER)
    with database.read() as session:
        lines = list(every_line(session))
    values = {"questionnaire": "prov", "year": 2026, "edition_id": edition_id}
    assert [(line.action, line.actor_id, facts(line)) for line in lines] == [
        ("questionnaire.published", None, values),
        ("questionnaire.corrected", None, values | {"texts": 1}),
    ]


def test_lines_are_numbered_without_a_gap_and_follow_on_each_other(database: Database) -> None:
    for number in range(5):
        add(database, number)
    with database.read() as session:
        lines = list(every_line(session))
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]
    assert lines[0].previous_hash == FIRST
    assert list(broken_lines(lines)) == []


def test_a_line_is_taken_back_with_what_it_tells_of(database: Database) -> None:
    def work(session: Session) -> None:
        append(session, None, AssessmentModeChosen(assessment_id=1, mode="several"), INSTALLATION, NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(work)
    add(database, 2)
    with database.read() as session:
        assert [line.number for line in every_line(session)] == [1]


def test_many_at_once_leave_no_gap_and_no_broken_chain(database: Database, database_url: str) -> None:
    """Two processes' worth of databases, eight threads, some of whose work fails after its line was added."""
    with closing(Database(database_url)) as another:
        databases = [database, another]

        def one(number: int) -> None:
            def work(session: Session) -> None:
                append(session, number, AssessmentModeChosen(assessment_id=number, mode="several"), INSTALLATION, NOW)
                if number % 5 == 0:
                    raise ZeroDivisionError

            try:
                databases[number % len(databases)].write(work)
            except ZeroDivisionError:
                assert number % 5 == 0

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(one, range(100)))
    with database.read() as session:
        lines = list(every_line(session))
    assert [line.number for line in lines] == list(range(1, 81))
    assert {line.actor_id for line in lines} == {number for number in range(100) if number % 5}
    assert list(broken_lines(lines)) == []


def test_a_moment_comes_back_as_it_was_sealed(database: Database) -> None:
    """To the microsecond, and in whatever zone the database lives."""
    moments = [NOW + timedelta(microseconds=1), datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC), NOW]
    for number, moment in enumerate(moments):
        add(database, number, now=moment)
    with database.read() as session:
        lines = list(every_line(session))
    assert [line.at for line in lines] == moments
    assert list(broken_lines(lines)) == []


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit_line SET facts = '{}'", "UPDATE audit_line SET at = at", "DELETE FROM audit_line WHERE number = 2"],
)
def test_the_database_itself_refuses_to_change_a_line_or_take_one_away(database: Database, change: str) -> None:
    add(database, 1)
    add(database, 2)
    with pytest.raises(Exception, match="the audit log is only added to"), database.engine.begin() as connection:
        connection.exec_driver_sql(change)
    with database.read() as session:
        assert len(list(every_line(session))) == 2


def test_postgresql_refuses_to_empty_the_log(database: Database) -> None:
    add(database, 1)
    if database.is_sqlite:
        return  # which has no such statement
    with pytest.raises(Exception, match="the audit log is only added to"), database.engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE audit_line")


def test_a_line_that_somebody_changed_past_the_refusal_is_found(database: Database) -> None:
    for number in range(4):
        add(database, number)
    with database.engine.begin() as connection:
        off = (
            "DROP TRIGGER audit_line_no_update" if database.is_sqlite else "ALTER TABLE audit_line DISABLE TRIGGER ALL"
        )
        connection.exec_driver_sql(off)
        connection.exec_driver_sql("UPDATE audit_line SET actor_id = 7 WHERE number = 2")
    with database.read() as session:
        assert list(broken_lines(every_line(session))) == [2]


def test_each_place_has_its_own_part_of_the_log(scene: Scene) -> None:
    elsewhere = other_region(scene.database)
    region, norrby = Place(scene.region.id), Place(scene.region.id, scene.region.norrby.id)
    other = Place(elsewhere.region.id, elsewhere.region.norrby.id)
    event = RoundPlanned(round_id=1, is_trial=False, closes_on=NOW.date())
    for place in (region, norrby, other, INSTALLATION):
        scene.database.write(lambda session, place=place: append(session, None, event, place, NOW))  # type: ignore[misc]
        add(scene.database, 1, place)
    with scene.database.read() as session:
        whole = list(every_line(session))
        assert list(lines_matching(session, seen_at(INSTALLATION))) == whole
        assert [(line.region_id, line.municipality_id) for line in lines_matching(session, seen_at(norrby))] == [
            (norrby.region_id, norrby.municipality_id)
        ] * 2
        assert [line.municipality_id for line in lines_matching(session, seen_at(region))] == [None, None]
        with_kommuner = lines_matching(session, seen_at(region, ("round.planned",)))
        assert [(line.municipality_id, line.action) for line in with_kommuner] == [
            (None, "round.planned"),
            (None, "assessment.mode_chosen"),
            (norrby.municipality_id, "round.planned"),
        ]
