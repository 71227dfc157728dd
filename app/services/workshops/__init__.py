"""Workshops: planning, joining by link, leading them through their phases, notes and dots, and where they land."""
