"""The audit log, erasure, retention, disclosure, and what is stored about oneself."""
