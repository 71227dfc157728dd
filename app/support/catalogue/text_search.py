"""Search in short Swedish texts, in memory, by the stems of words (Snowball): some hundred of them need no engine.

Ranking: each word of the query counts the best it comes to anywhere in a document. That is the weight of the field,
whole where the stems are the same, half where a word of the text begins with the stem ("budget" in "budgetprocess"),
and a quarter where it stands further in ("beslut" in "nämndbeslut"). Documents that have every word of the query come
before those that have some; then the sum decides, then the order in which they were given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, cast

Document = TypeVar("Document")
SAME_STEM, BEGINNING, WITHIN = 4, 2, 1
"""In quarters of a field's weight."""
MIN_BEGINNING, MIN_WITHIN = 3, 4
"""The fewest letters of a stem that may be the beginning of a word, or stand within one."""
MAX_QUERY_LENGTH = 200
NEUTER = "et"
"""The ending of "nätverket", which Snowball leaves. Taken from every word alike, it does no harm to "budget"."""
_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = """
    alla att av den det de dem den du eller en er era ert ett för från får ha har hur i in inte kan med men mer ni nu
    när och om på sig sin som så till under upp ut vad var vi vid vilka vilken är
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
WeightedTexts = Mapping[int, Iterable[str]]
"""Weight of a field -> its texts, from the lightest to the heaviest."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - as the library calls it


@dataclass(frozen=True, slots=True)
class TextHit(Generic[Document]):
    """A document that answers a query; `has_all` when every word of it is there. `score` counts quarters."""

    document: Document
    score: int
    has_all: bool


class TextSearch(Generic[Document]):
    """An index of documents, each with its texts by the weight of the field that they stand in."""

    def __init__(self, documents: Iterable[tuple[Document, WeightedTexts]]) -> None:
        import snowballstemmer  # noqa: PLC0415  it loads the stemmers of thirty languages

        self._stemmer = cast("_Stemmer", snowballstemmer.stemmer("swedish"))
        self._index = tuple((document, self._weights(texts)) for document, texts in documents)
        self._vocabulary = frozenset(word for _, weights in self._index for word in weights)

    def search(self, query: str) -> tuple[TextHit[Document], ...]:
        """The documents that have any word of the query, best first. A query without words finds nothing.

        Only the first `MAX_QUERY_LENGTH` characters are read.
        """
        stems = tuple(dict.fromkeys(self._stems(query[:MAX_QUERY_LENGTH])))
        likenesses = [self._alike(stem) for stem in stems]
        hits = [hit for document, weights in self._index if (hit := _hit(document, weights, likenesses)) is not None]
        return tuple(sorted(hits, key=lambda hit: (not hit.has_all, -hit.score)))

    def _alike(self, stem: str) -> dict[str, int]:
        """The words of the documents that are like a stem, with how much."""
        return {word: likeness for word in self._vocabulary if (likeness := _likeness(stem, word))}

    def _weights(self, texts: WeightedTexts) -> dict[str, int]:
        """Stem -> the weight of the best field that it stands in."""
        fields = sorted(texts.items())
        return {stem: weight for weight, field in fields for text in field for stem in self._stems(text)}

    def _stems(self, text: str) -> Iterator[str]:
        for word in _WORD.findall(text.casefold()):
            if word not in STOP_WORDS:
                stem = self._stemmer.stemWord(word)
                yield stem.removesuffix(NEUTER) if len(stem) >= MIN_BEGINNING + len(NEUTER) else stem


def _hit(document: Document, weights: Mapping[str, int], likenesses: list[dict[str, int]]) -> TextHit[Document] | None:
    scores = [
        max((weights[word] * likeness for word, likeness in alike.items() if word in weights), default=0)
        for alike in likenesses
    ]
    return TextHit(document, sum(scores), all(scores)) if any(scores) else None


def _likeness(stem: str, word: str) -> int:
    if word == stem:
        return SAME_STEM
    if len(stem) >= MIN_BEGINNING and word.startswith(stem):
        return BEGINNING
    return WITHIN if len(stem) >= MIN_WITHIN and stem in word else 0
