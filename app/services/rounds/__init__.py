"""A region's rounds: planning, opening and closing, the status board, reminders, trial rounds, quality of questions."""
