"""Ratios of the product to the barest thing that does the same work, both measured in one run (docs/performance.md)."""
