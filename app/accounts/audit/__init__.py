"""The audit log: classes of events with their exact fields, the hash chain, files of it."""
