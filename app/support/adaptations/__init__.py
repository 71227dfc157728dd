"""A region's own version of the catalogue: items it has adapted, added or retired, and reading one from its form."""
