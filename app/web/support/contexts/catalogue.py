"""Context of a region's catalogue of support: the table of capital and form, filters, and what a search finds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, Field

from app.reports.kernel.wording import count
from app.services.support.catalogues import RegionCatalogue
from app.support.catalogue.catalogue import (
    OVERALL,
    Catalogue,
    CatalogueItem,
    CtmPart,
    Governance,
    TargetGroup,
)
from app.support.catalogue.matrix import CatalogueFilter, MatrixCell, matrix, questions_without_support
from app.support.catalogue.names import (
    CTM_PARTS,
    FORM_EXPLANATIONS,
    FORMS,
    GOVERNANCE,
    TARGET_GROUPS,
    WEIGHTS,
    capital_name,
)
from app.support.catalogue.search import CatalogueSearch
from app.web.shell.contexts.frame import Frame, url_of

MAX_SHOWN = 4
"""Titles in a cell; the others fold out."""
MAX_SEARCHES = 16
MAX_TABLES = 64
Options = tuple[tuple[str, str], ...]
Choice = TypeVar("Choice", bound=StrEnum)


class CatalogueQuery(BaseModel, frozen=True):
    """What is looked for, as in the address."""

    q: str = ""
    malgrupp: str = ""
    styrniva: str = ""
    niva: str = ""
    del_: str = Field("", alias="del")


@dataclass(frozen=True, slots=True)
class ItemLink:
    title: str
    url: str
    is_offered: bool = False
    """One can sign up to an offer of it now."""


@dataclass(frozen=True, slots=True)
class CatalogueCell:
    """`gap` is what is said where there is nothing; empty where there is something."""

    form: str
    count: str
    shown: tuple[ItemLink, ...]
    folded: tuple[ItemLink, ...]
    gap: str
    is_gap: bool
    """The pre-study itself has nothing here."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    capital_id: str
    """For its icon."""
    capital: str
    cells: tuple[CatalogueCell, ...]


@dataclass(frozen=True, slots=True)
class SearchLine:
    link: ItemLink
    gives: str
    about: str
    """Capitals, forms and weight in one line."""


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueTable:
    """The rows, and how many items stand in them. Made once for each state of a catalogue, and told apart by that."""

    rows: tuple[CatalogueRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class CataloguePage:
    frame: Frame
    url: str
    catalogue: Catalogue
    query: CatalogueQuery
    groups: Options
    levels: Options
    governance: Options
    parts: Options
    forms: tuple[tuple[str, str], ...]
    """The columns' names, and what each form is."""
    table: CatalogueTable
    is_original: bool
    """No region has written anything in the rows, so that the table may be cached."""
    hits: tuple[SearchLine, ...] | None
    """None where nothing is searched for."""
    found: str
    """How many there are, in words."""
    unanswered: tuple[tuple[str, str], ...]
    """Capital and text of each question that no item helps with."""
    own_url: str
    """The suggestions of the reader's own kommun, or empty."""
    may_adapt: bool
    offers_url: str
    workshops_url: str
    offers: str
    """How many offers of items there are now, in words; empty for none."""

    @property
    def is_filtered(self) -> bool:
        return any(self.query.model_dump().values())


def catalogue_page(frame: Frame, region_catalogue: RegionCatalogue, query: CatalogueQuery) -> CataloguePage:
    catalogue, names = region_catalogue.catalogue, region_catalogue.capital_names
    url = f"/{region_catalogue.region.slug}/stod"
    query = _known(query, len(region_catalogue.scale))
    only = _filter(query)
    key = _CatalogueKey(catalogue, tuple(names.items()))
    offered_ids = frozenset(region_catalogue.offers)
    table = _table(key, url, only, offered_ids)
    hits = _hits(region_catalogue, query.q, only, url) if query.q.strip() else None
    own_year = region_catalogue.own_year
    return CataloguePage(
        frame=frame,
        url=url,
        catalogue=catalogue,
        query=query,
        groups=(("", "Alla"), *options(TARGET_GROUPS)),
        levels=(
            ("", "Alla nivåer"),
            *((str(number), f"{number} {level.label}") for number, level in enumerate(region_catalogue.scale)),
        ),
        governance=(("", "Alla styrnivåer"), *options(GOVERNANCE)),
        parts=(("", "Alla delar"), *options(CTM_PARTS)),
        forms=tuple((name, FORM_EXPLANATIONS[form]) for form, name in FORMS.items()),
        table=table,
        is_original=not region_catalogue.adaptations,
        hits=hits,
        found=_found(table.count if hits is None else len(hits), len(catalogue.offered), query),
        unanswered=_unanswered(region_catalogue, key),
        own_url="" if own_year is None else url_of(own_year, "stod"),
        may_adapt=region_catalogue.may_adapt,
        offers_url=f"/{region_catalogue.region.slug}/erbjudanden",
        workshops_url=f"/{region_catalogue.region.slug}/workshop",
        offers=offers_words(region_catalogue.offers),
    )


def _unanswered(region_catalogue: RegionCatalogue, key: "_CatalogueKey") -> tuple[tuple[str, str], ...]:
    without = _without_support(key, tuple(region_catalogue.questions))
    return tuple(
        (capital.name, question.text)
        for question_id in without
        for capital in region_catalogue.every_capital
        for question in capital.questions
        if question.id == question_id
    )


def options(names: Mapping[Choice, str]) -> Options:
    """Values and labels of a choice."""
    return tuple((value.value, name) for value, name in names.items())


def link_to(item: CatalogueItem, url: str, offered_ids: Collection[str] = ()) -> ItemLink:
    return ItemLink(item.title, f"{url}/{item.id}", item.id in offered_ids)


def about(item: CatalogueItem, names: Mapping[str, str]) -> str:
    """Politiskt kapital, humankapital · Kunskapsbas · Lätt att ta emot."""
    capitals = ", ".join(capital_name(capital, names) for capital in item.capitals)
    return " · ".join((capitals, ", ".join(FORMS[form] for form in item.forms), WEIGHTS[item.weight]))


def offers_words(offers: Mapping[str, tuple[tuple[int, str], ...]]) -> str:
    """1 erbjudande att anmäla sig till. Empty for none."""
    amount = len({offer_id for pairs in offers.values() for offer_id, _ in pairs})
    return f"{count(amount, 'erbjudande', 'erbjudanden')} att anmäla sig till" if amount else ""


def insatser(count: int) -> str:
    return "1 insats" if count == 1 else f"{count} insatser"


def _known(query: CatalogueQuery, levels: int) -> CatalogueQuery:
    """Without what is no choice of ours."""
    return query.model_copy(
        update={
            "malgrupp": _member(TargetGroup, query.malgrupp) or "",
            "styrniva": _member(Governance, query.styrniva) or "",
            "niva": query.niva if query.niva in map(str, range(levels)) else "",
            "del_": _member(CtmPart, query.del_) or "",
        }
    )


def _filter(query: CatalogueQuery) -> CatalogueFilter:
    return CatalogueFilter(
        target_group=_member(TargetGroup, query.malgrupp),
        governance=_member(Governance, query.styrniva),
        level=int(query.niva) if query.niva else None,
        ctm=_member(CtmPart, query.del_),
    )


def _member(kind: type[Choice], value: str) -> Choice | None:
    return next((option for option in kind if option == value), None)


def _cell(cell: MatrixCell, url: str, offered_ids: frozenset[str]) -> CatalogueCell:
    """What is offered now comes first: it must not be folded away."""
    items = sorted(cell.items, key=lambda item: item.id not in offered_ids)
    links = tuple(link_to(item, url, offered_ids) for item in items)
    first = links if len(links) <= MAX_SHOWN + 1 else links[:MAX_SHOWN]
    return CatalogueCell(
        form=FORMS[cell.form],
        count=insatser(len(links)),
        shown=first,
        folded=links[len(first) :],
        gap="" if links else ("Förstudien har inget förslag här." if cell.is_gap else "Inget med det här urvalet."),
        is_gap=cell.is_gap,
    )


def _hits(region_catalogue: RegionCatalogue, text: str, only: CatalogueFilter, url: str) -> tuple[SearchLine, ...]:
    names = region_catalogue.capital_names
    index = _index(_CatalogueKey(region_catalogue.catalogue, tuple(names.items())))
    return tuple(
        SearchLine(link_to(hit.item, url, region_catalogue.offers), hit.item.gives, about(hit.item, names))
        for hit in index.search(text)
        if only.lets_through(hit.item)
    )


class _CatalogueKey:
    """A catalogue and the names of its capitals, told apart by content."""

    def __init__(self, catalogue: Catalogue, names: Iterable[tuple[str, str]]) -> None:
        self.catalogue, self.names = catalogue, tuple(names)
        self._key = (catalogue.content_hash, self.names)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _CatalogueKey) and self._key == other._key


@lru_cache(MAX_TABLES)
def _table(key: _CatalogueKey, url: str, only: CatalogueFilter, offered_ids: frozenset[str]) -> CatalogueTable:
    """Laid out once for each version of a region's catalogue, what is offered of it, and choice of filters."""
    names = dict(key.names)
    table = matrix(key.catalogue, tuple(names), only)
    rows = tuple(
        CatalogueRow(
            capital_id="" if row.capital_id == OVERALL else row.capital_id,
            capital=capital_name(row.capital_id, names),
            cells=tuple(_cell(cell, url, offered_ids) for cell in row.cells),
        )
        for row in table.rows
    )
    return CatalogueTable(rows, len(table.items))


@lru_cache(MAX_TABLES)
def _without_support(key: _CatalogueKey, question_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Looked for once for each version of a region's catalogue."""
    return questions_without_support(key.catalogue, question_ids)


@lru_cache(MAX_SEARCHES)
def _index(key: _CatalogueKey) -> CatalogueSearch:
    """Made once for each version of a region's catalogue."""
    return CatalogueSearch(key.catalogue, dict(key.names))


def _found(count: int, total: int, query: CatalogueQuery) -> str:
    if query.q.strip():
        return f"{insatser(count)} om ”{query.q.strip()}”." if count else f"Ingen insats om ”{query.q.strip()}”."
    if any(query.model_dump().values()):
        return f"{count} av {total} insatser passar urvalet."
    return f"{insatser(total)}."
