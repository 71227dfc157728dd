"""Questionnaires, answers and results as values: how maturity is scored, compared over years, with its uncertainty."""
