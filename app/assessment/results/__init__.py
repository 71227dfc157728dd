"""Scoring: consensus of pools, exact index, level with its caps, direction, coverage and interval per capital."""
