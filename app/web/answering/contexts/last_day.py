"""What is said once the last day to answer has passed.

Nothing happens by the clock: people can answer until somebody ends it (decision 0026). So everybody is told that, and
whom to turn to.
"""

from dataclasses import dataclass
from datetime import date

from app.reports.kernel.organisation_words import noun_of
from app.rounds.kernel.assessment import Assessment, Mode
from app.services.answering.respondent_place import RespondentPlace
from app.web.shell.formatting import day


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day with its label, and what to say where it has passed and answering goes on; otherwise empty."""

    label: str
    day: date
    overdue: str = ""


def last_day_of(assessment: Assessment, today: date, overdue: str) -> LastDay:
    round_ = assessment.round
    label = "Svara senast" if today <= round_.closes_on else "Sista dag att svara var"
    is_overdue = round_.is_overdue(today) and assessment.answering_closed_at is None and assessment.approved_at is None
    text = f"Sista dagen att svara var {day(round_.closes_on)}. {overdue}"
    return LastDay(label, round_.closes_on, text if is_overdue else "")


def for_respondent(place: RespondentPlace, contact: str, today: date) -> LastDay:
    """`contact` is the region's, empty when it has told none. Only who fills in the kommun's one place is given it."""
    if place.closed_because() is not None:
        return last_day_of(place.assessment, today, "")
    until = "tills regionen stänger omgången" if place.respondent.for_kommun else "tills svarstiden avslutas"
    return last_day_of(place.assessment, today, f"Det går att svara {until}. {whom_to_ask(place, contact)}")


def whom_to_ask(place: RespondentPlace, contact: str) -> str:
    if place.respondent.for_kommun:
        return f"Har ni frågor? Kontakta {contact or 'regionens samordnare'}."
    noun = noun_of(is_association=place.assessment.is_association)
    return f"Har du frågor? Vänd dig till den i {noun.the} som bjöd in dig."


_REMAINS = {
    Mode.UNDECIDED: "Det går att svara tills regionen stänger omgången. Välj nu hur ni vill svara.",
    Mode.SIMPLE: "Det går att svara tills regionen stänger omgången. Lämna in svaren när de är klara.",
    Mode.SEVERAL: (
        "Det går att svara tills ni avslutar svarstiden eller regionen stänger omgången. "
        "Påminn dem som inte är klara, eller avsluta svarstiden."
    ),
}


def for_coordinator(assessment: Assessment, contact: str, today: date) -> LastDay:
    ask = f"Behöver ni mer tid? Be {contact or 'regionens samordnare'} flytta sista dagen."
    return last_day_of(assessment, today, f"{_REMAINS[assessment.mode]} {ask}")
