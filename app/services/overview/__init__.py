"""Kommuner side by side for the region: overview, rank order, board report, exports, reports in one file, open data."""
