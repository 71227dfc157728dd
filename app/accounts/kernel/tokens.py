"""Tokens: made from the form that asks for them, so that a form sent twice makes one; stored as a hash alone."""

import base64
import hashlib
import hmac


def hash_of(secret: str) -> str:
    """64 hex digits. Without salt: our tokens are too random to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of_form(place: str, form: str, session_secret: str, size: int = 32) -> str:
    """The token that one form makes, sent from one signed-in browser: the same however often it is sent.

    Base64url of so many bytes: 43 characters of 32, 22 of 16, which somebody may write by hand. It cannot be told from
    the form, only from the form together with the browser's session.
    """
    digest = hmac.new(session_secret.encode(), f"{place}\n{form}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:size]).decode().rstrip("=")
