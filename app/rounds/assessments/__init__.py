"""Targets, actions, and the versions of a result that is handed in."""
