"""A whole region or kommun as rows: which belong to it, reading them, and adding them to another database."""
