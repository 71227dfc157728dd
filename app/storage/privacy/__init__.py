"""Erasure and removal of rows, register extracts, and every column that names a person."""
