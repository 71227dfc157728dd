"""Rows that most wings need: assessments and their locks, the audit log, background jobs, rate limits."""
