"""Support: published editions of the catalogue, a region's own versions of items, needs, offers and sign-ups."""
