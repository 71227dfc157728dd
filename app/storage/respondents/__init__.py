"""Respondents, personal links and open links."""
