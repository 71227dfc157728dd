"""Errors that callers are expected to handle. They carry facts, never HTTP; `web/errors.py` gives them a page.

What they say to people is a `Message` where a service raises them, and a plain sentence where a pure floor does.
"""

from collections.abc import Mapping
from datetime import datetime


class OmstallningskollenError(Exception):
    """Base of every error this product raises on purpose."""


class NotFoundError(OmstallningskollenError):
    """There is no such thing, or the one who asks may not know of it: the two look the same."""


class NotSignedInError(OmstallningskollenError):
    """Nobody is signed in, and what was asked for needs somebody."""


class KeyEndedError(NotSignedInError):
    """Somebody without an account asks with a key that opens nothing any more: signing in would not help."""


class PermissionDeniedError(OmstallningskollenError):
    """Something the one who asks may know of but not do now. `message` is Swedish and says what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAuthorizedError(PermissionDeniedError):
    """No role of the one who asks gives the right to it, at any moment. `message` says who can change that.

    Only for somebody inside the organisation; to others it is NotFoundError.
    """


class NotAvailableError(PermissionDeniedError):
    """What was asked for is not there: not yet, or not in this kind of round. `message` says when it is."""


class RateLimitedError(OmstallningskollenError):
    """Something was tried too often. `message` is Swedish and says what; there is room for it again at `again_at`."""

    def __init__(self, message: str, again_at: datetime) -> None:
        super().__init__(message)
        self.message = message
        self.again_at = again_at


class InvalidInputError(OmstallningskollenError):
    """What was entered cannot be used as it is, and nothing was changed.

    `errors` tells for each field, by its name on the page, what to do, in Swedish.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(*errors.values())
        self.errors = dict(errors)
