"""API tokens by their hash."""
