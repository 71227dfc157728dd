"""Support: published editions of the catalogue, a region's own versions of items, and needs."""
