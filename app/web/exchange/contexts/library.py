"""Context of the library of examples: what is published in the reader's order, one's own, and what waits for review."""

from dataclasses import dataclass
from datetime import date

from app.reports.kernel.wording import clipped, count
from app.services.exchange.examples import ExampleLibrary
from app.support.exchange.example import ExampleState, StoredExample
from app.support.exchange.names import EXAMPLE_STATES
from app.web.exchange.contexts.example_words import DONE, TAGS, Options, cost_words, move_words, used_words
from app.web.exchange.contexts.nav import EXAMPLES, NavLink, exchange_nav
from app.web.shell.contexts.frame import Frame

CLIP = 180
"""Characters of a text on a card."""


@dataclass(frozen=True, slots=True)
class ExampleCard:
    title: str
    url: str
    kommun: str
    capital_id: str
    capital: str
    move: str
    """From which level to which, in words; empty where the kommun has not told it."""
    why_here: str
    """Why it stands where it does, for the reader; empty for no special reason."""
    result: str
    not_worked: str
    cost: str
    used: str
    state: str
    """Only of one that has to be looked over."""


@dataclass(frozen=True, slots=True)
class ExampleLine:
    title: str
    url: str
    about: str
    state: str
    tag: str


@dataclass(frozen=True, slots=True)
class LibraryPage:
    frame: Frame
    nav: tuple[NavLink, ...]
    url: str
    region_url: str
    done: str
    query: str
    capital: str
    capitals: Options
    cards: tuple[ExampleCard, ...]
    found: str
    is_filtered: bool
    is_empty: bool
    """There is no example at all yet."""
    own: tuple[ExampleLine, ...]
    waiting: tuple[ExampleLine, ...]
    may_tell: bool
    refusal: str
    """Why nothing was done with an example that the reader does not see any more."""
    unsaved_text: str
    """What was typed of it, to be copied."""


def library_page(
    frame: Frame,
    library: ExampleLibrary,
    query: str = "",
    capital: str = "",
    notice: str = "",
    *,
    refusal: str = "",
    unsaved_text: str = "",
) -> LibraryPage:
    place = library.place
    url = f"/{place.region.slug}/exempel"
    capital = capital if capital in place.capitals else ""
    examples = library.found(query, capital)
    is_filtered = bool(query.strip() or capital)
    return LibraryPage(
        frame=frame,
        nav=exchange_nav(place.region.slug, EXAMPLES),
        url=url,
        region_url=f"/{place.region.slug}",
        done=DONE.get(notice, ""),
        query=query,
        capital=capital,
        capitals=(("", "Alla kapitalslag"), *place.capitals.items()),
        cards=tuple(_card(library, example, url) for example in examples),
        found=count(len(examples), "exempel", "exempel"),
        is_filtered=is_filtered,
        is_empty=not library.examples,
        own=tuple(_line(example, url, library.today) for example in library.own),
        waiting=tuple(_line(example, url, library.today) for example in library.waiting),
        may_tell=bool(place.led),
        refusal=refusal,
        unsaved_text=unsaved_text,
    )


def _card(library: ExampleLibrary, example: StoredExample, url: str) -> ExampleCard:
    facts, place = example.example, library.place
    is_stale = example.state_at(library.today) is ExampleState.STALE
    return ExampleCard(
        title=facts.title,
        url=f"{url}/{example.id}",
        kommun=example.municipality,
        capital_id=facts.capital_id,
        capital=place.capitals.get(facts.capital_id, facts.capital_id),
        move=move_words(place, facts.level_from, facts.level_to),
        why_here=_why_here(library, example),
        result=clipped(facts.result, CLIP),
        not_worked=clipped(facts.not_worked, CLIP),
        cost=cost_words(facts.hours, facts.kronor),
        used=used_words(library.reuses_of(example)),
        state=EXAMPLE_STATES[ExampleState.STALE] if is_stale else "",
    )


def _why_here(library: ExampleLibrary, example: StoredExample) -> str:
    reader = library.reader
    if example.municipality_id in reader.municipality_ids:
        return ""
    if reader.is_on_start(example):
        return "Började på er nivå"
    return "Lika stor som ni" if reader.is_same_size(example) else ""


def _line(example: StoredExample, url: str, today: date) -> ExampleLine:
    state = example.state_at(today)
    return ExampleLine(
        title=example.example.title,
        url=f"{url}/{example.id}",
        about=example.municipality,
        state=EXAMPLE_STATES[state],
        tag=TAGS[state],
    )
