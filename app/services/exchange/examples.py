"""The library of a region's examples as people see it: what is published, one's own, and what waits for review."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right
from app.accounts.organisations.organisation import Municipality
from app.errors import NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.exchange.places import ExchangePlace, exchange_place, situation_in, situation_of_reader
from app.services.kernel import words as kernel_words
from app.storage.engine.database import Database
from app.storage.exchange import examples as stored
from app.support.catalogue.text_search import TextSearch
from app.support.exchange.example import ExampleState, StoredExample
from app.support.exchange.ranking import ReaderSituation, fitting, ranked
from app.support.exchange.reuse import StoredReuse
from app.support.suggestions.rule import SupportSuggestion

TITLE, BODY = 6, 2
"""Weights of an example's texts where one searches."""


@dataclass(frozen=True, slots=True)
class ExampleLibrary:
    """`examples` are what everybody in the region reads, in the reader's order."""

    place: ExchangePlace
    reader: ReaderSituation
    examples: tuple[StoredExample, ...]
    own: tuple[StoredExample, ...]
    """Of the reader's kommuner, whatever their state."""
    waiting: tuple[StoredExample, ...]
    """What the reader is to review."""
    reuses: tuple[StoredReuse, ...]
    today: date

    def reuses_of(self, example: StoredExample) -> tuple[StoredReuse, ...]:
        return tuple(reuse for reuse in self.reuses if reuse.example_id == example.id)

    def found(self, query: str, capital_id: str) -> tuple[StoredExample, ...]:
        """Those of the capital that have the words, best first; without words in the reader's order."""
        examples = [each for each in self.examples if capital_id in {"", each.example.capital_id}]
        if not query.strip():
            return tuple(examples)
        search = TextSearch((each, _texts(each, self.place)) for each in examples)
        return tuple(hit.document for hit in search.search(query))


@dataclass(frozen=True, slots=True)
class ExampleView:
    """One example, and what the one who asks may do with it."""

    place: ExchangePlace
    reader: ReaderSituation
    stored: StoredExample
    state: ExampleState
    reuses: tuple[StoredReuse, ...]
    leads: bool
    """Coordinates the kommun that tells."""
    reviews: bool
    takes_up: tuple[Municipality, ...]
    """Her kommuner that can take it up."""

    @property
    def is_changeable(self) -> bool:
        return self.leads and self.state is ExampleState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state in {ExampleState.PUBLISHED, ExampleState.STALE}

    def reuse_of(self, kommun: Municipality) -> StoredReuse | None:
        return next((reuse for reuse in self.reuses if reuse.municipality_id == kommun.id), None)


@dataclass(frozen=True, slots=True)
class ExampleToShow:
    """The one example beside a suggestion."""

    id: int
    title: str
    kommun: str
    level_from: int | None
    level_to: int | None


def open_library(database: Database, actor: Actor, slug: str, now: datetime) -> ExampleLibrary:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        return library_in(session, exchange_place(session, actor, slug, Right.SEE_EXCHANGE), day_of(now))


def library_in(
    session: Session, place: ExchangePlace, today: date, reader: ReaderSituation | None = None
) -> ExampleLibrary:
    """In the order of the `reader`, by default of the reader's own kommun in its latest year."""
    reader, reuses = reader or situation_of_reader(session, place), stored.reuses_in(session, place.region.id)
    examples = stored.examples_in(session, place.region.id)
    is_shown = [each for each in examples if each.is_in_library(today)]
    own = [each for each in examples if place.has_role_in(each.municipality_id)]
    waiting = [each for each in examples if each.stored_state is ExampleState.SENT] if place.leads_region else []
    return ExampleLibrary(
        place=place,
        reader=reader,
        examples=ranked(is_shown, reader, reuses, today),
        own=tuple(reversed(own)),
        waiting=tuple(waiting),
        reuses=reuses,
        today=today,
    )


def open_example(database: Database, actor: Actor, slug: str, example_id: int, now: datetime) -> ExampleView:
    """Raises NotFoundError to those outside the region, and for what the one who asks may not see."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.SEE_EXCHANGE)
        example = stored.find_example(session, place.region.id, example_id)
        view = view_of(session, place, example, day_of(now))
        return replace(view, reader=situation_of_reader(session, place))


def view_of(session: Session, place: ExchangePlace, example: StoredExample | None, today: date) -> ExampleView:
    """Raises NotFoundError for one that the one who asks may not see: others' drafts and what has been archived."""
    if example is None or not _is_seen(place, example, today):
        raise NotFoundError
    reuses = stored.reuses_in(session, place.region.id)
    return ExampleView(
        place=place,
        reader=ReaderSituation(),
        stored=example,
        state=example.state_at(today),
        reuses=tuple(reuse for reuse in reuses if reuse.example_id == example.id),
        leads=place.leads(example.municipality_id),
        reviews=place.leads_region,
        takes_up=tuple(kommun for kommun in place.led if kommun.id != example.municipality_id),
    )


def _is_seen(place: ExchangePlace, example: StoredExample, today: date) -> bool:
    is_to_review = place.leads_region and example.stored_state is ExampleState.SENT
    return example.is_in_library(today) or place.has_role_in(example.municipality_id) or is_to_review


def examples_beside(
    database: Database, actor: Actor, assessment: Assessment, suggestions: Iterable[SupportSuggestion], today: date
) -> tuple[ExampleToShow | None, ...]:
    """For each suggestion of a kommun the example that fits it best, each at most once; for the kommun's own people.

    The caller has opened the suggestions for them. Nothing for others: the order is made of the kommun's own levels.
    """
    if assessment.municipality_id not in actor.municipality_ids:
        return tuple(None for _ in suggestions)
    with database.read() as session:
        place = exchange_place(session, actor, assessment.key.region, Right.SEE_EXCHANGE)
        reader = situation_in(session, assessment, [assessment.municipality_id])
        library = library_in(session, place, today, reader)
    results: list[ExampleToShow | None] = []
    used_ids: set[int] = set()
    for suggestion in suggestions:
        candidates = [example for example in library.examples if example.id not in used_ids]
        example = fitting(candidates, suggestion.candidate.capital_id, suggestion.item.id, library.reader)
        used_ids |= set() if example is None else {example.id}
        results.append(None if example is None else _to_show(example))
    return tuple(results)


def _to_show(example: StoredExample) -> ExampleToShow:
    facts = example.example
    return ExampleToShow(
        id=example.id,
        title=facts.title,
        kommun=example.municipality,
        level_from=facts.level_from,
        level_to=facts.level_to,
    )


def _texts(example: StoredExample, place: ExchangePlace) -> dict[int, tuple[str, ...]]:
    facts = example.example
    body = (facts.situation, facts.did, facts.result, facts.not_worked, facts.takes, example.municipality)
    return {BODY: (*body, place.capitals.get(facts.capital_id, "")), TITLE: (facts.title,)}


def opened_example(
    session: Session, actor: Actor, slug: str, example_id: int, now: datetime, right: Right = Right.SEE_EXCHANGE
) -> ExampleView:
    """One example that nobody else changes until the transaction ends. Raises as `open_example`."""
    place = exchange_place(session, actor, slug, right)
    return view_of(session, place, stored.lock_example(session, place.region.id, example_id), day_of(now))


def require_led(view: ExampleView) -> None:
    """Raises NotAuthorizedError to whoever does not coordinate the kommun that tells."""
    if not view.leads:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)


def require_draft(view: ExampleView) -> None:
    """Raises as `require_led`, and PermissionDeniedError for what is sent or published."""
    require_led(view)
    if view.state is not ExampleState.DRAFT:
        raise PermissionDeniedError(words.EXAMPLE_FIXED)
