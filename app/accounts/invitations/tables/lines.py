"""Lists without columns: addresses in any order and with anything between, as mail programs and texts have them."""

import re
from collections.abc import Iterator

from app.accounts.invitations.tables.limits import MAX_CELL_CHARACTERS
from app.accounts.invitations.tables.reading import ListRow
from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address

_BULLET = re.compile(r"^[ \t]*(?:[•·‣⁃▪◦●○■□☐☑✓➢►*–—-][ \t]+|[•·‣⁃▪◦●○■□☐☑✓➢►]|\(?\d{1,3}[.)][ \t]+)", re.MULTILINE)
_MAIL_FIELD = re.compile(
    r"^[ \t]*(?:till|kopia|dold kopia|från|to|cc|bcc|from|e-?post|e-?mail|mejl|mail)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_BRACKETED_LINK = re.compile(r"\[[ \t]*mailto:([^\[\]\n]*)\]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<([^<>\n]*)>")
_BETWEEN = re.compile(r"[,;]")
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"|/]+@[^\s@,;:<>()\[\]\"|/?]+")
_JOINING = frozenset({"och", "eller", "samt", "and", "&", "+", "/", "|", "-", "–", "—"})
_AROUND_NAME = " \t:,;–—-"
_QUOTES = "\"'”“’‘"


def without_bullets(text: str) -> str:
    """Without what begins the lines of lists and of the heads of mails."""
    return _MAIL_FIELD.sub("", _BULLET.sub("", text))


def read_lines(text: str) -> Iterator[ListRow]:
    """Each address with the name beside it, and whatever else stands there as a row of its own."""
    for number, line in enumerate(_BRACKETED_LINK.sub(r"<\1>", text).split("\n"), 1):
        yield from _read_line(number, line)


def addresses_in(cell: str) -> tuple[str, ...]:
    """The different addresses in a cell, as they are written there; none where anything like an address is in error."""
    if cell.lstrip().startswith("=") or len(cell) > MAX_CELL_CHARACTERS:
        return ()
    different: dict[str, str] = {}
    for spelling in _ADDRESS.findall(cell):
        address = read_pasted_address(spelling)
        if isinstance(address, AddressProblem):
            return ()
        different.setdefault(address, spelling)
    return () if "@" in _ADDRESS.sub("", cell) else tuple(different.values())


def name_before_bracket(cell: str) -> str:
    """Sara Lind <sara@ale.se> -> Sara Lind; nothing where there is no name."""
    before, bracket, _ = _BRACKETED_LINK.sub(r"<\1>", cell).partition("<")
    return turned(before) if bracket and "@" not in before else ""


def turned(name: str) -> str:
    """Lind, Sara -> Sara Lind, without quotes and signs around."""
    bare = " ".join(name.strip(_AROUND_NAME).split())
    if len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES:
        bare = bare[1:-1].strip()
    last, comma, first = bare.partition(", ")
    return f"{first} {last}" if comma and "," not in first else bare


def _read_line(number: int, line: str) -> Iterator[ListRow]:
    """Names with addresses in brackets, as mail programs copy them, and whatever stands between and after those."""
    rest = 0
    for match in _IN_BRACKETS.finditer(line):
        *before, name = _split_before(line[rest : match.start()])
        rest = match.end()
        address = match[1].strip()
        for part in before:
            if not _is_same(part, address):
                yield from _read_part(number, part)
        yield ListRow(number, address, turned(name))
    for part in _BETWEEN.split(line[rest:]):
        yield from _read_part(number, part)


def _is_same(part: str, address: str) -> bool:
    """'sara@ale.se' <mailto:sara@ale.se>"""
    read = read_pasted_address(part)
    return not isinstance(read, AddressProblem) and read == read_pasted_address(address)


def _split_before(text: str) -> list[str]:
    """What stands before a bracket: addresses of their own, and last the name, which may have a comma in it."""
    parts = [part.strip() for part in _BETWEEN.split(text)]
    own = max((place for place, part in enumerate(parts) if "@" in part), default=-1) + 1
    if ";" in text:
        own = max(own, len(parts) - text.rpartition(";")[2].count(",") - 1)
    return [*filter(None, parts[:own]), ", ".join(filter(None, parts[own:]))]


def _read_part(number: int, part: str) -> Iterator[ListRow]:
    """Addresses with spaces between, or one with a name before or after it."""
    words = part.replace("(", " ").replace(")", " ").split()
    addresses = [word for word in words if "@" in word]
    if len(addresses) == 1:
        name = " ".join(word for word in words if "@" not in word)
        yield ListRow(number, addresses[0], name if name.startswith("=") else turned(name))
    elif len(addresses) > 1 and all("@" in word or word.casefold() in _JOINING for word in words):
        yield from (ListRow(number, address) for address in addresses)
    elif any(character.isalnum() for word in words for character in word):
        yield ListRow(number, " ".join(words))
