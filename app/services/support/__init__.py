"""Support: the catalogue and a region's own version of it, suggestions, what kommuner need, offers and who signs up."""
