"""Words of the joint meeting: why there is none."""

from app.messages import Message

STILL_ANSWERING = Message("no-meeting-yet", "Det gemensamma mötet börjar när svarstiden är avslutad.")
ONE_ANSWERED = Message("no-meeting-one-answered", "En person har svarat för alla. Då finns inga svar att enas om.")
NOTHING_TICKED = Message(
    "nothing-ticked", "Kryssa i minst en fråga, eller gå vidare till frågorna att tala om. Ingenting har ändrats."
)
ANOTHER_VOTE_IS_OPEN = Message(
    "another-vote-is-open", "Det pågår en omröstning om en annan fråga. Stäng den först. Ingenting har ändrats."
)
CHOOSE_A_VOTE = Message("choose-a-vote", "Välj ett av alternativen och rösta sedan. Inget är sparat än.")
VOTE_IS_OVER = Message(
    "vote-is-over", "Omröstningen stängdes innan din röst kom fram. Rösten räknades inte och är inte sparad."
)
