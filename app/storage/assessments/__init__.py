"""Targets and actions of an assessment."""
