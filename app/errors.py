"""Faults that callers are expected to handle. They carry facts, never HTTP; `web/errors.py` gives them a page."""


class Invalid(OmstallningskollenError):  # noqa: N818
    """What was entered cannot be used as it is, and nothing was changed.

    `faults` tells for each field, by its name on the page, what to do, in Swedish.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(*faults.values())
        self.faults = dict(faults)
