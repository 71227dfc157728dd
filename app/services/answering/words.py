"""Words of answering: why nobody can answer, or hand in, now."""

from datetime import date

from app.messages import Message
from app.reports.kernel import wording

NOTHING_ANSWERED = Message(
    "nothing-answered", "Du har inte svarat på någon fråga än. Svara på minst en fråga innan du lämnar in."
)
HANDED_IN = Message("answers-handed-in", "Svaren är redan inlämnade och kan inte ändras.")
MAY_TAKE_BACK = Message(
    "answers-may-be-taken-back", "Svaren är redan inlämnade. Vill du ändra något kan du ångra inlämningen."
)
JOINT_ANSWERS_REOPEN = Message(
    "joint-answers-reopen",
    "Svaren är era gemensamma. Er samordnare kan öppna dem igen på sidan om självskattningen.",
)
CLOSED_NOT_HANDED_IN = Message(
    "round-closed-not-handed-in",
    "Omgången är stängd. Det ni sparat finns kvar, och blir era svar när ni lämnar in.",
)
ANSWERING_ENDED = Message(
    "answering-ended", "Er samordnare har avslutat svarstiden. Det du sparat finns kvar och räknas."
)
WITHDRAWN = Message(
    "own-invitation-withdrawn", "Inbjudan att svara är tillbakadragen. Det du sparat finns kvar och räknas."
)
ONE_ANSWERS_NOW = Message(
    "one-answers-for-all-now",
    "En svarar nu för alla. Det du har sparat finns kvar, men räknas inte och visas inte.",
)
ROUND_CLOSED = Message("round-closed", "Omgången är stängd. Det du sparat finns kvar och räknas.")


def opens_later(day: date) -> Message:
    return Message(
        "round-opens-later",
        f"Omgången har inte öppnat än. Den är planerad att öppna {wording.date(day)}.",
        {"day": day},
    )


# Calendar files
CALENDAR_LAST_DAY = "Sista dag att svara: {title} {year}, {kommun}"
CALENDAR_MEETING = "Gemensamt möte: {title} {year}, {kommun}"
CALENDAR_MEETING_TEXT = "Ni går igenom den samlade bilden och enas om en nivå per fråga."
CALENDAR_PERSONAL_LINK = "Svara med din personliga länk. Den står i mejlet med din inbjudan."
CALENDAR_YEAR = "Följ hur det går och påminn dem som inte är klara: {url}"
