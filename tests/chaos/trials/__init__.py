"""Faults that are tried one by one, each by a function that takes a `Place` and tells what became of it."""
