"""What a page says is left before an idea can be a project: what is not met, and apart from it what is not known."""

from app.support.projects.gates import GateState, MeasuredGap, gates
from app.web.projects.contexts.parts import missing_words
from tests.unit.support.projects.builders import an_idea, joining, owner

DONE = an_idea(owner(1), owner(2), joining(3), receiver="Chefen", follow_up="Varje år")


def test_a_gap_that_is_not_known_to_the_reader_is_not_said_to_be_missing() -> None:
    assert missing_words(gates(DONE, MeasuredGap(GateState.NOT_KNOWN, 2025))) == (
        "Ännu inte känt: om minst tre kommuner har glappet."
    )
    of_region = MeasuredGap(GateState.NOT_MET, 2025, kommuner=2, scored=9)
    assert missing_words(gates(DONE, of_region)) == "Saknas: ett mätt glapp eller ett lagkrav."
    assert missing_words(gates(DONE, MeasuredGap(GateState.MET, 2025))) == ""


def test_what_is_missing_stands_before_what_is_not_known() -> None:
    assert missing_words(gates(an_idea(), MeasuredGap(GateState.NOT_KNOWN))) == (
        "Saknas: mottagare i linjen och hur den följs upp. Ännu inte känt: vilka kommuner som vill vara med, "
        "vilka ägare som får besluta och om minst tre kommuner har glappet."
    )
