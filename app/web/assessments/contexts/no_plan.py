"""Context of a plan's pages before there is a result to plan from: what will stand there, and when."""

from dataclasses import dataclass
from datetime import date

from app.rounds.kernel.assessment import Assessment, Mode
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

BEGINS = {
    Mode.UNDECIDED: "Det går att skriva in dem när ni har svarat på frågorna.",
    Mode.SEVERAL: "Det går att skriva in dem när svarstiden är avslutad.",
    Mode.SIMPLE: "Det går att skriva in dem när svaren är inlämnade.",
}
MEANWHILE = {
    Mode.UNDECIDED: "Under tiden: fundera på vilka som behöver vara med när ni väljer åtgärder.",
    Mode.SEVERAL: "Under tiden: bestäm när ni ses, och fundera på vilka som behöver vara med när ni väljer åtgärder.",
    Mode.SIMPLE: "Under tiden: fundera på vilka som behöver vara med när ni väljer åtgärder.",
}
CLOSE_FIRST = "Er samordnare behöver avsluta svarstiden först."
"""Once the last day has passed, as answering does not end by itself."""


@dataclass(frozen=True, slots=True)
class NoPlanPage:
    frame: Frame
    url: str
    """Of the assessment."""
    begins: str
    meanwhile: str


def no_plan_page(frame: Frame, url: str, assessment: Assessment, today: date) -> NoPlanPage:
    last, mode = assessment.round.closes_on, assessment.mode
    if today <= last:
        begins = f"{BEGINS[mode]} Sista dagen att svara är {day(last)}."
    else:
        what_first = CLOSE_FIRST if mode is Mode.SEVERAL else BEGINS[mode]
        begins = f"Sista dagen att svara var {day(last)}. {what_first}"
    return NoPlanPage(frame=frame, url=url, begins=begins, meanwhile=MEANWHILE[mode])
