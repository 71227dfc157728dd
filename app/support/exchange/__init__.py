"""Exchange between kommuner: examples and their reuse, networks, questions to the others, shared challenges."""
