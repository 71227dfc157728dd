"""Sign-in by mailed link or OpenID Connect, sessions, one's own account."""
