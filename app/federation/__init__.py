"""Signing in through people's own organisations: which providers of OpenID Connect are trusted, and talking to them."""
