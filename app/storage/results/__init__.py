"""What results are compared with: earlier years, and benchmarks kept as they were made. Stored scores."""
