"""Mail: queueing in a transaction, the background sender, retries and bounces, the log, a region's wording."""
