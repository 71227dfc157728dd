"""Words too long for a column, such as a share link or a compound without hyphen: marked so that they alone may break.

A table is as wide as its longest unbreakable word. To let every word break anywhere would make columns of single
letters, so only a word that could push another column off the paper may (`.long-word`, `.long-link` in tokens.css).
"""

import re

from markupsafe import Markup, escape

MAX_WHOLE_LENGTH = 20
"""Letters. Five columns of such words still stand beside each other on A4."""
_LONG = re.compile(rf"([^\s\u00a0]{{{MAX_WHOLE_LENGTH + 1},}})")
_OF_LETTERS = re.compile(r"\W*[^\W\d_]+\W*")


def breakable(text: str) -> Markup:
    """The text escaped, its long words in spans: a compound is hyphenated, a link only broken, so that it stays one."""
    pieces = _LONG.split(text)
    return Markup("").join(_marked(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))


def _marked(word: str) -> Markup:
    kind = "long-word" if _OF_LETTERS.fullmatch(word) else "long-link"
    return Markup('<span class="{}">{}</span>').format(kind, word)
