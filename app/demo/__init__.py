"""The example region: real kommuner, invented people, answers and results. Exists only with the setting DEMO."""
