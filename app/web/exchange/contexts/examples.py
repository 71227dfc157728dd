"""Contexts of the library of examples, and of one example with who has taken it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.reports.kernel.wording import clipped, count, level_title, number
from app.services.exchange.examples import ExampleView, Library
from app.services.exchange.places import ExchangePlace
from app.support.exchange.example import ExampleState, StoredExample
from app.support.exchange.names import EVIDENCE, EXAMPLE_STATES, REUSE_STATES
from app.support.exchange.reuse import ReuseState, StoredReuse
from app.web.exchange.contexts.nav import EXAMPLES, NavLink, exchange_nav
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

Options = tuple[tuple[str, str], ...]
TAGS = {
    ExampleState.DRAFT: "coming",
    ExampleState.SENT: "waiting",
    ExampleState.PUBLISHED: "done",
    ExampleState.STALE: "waiting",
    ExampleState.ARCHIVED: "coming",
}
REUSE_TAGS = {
    ReuseState.WANTS: "coming",
    ReuseState.TRIES: "ongoing",
    ReuseState.ADOPTED: "done",
    ReuseState.GAVE_UP: "waiting",
}
"""The shape beside a state's word: shell/html/_state.html."""
REUSE_WORDS = {
    ReuseState.ADOPTED: "har infört det",
    ReuseState.TRIES: "provar",
    ReuseState.WANTS: "vill prova",
    ReuseState.GAVE_UP: "lade ner det",
}
CLIP = 180
DONE = {
    "sparat": "Utkastet är sparat. Bara ni ser det.",
    "skickat": "Exemplet är skickat. Regionen läser det innan andra ser det.",
    "publicerat": "Exemplet är publicerat. Alla kommuner i regionen kan läsa det.",
    "tillbaka": "Exemplet är skickat tillbaka till kommunen.",
    "fornyat": "Exemplet gäller i två år till.",
    "utkast": "Exemplet är ett utkast igen. Skicka det när det är ändrat.",
    "arkiverat": "Exemplet är arkiverat. Andra ser det inte längre.",
    "noterat": "Noterat. De andra kommunerna ser hur långt ni har kommit.",
    "borttaget": "Utkastet är borttaget.",
}


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


@dataclass(frozen=True, slots=True)
class ReuseLine:
    kommun: str
    state: str
    tag: str
    why: str
    since: str


@dataclass(frozen=True, slots=True)
class ReuseForm:
    """How far one of the reader's kommuner has come."""

    kommun: str
    slug: str
    state: str
    why: str
    options: Options
    is_noted: bool


@dataclass(frozen=True, slots=True)
class ExamplePage:
    frame: Frame
    url: str
    list_url: str
    done: str
    example: StoredExample
    paragraphs: tuple[tuple[str, str], ...]
    """Heading and text of what comes before what did not work."""
    capital: str
    move: str
    cost: str
    evidence: str
    state: str
    tag: str
    published: str
    review: str
    used: tuple[ReuseLine, ...]
    forms: tuple[ReuseForm, ...]
    leads: bool
    is_changeable: bool
    is_removable: bool
    is_published: bool
    is_stale: bool
    is_archived: bool
    is_sent: bool
    reviews: bool
    reason: str
    """As typed, when it could not be kept."""
    errors: Mapping[str, str] = field(default_factory=dict)


def library_page(frame: Frame, library: Library, query: str, capital: str, notice: str) -> LibraryPage:
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
    )


def _card(library: Library, example: StoredExample, url: str) -> ExampleCard:
    told, place = example.example, library.place
    is_stale = example.state_at(library.today) is ExampleState.STALE
    return ExampleCard(
        title=told.title,
        url=f"{url}/{example.id}",
        kommun=example.municipality,
        capital_id=told.capital_id,
        capital=place.capitals.get(told.capital_id, told.capital_id),
        move=move_words(place, told.level_from, told.level_to),
        why_here=_why_here(library, example),
        result=clipped(told.result, CLIP),
        not_worked=clipped(told.not_worked, CLIP),
        cost=cost_words(told.hours, told.kronor),
        used=used_words(library.reuses_of(example)),
        state=EXAMPLE_STATES[ExampleState.STALE] if is_stale else "",
    )


def _why_here(library: Library, example: StoredExample) -> str:
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


def example_page(
    frame: Frame,
    view: ExampleView,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> ExamplePage:
    told, example, place = view.stored.example, view.stored, view.place
    list_url, typed = f"/{place.region.slug}/exempel", fields or {}
    parts = (
        ("Så var det", told.situation),
        ("Det här gjorde vi", told.did),
        ("Så gick det", told.result),
    )
    return ExamplePage(
        frame=frame,
        url=f"{list_url}/{example.id}",
        list_url=list_url,
        done=DONE.get(notice, ""),
        example=example,
        paragraphs=tuple((heading, text) for heading, text in parts if text),
        capital=place.capitals.get(told.capital_id, told.capital_id),
        move=move_words(place, told.level_from, told.level_to),
        cost=cost_words(told.hours, told.kronor),
        evidence="" if told.evidence is None else EVIDENCE[told.evidence],
        state=EXAMPLE_STATES[view.state],
        tag=TAGS[view.state],
        published="" if example.published_on is None else day(example.published_on),
        review="" if example.review_on is None else day(example.review_on),
        used=tuple(_reuse_line(reuse) for reuse in view.reuses) if view.is_published else (),
        forms=_reuse_forms(view, typed) if view.is_published else (),
        leads=view.leads,
        is_changeable=view.is_changeable,
        is_removable=view.is_changeable and example.published_on is None,
        is_published=view.is_published,
        is_stale=view.state is ExampleState.STALE,
        is_archived=view.state is ExampleState.ARCHIVED,
        is_sent=view.state is ExampleState.SENT,
        reviews=view.reviews,
        reason=typed.get("reason", ""),
        errors=errors or {},
    )


def _reuse_line(reuse: StoredReuse) -> ReuseLine:
    return ReuseLine(
        kommun=reuse.municipality,
        state=REUSE_STATES[reuse.reuse.state],
        tag=REUSE_TAGS[reuse.reuse.state],
        why=reuse.reuse.why,
        since=day(reuse.changed_on),
    )


def _reuse_forms(view: ExampleView, typed: Mapping[str, str]) -> tuple[ReuseForm, ...]:
    options = tuple((state.value, name) for state, name in REUSE_STATES.items())
    forms = []
    for kommun in view.takes_up:
        noted, is_typed = view.reuse_of(kommun), typed.get("kommun") == kommun.slug
        state = "" if noted is None else noted.reuse.state
        why = "" if noted is None else noted.reuse.why
        forms.append(
            ReuseForm(
                kommun=kommun.name,
                slug=kommun.slug,
                state=typed.get("state", "") if is_typed else state,
                why=typed.get("why", "") if is_typed else why,
                options=options,
                is_noted=noted is not None,
            )
        )
    return tuple(forms)


def move_words(place: ExchangePlace, level_from: int | None, level_to: int | None) -> str:
    """Från nivå 1 till 2; only the beginning where no more is told; empty where nothing is."""
    names = [number(level.value) for level in place.scale]
    if level_from is None or level_from >= len(names):
        return ""
    if level_to is None or level_to >= len(names):
        return f"Började på nivå {names[level_from]}"
    if level_to == level_from:
        return f"På nivå {names[level_from]} före och efter"
    return f"Från nivå {names[level_from]} till {names[level_to]}"


def cost_words(hours: int | None, kronor: int | None) -> str:
    money = "" if kronor is None else f"{number(kronor)} kronor" if kronor else "inga pengar därutöver"
    return " och ".join(filter(None, ("" if hours is None else count(hours, "timme", "timmar"), money)))


def used_words(reuses: tuple[StoredReuse, ...]) -> str:
    """2 kommuner har infört det, 1 provar."""
    counts = {state: sum(reuse.reuse.state is state for reuse in reuses) for state in REUSE_WORDS}
    parts = [f"{number} {REUSE_WORDS[state]}" for state, number in counts.items() if number]
    if not parts:
        return ""
    first = next(number for number in counts.values() if number)
    head, _, tail = parts[0].partition(" ")
    return ", ".join((f"{head} {'kommun' if first == 1 else 'kommuner'} {tail}", *parts[1:]))


def level_options(place: ExchangePlace) -> Options:
    return (
        ("", "Vi berättar inte"),
        *((str(position), level_title(level)) for position, level in enumerate(place.scale)),
    )
