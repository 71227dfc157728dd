"""From which day it is no longer to be known who answered in a round."""

import calendar
from datetime import date


def unlinked_from(closed_on: date, months: int) -> date:
    """So many whole months after the round was closed; the last of a month that lacks the day. Raises ValueError for
    less than one month: then people would be unlinked while the round is still being worked with."""
    if months < 1:
        raise ValueError("people are known for at least a month")
    year, month = divmod(closed_on.year * 12 + closed_on.month - 1 + months, 12)
    return date(year, month + 1, min(closed_on.day, calendar.monthrange(year, month + 1)[1]))
