"""Words of a region's common goals."""

from app.messages import Message

NO_ROUND_YET = Message(
    "goal-without-round",
    "Ett mål utgår från frågorna i en omgång. Planera den första omgången, så kan du sätta mål här.",
)
GOAL_CHANGED = Message("goal-changed-meanwhile", "Någon annan har ändrat målet. Läs den nya texten och spara igen.")
GOAL_ENDED = Message("goal-ended", "Målet är avslutat och går inte att ändra. Sätt ett nytt mål i stället.")
