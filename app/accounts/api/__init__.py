"""Scopes: what an API token may read."""
