"""The nouns of a round: Round, Assessment and their keys, sharing, and who may see what of whom."""
