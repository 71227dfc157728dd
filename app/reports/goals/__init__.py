"""A region's common goals in words: what is aimed at, where it stands, and over the same kommuner in two years."""
