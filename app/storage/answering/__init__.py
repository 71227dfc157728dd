"""Saved answers, and who has answered how much."""
