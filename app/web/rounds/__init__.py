"""A region's rounds: planning, the board of kommuner, reminders, and how good the questions were."""
