"""Progress: what a round's plan must say, where round and kommuner stand, and what to do next."""
