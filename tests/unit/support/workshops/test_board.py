"""What is seen on a board in each phase, how notes stand, and what matters most."""

from app.support.workshops.board import board, clusters, neighbour
from app.support.workshops.landing import LandingKind, kinds_of
from app.support.workshops.top_list import top_list
from app.support.workshops.workshop import GroupPhase, NoteColumn, StoredGroup, WorkshopNote

ME, YOU = 1, 2


def a_note(
    number: int,
    text: str = "",
    *,
    column: NoteColumn = NoteColumn.STRENGTHEN,
    author: int | None = ME,
    cluster: str = "",
    merged_into: int | None = None,
    dots: int = 0,
    group: int = 1,
) -> WorkshopNote:
    return WorkshopNote(
        id=number,
        group_id=group,
        column=column,
        text=text or f"Lapp {number}",
        cluster=cluster,
        position=number,
        version=1,
        author_id=author,
        merged_into=merged_into,
        dots=dots,
    )


def a_group(number: int, capital: str = "politiskt") -> StoredGroup:
    return StoredGroup(
        id=number,
        workshop_id=1,
        number=number,
        capital_id=capital,
        phase=GroupPhase.WRITE,
        one_liner="",
        one_liner_version=0,
        version=1,
        column_versions={},
    )


def ids(notes: tuple[WorkshopNote, ...], phase: GroupPhase, reader: int | None) -> list[int]:
    return [each.note.id for column in board(notes, phase, reader) for each in column.notes]


def test_while_people_write_silently_each_sees_her_own_notes_and_how_many_others_there_are() -> None:
    notes = (a_note(1), a_note(2, author=YOU), a_note(3, author=YOU))
    assert ids(notes, GroupPhase.WRITE, ME) == [1]
    assert board(notes, GroupPhase.WRITE, ME)[0].hidden_notes == 2
    assert ids(notes, GroupPhase.WRITE, None) == [], "the leader sees no more"
    assert ids(notes, GroupPhase.SHOW, ME) == [1, 2, 3]


def test_a_note_that_nobody_is_known_to_have_written_is_not_of_one_without_a_place() -> None:
    assert ids((a_note(1, author=None),), GroupPhase.WRITE, None) == []


def test_clusters_stand_in_the_order_of_their_first_notes_and_single_notes_last() -> None:
    notes = [a_note(1), a_note(2, cluster="Tid"), a_note(3, cluster="Pengar"), a_note(4, cluster="Tid")]
    assert [(each.name, [note.note.id for note in each.notes]) for each in clusters(notes)] == [
        ("Tid", [2, 4]),
        ("Pengar", [3]),
        ("", [1]),
    ]


def test_a_merged_note_stands_under_the_other_and_its_dots_count_there() -> None:
    ((only,),) = (cluster.notes for cluster in clusters([a_note(1, dots=2), a_note(2, merged_into=1, dots=3)]))
    assert ([merge.id for merge in only.merges], only.dots) == ([2], 5)


def test_a_neighbour_is_of_the_same_column_and_cluster() -> None:
    notes = [a_note(1), a_note(2, cluster="Tid"), a_note(3), a_note(4, column=NoteColumn.REGIONAL)]
    assert neighbour(notes, notes[0], 1) == notes[2]
    assert neighbour(notes, notes[0], -1) is None
    assert neighbour(notes, notes[3], -1) is None


def test_the_top_list_is_by_dots_and_then_by_how_many_groups_raised_the_same() -> None:
    """Tid has 1 + 2 dots of two groups, Lapp 3 has 3 of one; a note without dots is left out."""
    notes = [
        a_note(3, dots=3),
        a_note(4, cluster="Tid", dots=1),
        a_note(5, cluster="tid", dots=2, group=2),
        a_note(6),
    ]
    entries = top_list([a_group(1), a_group(2)], notes)
    assert [(entry.heading, entry.dots, entry.groups) for entry in entries] == [("Tid", 3, 2), ("Lapp 3", 3, 1)]


def test_the_same_word_about_another_capital_is_another_matter() -> None:
    notes = [a_note(1, cluster="Tid", dots=1), a_note(2, cluster="Tid", dots=1, group=2)]
    assert len(top_list([a_group(1), a_group(2, "human")], notes)) == 2


def test_what_a_note_can_become_follows_its_question() -> None:
    assert kinds_of(NoteColumn.STRENGTHEN) == (LandingKind.ACTION, LandingKind.NEED)
    assert kinds_of(NoteColumn.ROOM) == (LandingKind.NEED, LandingKind.OFFER)
    assert kinds_of(NoteColumn.REGIONAL) == (LandingKind.EVIDENCE,)
