"""Signing in by mail or through one's own organisation, signing out, and one's own account."""
