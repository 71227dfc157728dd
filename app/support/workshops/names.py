"""What phases, questions and landings of a workshop are called, in Swedish."""

from collections.abc import Mapping

from app.support.catalogue.names import FORM_EXPLANATIONS, FORMS
from app.support.workshops.landing import LandingKind
from app.support.workshops.workshop import GroupPhase, NoteColumn, WorkshopState

STATES: Mapping[WorkshopState, str] = {
    WorkshopState.PLANNED: "Planerad",
    WorkshopState.RUNNING: "Pågår",
    WorkshopState.CLOSED: "Avslutad",
}
PHASES: Mapping[GroupPhase, str] = {
    GroupPhase.WRITE: "Skriv tyst",
    GroupPhase.SHOW: "Visa",
    GroupPhase.GROUP: "Gruppera",
    GroupPhase.PRIORITISE: "Prioritera",
    GroupPhase.ONE_LINER: "One-liner",
}
PHASE_TASKS: Mapping[GroupPhase, str] = {
    GroupPhase.WRITE: "Skriv en tanke på varje lapp. Ingen ser dina lappar än.",
    GroupPhase.SHOW: "Nu ser alla i gruppen lapparna. Läs upp dem för varandra och fyll på.",
    GroupPhase.GROUP: "Flytta lappar som hör ihop till samma rubrik. Slå ihop dem som säger samma sak.",
    GroupPhase.PRIORITISE: "Sätt dina prickar på det som betyder mest.",
    GroupPhase.ONE_LINER: "Enas om en mening som sammanfattar vad som krävs.",
}
LEADER_WAITS = "Gruppen skriver tyst. Du ser lapparna när du visar dem."
"""For one who leads and has not joined."""
STEP_BUTTONS: Mapping[GroupPhase, str] = {
    GroupPhase.WRITE: "Låt alla skriva tyst",
    GroupPhase.SHOW: "Visa lapparna",
    GroupPhase.GROUP: "Börja gruppera",
    GroupPhase.PRIORITISE: "Börja prioritera",
    GroupPhase.ONE_LINER: "Skriv one-liner",
}
"""What the leader presses to go there."""
QUESTIONS: Mapping[int, str] = {
    2: "Hur kan det här stärkas i kommunen?",
    3: "Vilket stöd vill ni ha av regionen?",
    4: "Vad behöver regionen ha på plats hos sig för att ge stödet?",
}
OWN_REGIONAL = "Lapparna skickas inte till regionen. De står kvar här och i protokollet."
OWN_REGIONAL_END = (
    "Lappar under Hos regionen skickas inte till regionen. Vill ni att den ska läsa dem, så lämna över protokollet."
)
OWN_REGIONAL_PAPER = "Lapparna har inte skickats till regionen."
"""What becomes of notes for the region in a kommun's own workshop, which the region does not read: on the board, at the
end and in the protocol."""
_THIS = "det här"
FIRST_FOCUS = "Vad behöver vi för att arbeta med omställningen tillsammans, över förvaltningsgränserna?"
"""What the form of a new workshop begins with."""
ONE_LINER_QUESTION = "Vad krävs, i en mening?"
COLUMNS: Mapping[NoteColumn, str] = {
    NoteColumn.STRENGTHEN: "Stärka i kommunen",
    NoteColumn.REGIONAL: "Hos regionen",
} | {column: FORMS[column.form] for column in NoteColumn if column.form is not None}
COLUMN_HINTS: Mapping[NoteColumn, str] = {
    column: FORM_EXPLANATIONS[column.form] for column in NoteColumn if column.form is not None
}
LANDINGS: Mapping[LandingKind, str] = {
    LandingKind.NEED: "Behov",
    LandingKind.ACTION: "Åtgärd",
    LandingKind.OFFER: "Erbjudande",
    LandingKind.EVIDENCE: "Underlag",
    LandingKind.REPORT: "Mening i rapporten",
}


def question_text(number: int, capital: str) -> str:
    """The question about a capital, by its name inside a sentence."""
    return QUESTIONS[number].replace(_THIS, capital)
