"""A region's own version of the catalogue: items that it has adapted, added or retired."""
