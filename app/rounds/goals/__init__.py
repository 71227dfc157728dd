"""Common goals of a region: what is decided, how far its kommuner have come, and which years can be compared."""
