"""Exchange between kommuner: the library of examples and its review, networks, asking the others, challenges, mail."""
