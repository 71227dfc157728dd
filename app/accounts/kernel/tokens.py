"""What is kept of a secret that somebody else holds, such as a token, and what tries are counted by."""

import hashlib


def hash_of(secret: str) -> str:
    """64 hex digits. Without salt: our tokens are too random to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
