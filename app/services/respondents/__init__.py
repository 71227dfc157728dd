"""Inviting people to answer, personal and open links, reminders."""
