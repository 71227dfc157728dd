"""Regions, kommuner, roles and who has them, size groups, notices, the page one comes to first."""
