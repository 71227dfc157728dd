"""Results that anybody may read."""
