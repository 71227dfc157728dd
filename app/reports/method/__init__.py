"""The method explained: its text, sources and limits, for both editions."""
