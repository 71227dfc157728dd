"""Hash of a secret such as a token: all that is stored of it, and what tries are counted by."""

import hashlib


def hash_of(secret: str) -> str:
    """64 hex digits. Without salt: our tokens are too random to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
