"""Support: the catalogue and a region's own version of it, suggestions to a kommun, and what kommuner need."""
