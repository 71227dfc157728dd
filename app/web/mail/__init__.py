"""The log of sent mail, and the region's own wording of it."""
