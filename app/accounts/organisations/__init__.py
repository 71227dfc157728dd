"""Regions and kommuner as they are filled in: the country's kommuner, pasted lists, the accessibility statement."""
