"""Use cases: each function is one transaction, one permission check and, where something changed, one audit event."""
