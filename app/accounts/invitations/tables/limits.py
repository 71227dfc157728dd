"""How much a list of people to invite may hold. Pages and messages read the limits from here."""

MAX_PEOPLE = 500
"""In one list: more than any kommun asks, few enough that each mail is sent within minutes."""
MAX_TEXT_CHARACTERS = 200_000
"""Of what is pasted, and of a file made into text."""
MAX_FILE_BYTES = 2_000_000
MAX_UNPACKED_BYTES = 10_000_000
"""Of everything in an Excel file: a list of 500 people takes 100 kB."""
MAX_PARTS = 300
MAX_SHEETS = 20
"""With addresses in them."""
MAX_COLUMNS = 200
"""An export of contacts from Outlook has some 90."""
MAX_ROWS = 5_000
"""With something in them: empty rows that are only formatted do not count."""
MAX_MERGED = 2_000
"""Cells that are merged over several rows."""
MAX_CELL_CHARACTERS = 1_000
MAX_ROLE_WORDS = 40
"""Different words for roles that are none of the role groups: more is a column of something else."""


def megabytes(size_bytes: int) -> str:
    """2000000 -> 2 MB."""
    return f"{size_bytes / 1_000_000:g}".replace(".", ",") + "\N{NO-BREAK SPACE}MB"
