"""The attention ledger: how many hours the region's own offers ask of a kommun, month by month and of whom."""
