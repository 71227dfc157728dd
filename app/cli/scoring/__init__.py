"""The commands check and score: reading files, calling the pure floor, printing tables."""
