"""Why a mail did not arrive, in plain Swedish. (Where it has come to is worded in `wording.py`.)"""

import re

TRIED_AGAIN = "försöker igen"
_REASONS = (
    (r"\b[45]\.1\.(0|1|2|3|6|10)\b", "Adressen finns inte."),
    (r"\b[45]\.2\.2\b", "Brevlådan är full."),
    (r"\b[45]\.2\.1\b", "Brevlådan är stängd."),
    (r"\b[45]\.4\.\d+\b", "Mottagarens mejlserver går inte att nå."),
    (r"\b[45]\.7\.\d+\b", "Mottagarens mejlserver släppte inte igenom mejlet."),
    (r"(?i)\b55\d\b.*(unknown|no such|not exist|not found|finns inte|okänd)", "Adressen finns inte."),
)
"""By the enhanced status codes of RFC 3463, or what servers without them use to say."""


def reason_in_words(problem: str) -> str:
    """In plain words what the mail server said; empty where that cannot be told."""
    return next((words for pattern, words in _REASONS if re.search(pattern, problem)), "")
