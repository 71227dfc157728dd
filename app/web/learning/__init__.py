"""Learning texts: to read in five minutes, to show on a screen, to take as PDF, and a pack for a meeting."""
