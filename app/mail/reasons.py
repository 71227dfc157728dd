"""What a mail server says about a mail, as it may be kept and shown: short, one line, without anybody's address."""

import re

_ADDRESS = re.compile(r"<?[^\s<>()\"',;:]+@[^\s<>()\"',;]+>?")
MAX_CHARACTERS = 300


def redact_addresses(reply: str, to_address: str = "") -> str:
    """`to_address` is the mail's own; its part before the @ is left out too, where it stands as a word."""
    text = _ADDRESS.sub("(adressen)", " ".join(reply.split()))
    name = to_address.rpartition("@")[0]
    if name:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "(adressen)", text, flags=re.IGNORECASE)
    return "".join(letter for letter in text if letter.isprintable())[:MAX_CHARACTERS]
