"""Support: the region's catalogue, a kommun's suggestions and needs, and adapting items."""
