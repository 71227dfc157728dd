"""Regions, kommuner, roles in them, notices."""
