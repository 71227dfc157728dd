"""Needs of several kommuner together: who seeks the same, what is covered, what a kommun may know of the others."""
