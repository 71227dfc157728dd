"""Workshops on both databases: from the plan to what notes become, and people who act at the same moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import NoneType

import pytest
from sqlalchemy import text

from app.errors import KeyEndedError, NotFoundError, PermissionDeniedError
from app.reports.paper.rendering import workshop_paper
from app.rounds.assessments.plans import RawAction
from app.services.workshops import joining, landing, landing_actions, leading, notes, planning, replanning
from app.services.workshops.access import Visitor
from app.services.workshops.boards import OpenBoard, open_board
from app.services.workshops.files import open_protocol
from app.support.needs.need import RawNeed
from app.support.workshops.workshop import GroupPhase, NoteColumn
from tests.builders import LATER, NOW, URL, Scene
from tests.integration.projects.stage import SLUG, with_catalogue
from tests.integration.support.together import at_once, kinds

PLAN = {"owner": "9901-norrby", "title": "Vardagen", "focus": "Vad krävs?", "dots": "2", "groups.politiskt": "1"}
WISH, NEED = "starka", "resursbas"


@dataclass(frozen=True, slots=True)
class Running:
    """A workshop of Norrby that people can join."""

    scene: Scene
    number: int
    token: str

    def join(self) -> Visitor:
        """Somebody new, in its one group."""
        key = joining.new_key()
        joining.join(self.scene.database, self.token, key, 1, "client", NOW)
        return Visitor(None, key)

    def step(self, phase: GroupPhase) -> None:
        leading.step(self.scene.database, self.scene.coordinator, SLUG, self.number, phase, NOW)

    def close(self) -> None:
        leading.close_workshop(self.scene.database, self.scene.coordinator, SLUG, self.number, LATER)

    def write(self, visitor: Visitor, words: str, column: str = WISH) -> None:
        notes.add_note(self.scene.database, visitor, SLUG, self.number, 1, column, words, NOW)

    def board(self, visitor: Visitor) -> OpenBoard:
        return open_board(self.scene.database, visitor, SLUG, self.number, 1)

    @property
    def leader(self) -> Visitor:
        return Visitor(self.scene.coordinator)

    def note_of(self, words: str) -> int:
        return next(note.id for note in self.board(self.leader).notes if note.text == words)

    def count(self, query: str) -> int:
        with self.scene.database.read() as session:
            return int(session.execute(text(query)).scalar_one())


@pytest.fixture
def running(scene: Scene) -> Running:
    with_catalogue(scene)
    number = planning.plan_workshop(scene.database, scene.coordinator, SLUG, PLAN, NOW)
    _, token = planning.make_link(scene.database, scene.coordinator, SLUG, number, NOW)
    return Running(scene, number, token)


def test_of_two_who_change_a_plan_at_once_one_is_told_and_the_groups_are_those_of_the_other(scene: Scene) -> None:
    with_catalogue(scene)
    number = planning.plan_workshop(scene.database, scene.coordinator, SLUG, PLAN, NOW)
    facts = scene.database, scene.coordinator, SLUG, number
    stamp = replanning.open_change(*facts).stamp

    def change(groups: str) -> None:
        replanning.change_workshop(*facts, PLAN | {"groups.politiskt": groups}, stamp, LATER)

    assert kinds(at_once(lambda: change("2"), lambda: change("3"))) == {NoneType: 1, replanning.PlanChangedError: 1}
    numbers = [group.number for group in replanning.open_change(*facts).open_workshop.groups]
    assert numbers in ([1, 2], [1, 2, 3])


def test_a_workshop_is_begun_or_taken_away_and_never_half_of_each(scene: Scene) -> None:
    with_catalogue(scene)
    number = planning.plan_workshop(scene.database, scene.coordinator, SLUG, PLAN, NOW)
    facts = scene.database, scene.coordinator, SLUG, number

    def begin() -> None:
        planning.make_link(*facts, NOW)

    outcomes = at_once(begin, lambda: replanning.remove_workshop(*facts, NOW))
    assert sum(isinstance(each, NotFoundError | PermissionDeniedError) for each in outcomes) == 1
    running = Running(scene, number, "")
    assert running.count("SELECT count(*) FROM workshop") == running.count("SELECT count(*) FROM workshop_group")


def seen(board: OpenBoard) -> set[str]:
    return {each.note.text for column in board.columns for each in column.notes}


def test_a_workshop_from_silence_to_a_need_and_an_action(running: Running) -> None:
    scene, database = running.scene, running.scene.database
    running.scene.answer_alone("2")
    anna, bo = running.join(), running.join()
    running.write(anna, "Skriv in det i uppdragen")
    running.write(bo, "Någon att ringa", NEED)
    assert seen(running.board(anna)) == {"Skriv in det i uppdragen"}
    assert seen(running.board(running.leader)) == set()
    running.step(GroupPhase.GROUP)
    assert len(seen(running.board(anna))) == 2
    wish, need = running.note_of("Skriv in det i uppdragen"), running.note_of("Någon att ringa")
    notes.move_note(database, bo, SLUG, running.number, 1, wish, cluster="Uppdrag")
    running.step(GroupPhase.PRIORITISE)
    for visitor, note_id in ((anna, wish), (bo, wish), (bo, need)):
        notes.give_dot(database, visitor, SLUG, running.number, 1, note_id, is_taken_back=False)
    with pytest.raises(PermissionDeniedError):
        notes.give_dot(database, bo, SLUG, running.number, 1, wish, is_taken_back=False)
    running.step(GroupPhase.ONE_LINER)
    notes.set_one_liner(database, anna, SLUG, running.number, 1, "Ett uppdrag i linjen", 0)
    running.close()
    end = landing.open_end(database, running.leader, SLUG, running.number)
    assert [(note.text, note.dots, note.cluster) for note in end.notes if note.dots] == [
        ("Skriv in det i uppdragen", 2, "Uppdrag"),
        ("Någon att ringa", 1, ""),
    ]
    raw = RawNeed(
        capital="politiskt",
        form="resursbas",
        text="Någon att ringa",
        urgency="i-ar",
        together="garna",
        audience="regionen",
    )
    facts = database, scene.coordinator, SLUG, running.number
    for _ in range(2):  # a double click
        landing_actions.land_as_action(*facts, wish, RawAction(text="Skriv in det", capital="politiskt"), LATER)
    landing.land_as_need(*facts, need, landing.TypedNeed(raw), LATER, public_url=URL)
    assert running.count("SELECT count(*) FROM action") == 1
    assert running.count("SELECT count(*) FROM need WHERE text = 'Någon att ringa'") == 1
    assert running.count("SELECT count(*) FROM note_landing") == 2


def test_of_two_who_make_an_action_of_a_note_at_once_one_is_told_what_the_other_wrote(running: Running) -> None:
    running.scene.answer_alone("2")
    running.write(running.join(), "Skriv in det i uppdragen")
    running.close()
    facts = running.scene.database, running.scene.coordinator, SLUG, running.number
    note_id = landing.open_end(running.scene.database, running.leader, SLUG, running.number).notes[0].id

    def make(text: str) -> None:
        landing_actions.land_as_action(*facts, note_id, RawAction(text=text, capital="politiskt"), LATER)

    outcomes = at_once(lambda: make("Skriv in det"), lambda: make("Skriv om det"))
    assert kinds(outcomes) == {NoneType: 1, landing_actions.NoteIsActionError: 1}
    refusal = next(each for each in outcomes if isinstance(each, landing_actions.NoteIsActionError))
    assert refusal.action is not None
    assert refusal.action.text == ("Skriv in det" if outcomes[0] is None else "Skriv om det")
    assert running.count("SELECT count(*) FROM action") == 1


def test_the_protocol_of_a_kommun_s_own_workshop_says_that_notes_for_the_region_do_not_go_there(
    running: Running,
) -> None:
    running.write(running.join(), "En samordnare", NoteColumn.REGIONAL)
    running.close()
    protocol = open_protocol(running.scene.database, running.leader, SLUG, running.number)
    remarks = [question.remark for question in protocol.groups[0].questions]
    assert remarks == [""] * (len(remarks) - 1) + ["Lapparna har inte skickats till regionen."]
    assert "Lapparna har inte skickats till regionen." in workshop_paper(protocol)


def test_what_many_write_at_once_is_all_there_in_an_order(running: Running) -> None:
    visitors = [running.join() for _ in range(6)]
    outcomes = at_once(
        *(lambda who=who, words=f"Lapp {place}": running.write(who, words) for place, who in enumerate(visitors))
    )
    assert outcomes == [None] * 6
    running.step(GroupPhase.SHOW)
    board = running.board(running.leader)
    assert seen(board) == {f"Lapp {place}" for place in range(6)}
    assert len({note.position for note in board.notes}) == 6


def test_of_two_who_change_a_note_at_once_one_is_shown_the_other_s_words(running: Running) -> None:
    anna = running.join()
    running.write(anna, "Först")
    running.step(GroupPhase.SHOW)
    note_id = running.note_of("Först")
    facts = running.scene.database, anna, SLUG, running.number, 1, note_id
    outcomes = at_once(*(lambda words=words: notes.change_note(*facts, words, 1) for words in ("Ett", "Två")))
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [notes.NoteChangedError]
    assert seen(running.board(anna)) <= {"Ett", "Två"}


def test_closing_while_people_write_and_join_leaves_nobody_and_loses_nothing(running: Running) -> None:
    anna, bo = running.join(), running.join()
    running.write(anna, "Redan där")
    outcomes = at_once(
        running.close,
        lambda: running.write(anna, "Just nu"),
        lambda: running.write(bo, "Strax"),
        running.join,
    )
    assert outcomes[0] is None
    written = {"Redan där"} | {
        words for words, outcome in zip(("Just nu", "Strax"), outcomes[1:3], strict=True) if outcome is None
    }
    assert {note.text for note in running.board(running.leader).notes} == written
    assert running.count("SELECT count(*) FROM workshop_participant") == 0
    assert running.count("SELECT count(*) FROM workshop_note WHERE author_id IS NOT NULL") == 0
    with pytest.raises(KeyEndedError):
        running.board(anna)
    with pytest.raises(NotFoundError):
        running.join()


def test_a_dot_is_given_once_by_whoever_has_one_left(running: Running) -> None:
    anna = running.join()
    running.write(anna, "Viktigt")
    running.step(GroupPhase.PRIORITISE)
    note_id = running.note_of("Viktigt")
    facts = running.scene.database, anna, SLUG, running.number, 1, note_id
    outcomes = at_once(*(lambda: notes.give_dot(*facts, is_taken_back=False) for _ in range(5)))
    assert outcomes.count(None) == 2
    assert running.count("SELECT count(*) FROM workshop_dot") == 2


def test_only_the_same_plan_of_the_same_day_is_a_double_click(scene: Scene) -> None:
    with_catalogue(scene)

    def plan(fields: dict[str, str], now: datetime = NOW) -> int:
        return planning.plan_workshop(scene.database, scene.coordinator, SLUG, PLAN | fields, now)

    first = plan({})
    assert plan({}) == first
    others = [plan({"dots": "3"}), plan({"groups.politiskt": "2"}), plan({}, NOW + timedelta(days=1))]
    assert len({first, *others}) == 4
    assert plan({"dots": "3"}) == others[0]
