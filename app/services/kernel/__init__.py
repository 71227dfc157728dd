"""What every use case needs: permission checks, the audit log's writer, rate limits, contacts."""
