"""What is stored, as a whole and in parts: backups, moving elsewhere, scores, audit log, personal data."""
