"""Routes of the learning texts."""
