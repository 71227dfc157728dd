"""Results: scoring what is stored, comparison with earlier years and others, sharing, reports and their files."""
