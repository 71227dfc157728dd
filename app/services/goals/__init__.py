"""A region's common goals: setting and ending them, and following them over the years."""
