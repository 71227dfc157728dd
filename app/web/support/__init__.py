"""Support: the region's catalogue, a kommun's suggestions and needs, adapting items, offers and signing up to them."""
