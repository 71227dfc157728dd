"""Words of the joint meeting: why there is none."""

from app.messages import Message

STILL_ANSWERING = Message("no-meeting-yet", "Det gemensamma mötet börjar när svarstiden är avslutad.")
ONE_ANSWERED = Message(
    "no-meeting-one-answered", "En person har svarat för hela kommunen. Då finns inga svar att enas om."
)
NOTHING_TICKED = Message(
    "nothing-ticked", "Kryssa i minst en fråga, eller gå vidare till frågorna att tala om. Ingenting har ändrats."
)
