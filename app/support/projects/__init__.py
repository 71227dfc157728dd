"""The project bank: ideas and the gates they pass, points, decisions, projects, calls for funding."""
