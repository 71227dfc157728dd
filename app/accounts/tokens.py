"""What is kept of a secret that somebody else holds: a session's token, the token in a link, what tries are counted by."""

import hashlib


def hash_of(secret: str) -> str:
    """64 hex digits. Without salt: our tokens are too random to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
