"""A term of the vocabulary: one or two sentences about it, how one says it and not, and where it is measured."""

from dataclasses import dataclass

METHOD = "/metod"


@dataclass(frozen=True, slots=True)
class Link:
    """An address of ours, and what the link to it says."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """`key` is its anchor on /ord and its address below it, for ever. `brief` is one sentence that can stand alone;
    `more` follows it in the glossary."""

    key: str
    word: str
    brief: str
    more: str = ""
    article: str = ""
    """"en" or "ett", where one asks for the word with it."""
    say: str = ""
    """A sentence in which the word is used well."""
    avoid: str = ""
    """A sentence that says it badly, or another word for it that misleads."""
    measured: Link | None = None
    """Where the tool measures it, or says how."""
    source: str = ""
    forms: tuple[str, ...] = ()
    """The spellings that a learning text links to it. None: it is never linked by itself."""
    lesson: str = ""
    """Id of the learning text about it."""

    @property
    def name(self) -> str:
        """The word as it stands first in a line."""
        return self.word[:1].upper() + self.word[1:]

    @property
    def question(self) -> str:
        return f"Vad är {self.article} {self.word}?".replace("  ", " ")

    @property
    def url(self) -> str:
        return f"/ord/{self.key}"


@dataclass(frozen=True, slots=True)
class TermGroup:
    title: str
    terms: tuple[Term, ...]
