"""Comparison: change between years on shared questions, Holm's correction, benchmarks and rank intervals."""
