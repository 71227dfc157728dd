"""Rounds and the mail about them."""
