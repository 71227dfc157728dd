"""Links as mail programs hand them on, with a full stop, a bracket or half a sentence stuck to them."""

import re

_TOKEN = re.compile(r"[A-Za-z0-9_-]*")


def token_in(segment: str) -> str:
    """The token that a link's last segment begins with; empty when there is none.

    A token of 16 or 32 bytes in base64url never ends in - or _, since its last character holds only a few bits.
    """
    match = _TOKEN.match(segment)
    return "" if match is None else match[0].rstrip("-_")
