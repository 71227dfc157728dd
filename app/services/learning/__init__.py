"""Learning texts: reading them once, one with its level 2 in the questionnaire's words, and its file."""
