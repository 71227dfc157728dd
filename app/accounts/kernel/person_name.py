"""What a person may be called: which text is a name, and what to do about one that is not."""

MAX_CHARACTERS = 100


def read_own_name(text: str) -> str | None:
    """The name with single spaces; None for a text that is none."""
    name = " ".join(text.split())
    return name if name and len(name) <= MAX_CHARACTERS and name.isprintable() else None
