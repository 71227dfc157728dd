"""Linking words of the vocabulary where a text uses them for the first time. Pure: HTML in, HTML out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup

from app.web.shell.vocabulary.term import Term

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_UNLINKED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code"})
"""Inside these nothing is linked: a link in a link is no HTML, and a heading is read as a name."""


def link_first_uses(fragments: Sequence[str], terms: Iterable[Term]) -> tuple[Markup, ...]:
    """The fragments of one text, in its order, with each term linked once: where one of its `forms` stands first.

    `fragments` are safe HTML as `to_html` gives it. Whole words only, whatever their case; of two forms that begin at
    the same place the longer one counts.
    """
    by_form = {form.lower(): term for term in terms for form in term.forms}
    if not by_form:
        return tuple(map(Markup, fragments))
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w&-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    keys: set[str] = set()

    def link(match: re.Match[str]) -> str:
        term = by_form[match[0].lower()]
        if term.key in keys:
            return match[0]
        keys.add(term.key)
        return f'<a class="term-link" href="{term.url}">{match[0]}</a>'

    return tuple(Markup("".join(_linked_pieces(fragment, pattern, link))) for fragment in fragments)  # noqa: S704


def _linked_pieces(fragment: str, pattern: re.Pattern[str], link: Callable[[re.Match[str]], str]) -> Iterator[str]:
    """Tags as they are, and the text between them linked unless an element around it forbids it."""
    depth = 0
    for piece in _TAG.split(fragment):
        name = _NAME.match(piece)
        if name is None:
            yield piece if depth else pattern.sub(link, piece)
            continue
        if name[1] in _UNLINKED:
            depth += -1 if piece.startswith("</") else 1
        yield piece
