"""Roles and permissions, and what is written to and noted about people: mail, audit events, invitations, notices."""
