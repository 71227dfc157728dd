"""Scoring a file of answers offline: reading its table, naming every problem, the scored result."""
