"""A workshop on paper: everything that was said, with its dots and what became of it; a sheet is of one group."""

from dataclasses import replace

from app.reports.paper.rendering import workshop_paper
from app.reports.workshops.protocol import SheetGroup, SheetNote, SheetQuestion, WorkshopProtocol

NOTES = (
    SheetNote(heading="Tid", texts=("Två timmar", "En <dag>"), dots="3 prickar", landings=("åtgärd (Norrby)",)),
    SheetNote(heading="", texts=("En samordnare",), dots="", landings=()),
)
GROUP = SheetGroup(
    number=1,
    name="Politiskt kapital",
    capital_id="politiskt",
    one_liner="Tid för dem som ska göra det.",
    questions=(
        SheetQuestion(heading="2 · Hur kan det stärkas?", hint="", notes=NOTES),
        SheetQuestion(heading="3 · Vilket stöd?", hint="Resursbas", notes=()),
    ),
)
PROTOCOL = WorkshopProtocol(
    title="Vardagen",
    owner="Norrby",
    focus="Hur gör vi?",
    closed="2 november 2026",
    closed_iso="2026-11-02",
    marks=("Exempeldata",),
    groups=(GROUP, replace(GROUP, number=2, name="Humankapital")),
)


def test_the_protocol_has_every_group_with_its_line_notes_dots_and_what_they_became() -> None:
    page = workshop_paper(PROTOCOL)
    for words in (
        "Protokoll från workshopen Vardagen",
        "Humankapital",
        "Tid för dem som ska göra det.",
        "<strong>Tid</strong>: Två timmar · En &lt;dag&gt;",
        "3 prickar",
        "Blev åtgärd (Norrby).",
        "Inga lappar.",
        "Exempeldata",
    ):
        assert words in page


def test_a_sheet_is_of_one_group_and_says_so_in_its_title() -> None:
    page = workshop_paper(replace(PROTOCOL, groups=(GROUP,), is_sheet=True))
    assert "<title>Politiskt kapital: Vardagen, Norrby</title>" in page
    assert "workshop-sheet" in page


def test_a_question_with_several_parts_stands_once_and_a_sheet_leaves_out_the_parts_without_notes() -> None:
    parts = (
        SheetQuestion(heading="3 · Vilket stöd?", hint="Kunskapsbas", notes=NOTES),
        SheetQuestion(heading="3 · Vilket stöd?", hint="Resursbas", notes=()),
        SheetQuestion(heading="4 · Hos regionen?", hint="", notes=()),
    )
    protocol = replace(PROTOCOL, groups=(replace(GROUP, questions=parts),))
    paper, sheet = workshop_paper(protocol), workshop_paper(replace(protocol, is_sheet=True))
    assert paper.count("3 · Vilket stöd?") == sheet.count("3 · Vilket stöd?") == 1
    assert paper.count("Inga lappar.") == 2
    assert "Resursbas" in paper
    assert "Resursbas" not in sheet
    assert sheet.count("Inga lappar.") == 1, "the fourth question, which nobody answered"


def test_a_sheet_with_few_words_is_written_large() -> None:
    many = replace(GROUP, questions=(replace(GROUP.questions[0], notes=NOTES * 20),))
    assert "workshop-large" in workshop_paper(replace(PROTOCOL, groups=(GROUP,), is_sheet=True))
    assert "workshop-large" not in workshop_paper(replace(PROTOCOL, groups=(many,), is_sheet=True))
    assert "workshop-large" not in workshop_paper(PROTOCOL)


def test_the_same_words_have_the_same_fingerprint_and_others_another() -> None:
    assert PROTOCOL.fingerprint() == replace(PROTOCOL).fingerprint()
    assert PROTOCOL.fingerprint() != replace(PROTOCOL, focus="Varför?").fingerprint()
