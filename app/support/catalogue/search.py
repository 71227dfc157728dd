"""Search in a catalogue, in memory, by the stems of Swedish words (Snowball): some fifty short texts need no engine.

Ranking: each word of the query counts the best it comes to anywhere in the item. That is the weight of the field
(title 6, what it gives 4, the rest 2), whole where the stems are the same, half where a word of the text begins with
the stem ("budget" in "budgetprocess"), and a quarter where it stands further in ("beslut" in "nämndbeslut"). Items
that have every word of the query come before those that have some; then the sum decides, then the catalogue's order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

import snowballstemmer

from app.support.catalogue.catalogue import Catalogue, CatalogueItem
from app.support.catalogue.names import CTM_PARTS, FORMS, GOVERNANCE, TARGET_GROUPS, capital_name

TITLE, GIVES, REST = 6, 4, 2
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


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - as the library calls it


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An item that answers a query; `has_all` when every word of it is there. `score` counts quarters."""

    item: CatalogueItem
    score: int
    has_all: bool


class CatalogueSearch:
    """An index of one catalogue. `capital_names` has the capitals' names by id, which can be searched for too."""

    def __init__(self, catalogue: Catalogue, capital_names: Mapping[str, str]) -> None:
        self._stemmer = cast("_Stemmer", snowballstemmer.stemmer("swedish"))
        self._index = tuple((item, self._weights(item, capital_names)) for item in catalogue.offered)
        self._vocabulary = frozenset(word for _, weights in self._index for word in weights)

    def search(self, query: str) -> tuple[SearchHit, ...]:
        """The items that have any word of the query, best first. A query without words finds nothing.

        Only the first `MAX_QUERY_LENGTH` characters are read.
        """
        stems = tuple(dict.fromkeys(self._stems(query[:MAX_QUERY_LENGTH])))
        likenesses = [self._alike(stem) for stem in stems]
        hits = [hit for item, weights in self._index if (hit := _hit(item, weights, likenesses)) is not None]
        return tuple(sorted(hits, key=lambda hit: (not hit.has_all, -hit.score)))

    def _alike(self, stem: str) -> dict[str, int]:
        """The words of the catalogue that are like a stem, with how much."""
        return {word: likeness for word in self._vocabulary if (likeness := _likeness(stem, word))}

    def _weights(self, item: CatalogueItem, capital_names: Mapping[str, str]) -> dict[str, int]:
        """Stem -> the weight of the best field that it stands in."""
        fields = (
            (REST, (item.how, item.demands.kommun, item.demands.region, *_names(item, capital_names))),
            (GIVES, (item.gives,)),
            (TITLE, (item.title,)),
        )
        return {stem: weight for weight, texts in fields for text in texts for stem in self._stems(text)}

    def _stems(self, text: str) -> Iterator[str]:
        for word in _WORD.findall(text.casefold()):
            if word not in STOP_WORDS:
                stem = self._stemmer.stemWord(word)
                yield stem.removesuffix(NEUTER) if len(stem) >= MIN_BEGINNING + len(NEUTER) else stem


def _names(item: CatalogueItem, capital_names: Mapping[str, str]) -> Iterable[str]:
    yield from (capital_name(capital, capital_names) for capital in item.capitals)
    yield from (FORMS[form] for form in item.forms)
    yield from (TARGET_GROUPS[group] for group in item.target_groups)
    yield from (GOVERNANCE[level] for level in item.governance)
    yield CTM_PARTS[item.ctm]


def _hit(item: CatalogueItem, weights: Mapping[str, int], likenesses: list[dict[str, int]]) -> SearchHit | None:
    scores = [
        max((weights[word] * likeness for word, likeness in alike.items() if word in weights), default=0)
        for alike in likenesses
    ]
    return SearchHit(item, sum(scores), all(scores)) if any(scores) else None


def _likeness(stem: str, word: str) -> int:
    if word == stem:
        return SAME_STEM
    if len(stem) >= MIN_BEGINNING and word.startswith(stem):
        return BEGINNING
    return WITHIN if len(stem) >= MIN_WITHIN and stem in word else 0
