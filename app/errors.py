"""Faults that callers are expected to handle. They carry facts, never HTTP; `web/errors.py` gives them a page."""

from collections.abc import Mapping
from datetime import datetime


class OmstallningskollenError(Exception):
    """Base of every fault this product raises on purpose."""


class NotFound(OmstallningskollenError):  # noqa: N818  says what it is to the caller
    """There is no such thing, or the one who asks may not know of it: the two look the same."""


class NotSignedIn(OmstallningskollenError):  # noqa: N818
    """Nobody is signed in, and what was asked for needs somebody."""


class Refused(OmstallningskollenError):  # noqa: N818
    """Something the one who asks may know of but not do now. `message` is Swedish and says what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAvailableError(Refused):
    """What was asked for is not there: not yet, or not in this kind of round. `message` says when it is."""


class TooMany(OmstallningskollenError):  # noqa: N818
    """Something was tried too often. `message` is Swedish and says what; there is room for it again at `again_at`."""

    def __init__(self, message: str, again_at: datetime) -> None:
        super().__init__(message)
        self.message = message
        self.again_at = again_at


class Invalid(OmstallningskollenError):  # noqa: N818
    """What was entered cannot be used as it is, and nothing was changed.

    `faults` tells for each field, by its name on the page, what to do, in Swedish.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(*faults.values())
        self.faults = dict(faults)
