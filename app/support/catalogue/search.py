"""Search in a catalogue: its items as weighted texts (title 6, what it gives 4, the rest 2); see `text_search`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.support.catalogue.catalogue import Catalogue, CatalogueItem
from app.support.catalogue.names import CTM_PARTS, FORMS, GOVERNANCE, TARGET_GROUPS, capital_name
from app.support.catalogue.text_search import TextSearch

TITLE, GIVES, REST = 6, 4, 2


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An item that answers a query; `has_all` when every word of it is there. `score` counts quarters."""

    item: CatalogueItem
    score: int
    has_all: bool


class CatalogueSearch:
    """An index of one catalogue. `capital_names` has the capitals' names by id, which can be searched for too."""

    def __init__(self, catalogue: Catalogue, capital_names: Mapping[str, str]) -> None:
        self._texts = TextSearch((item, _texts(item, capital_names)) for item in catalogue.offered)

    def search(self, query: str) -> tuple[SearchHit, ...]:
        """The items that have any word of the query, best first. A query without words finds nothing."""
        return tuple(SearchHit(hit.document, hit.score, hit.has_all) for hit in self._texts.search(query))


def _texts(item: CatalogueItem, capital_names: Mapping[str, str]) -> dict[int, tuple[str, ...]]:
    return {
        REST: (item.how, item.demands.kommun, item.demands.region, *_names(item, capital_names)),
        GIVES: (item.gives,),
        TITLE: (item.title,),
    }


def _names(item: CatalogueItem, capital_names: Mapping[str, str]) -> Iterable[str]:
    yield from (capital_name(capital, capital_names) for capital in item.capitals)
    yield from (FORMS[form] for form in item.forms)
    yield from (TARGET_GROUPS[group] for group in item.target_groups)
    yield from (GOVERNANCE[level] for level in item.governance)
    yield CTM_PARTS[item.ctm]
