"""Offers of support: what somebody offers, who signs up, who gets the places, and who may decide at the table."""
