"""How a questionnaire file is read, in this order: reading, composer, validation, rules, continuity."""
