"""Exchange between kommuner: the library of examples, networks, questions to the others, challenges."""
