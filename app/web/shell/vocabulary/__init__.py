"""The vocabulary: what a term is, and the groups of them."""
