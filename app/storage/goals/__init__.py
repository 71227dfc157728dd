"""A region's goals, and its decisions on ambition."""
