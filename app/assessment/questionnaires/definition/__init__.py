"""How a questionnaire file is read, in this order: reading, nodes, structure, rules, continuity."""
