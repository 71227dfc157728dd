"""The agenda of a joint meeting as plain text, to be sent to those who take part. It says nothing of what anybody
answered, since it leaves the service.
"""

from app.assessment.meeting.agenda import (
    ACCEPTING_MINUTES,
    CLOSING_MINUTES,
    MEETING_MINUTES,
    OPENING_MINUTES,
    Agenda,
    AgendaItem,
)
from app.reports.kernel.wording import count


def agenda_text(title: str, agenda: Agenda) -> str:
    """Its points with their minutes, numbered as on the page."""
    points = [f"Inledning ({OPENING_MINUTES} min)"]
    if agenda.agreeing:
        amount = count(len(agenda.agreeing), "fråga", "frågor")
        points.append(f"Godta där vi är eniga: {amount} ({ACCEPTING_MINUTES} min)")
    if agenda.talking:
        lines = "\n".join(_line(item) for item in agenda.talking)
        points.append(f"Frågor att tala om ({agenda.talking_minutes} min)\n{lines}")
    points.append(f"Parkerade frågor och avslut ({CLOSING_MINUTES} min)")
    point_lines = "\n".join(f"{place}. {point}" for place, point in enumerate(points, start=1))
    beyond = f"\n\n{beyond_sentence(agenda)}" if agenda.beyond else ""
    return f"{title}\nDagordning, {agenda.minutes} av {MEETING_MINUTES} minuter\n\n{point_lines}{beyond}\n"


def order_sentence(agenda: Agenda) -> str:
    """In which order the questions to talk about stand: by what may be shown of the answers, where any of it may."""
    if any(item.is_disputed for item in agenda.talking):
        return "Det ni ser mest olika på kommer först."
    return "Det går inte att visa var ni ser olika, så frågorna står i formulärets ordning."


def beyond_sentence(agenda: Agenda) -> str:
    """What there is no time for, and what becomes of it."""
    amount = count(len(agenda.beyond), "fråga", "frågor")
    if any(item.talk.spread.everyone is None for item in agenda.beyond):
        return f"{amount} hinns inte med. Där för få har svarat blir det inget resultat förrän ni enas. Boka mer tid."
    return f"{amount} hinns inte med. Där skiljer sig svaren minst, och medlet av svaren gäller om ni inte tar upp dem."


def _line(item: AgendaItem) -> str:
    return f"   – {item.capital.name}: {item.talk.question.text} ({item.minutes} min)"
