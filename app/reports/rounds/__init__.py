"""The quality of a round's questions, in words."""
