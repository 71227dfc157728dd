"""The example region: choosing who to be, and its mail."""
