"""A learning text on paper: the handout's content, frozen."""
