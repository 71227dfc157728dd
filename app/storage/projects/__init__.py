"""The project bank: ideas and who is with them, points, decisions, projects, and calls for funding."""
