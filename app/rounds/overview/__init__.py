"""Kommuner side by side: whose result is shown, the distribution, shared gaps, who can be put in an order."""
