"""The installation, regions and kommuner: their pages, people, notices and the front page."""
