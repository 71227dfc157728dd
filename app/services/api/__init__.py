"""API tokens, and what programs read with them."""
