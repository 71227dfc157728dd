"""Agreed answers, counts of single answers, and the version of a joint meeting."""
