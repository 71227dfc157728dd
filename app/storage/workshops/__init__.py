"""Workshops, their groups and participants, notes with dots, and what notes became."""
