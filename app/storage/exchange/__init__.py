"""Exchange between kommuner: examples and reuse, networks with seats and meetings, questions, challenges."""
