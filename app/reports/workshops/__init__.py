"""A workshop on paper: its protocol, and a large sheet for each capital."""
