"""Which few pieces of support to suggest first: a rule without weights that explains itself, and the same every time.

A candidate is an item in one of its places, where the capital's level lies in what the item suits. A kommun is never
given more than it can receive (`MAY_CARRY`, `DOSE`): what is too heavy for it now is for later. Candidates are tried
in order: (1) where the capital comes in the building order, (2) the form that fits its level, (3) an open offer, (4)
how many of the questions that hold it back it helps with, (5) as heavy as the kommun can carry, (6) fewest capitals,
(7) the catalogue's own order. docs/catalogue-format.md and decision 0054 say why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.support.catalogue.catalogue import (
    OVERALL,
    Catalogue,
    CatalogueItem,
    KommunSize,
    SupportForm,
    SupportWeight,
    TargetGroup,
)
from app.support.suggestions.situation import CapitalSituation, Situation

MAX_SUGGESTIONS = 3
MAX_PER_CAPITAL = 2
MAX_LATER = 2
ASSUMED_RECEIVER = 1
"""The level of mottagarförmåga that is reckoned with where it isn't known."""
MAY_CARRY = (1, 1, 2, 3)
"""The heaviest weight by level of mottagarförmåga, the last for every level above too."""
DOSE = (3, 3, 5, 7)
"""The most that the weights of all suggestions come to, by level of mottagarförmåga."""
LOW_LEVEL, HIGH_LEVEL = 1, 3
"""Up to the first the forms come in their order, from the second they are all alike."""
PORTFOLIO_LEVEL = 2
"""From this level of the first capital, support should come in more than one form (pre-study 4.3)."""
WITH_MANDATE = frozenset({TargetGroup.POLITICIANS, TargetGroup.MANAGERS})


class CapitalTurn(StrEnum):
    """Why a capital comes where it comes, in the order they come."""

    START = "start"
    BELOW_AND_READY = "below-and-ready"
    BELOW = "below"
    ABOVE = "above"
    STANDS_ALONE = "stands-alone"


class Clause(StrEnum):
    """What the last suggestion brings that the others lack."""

    NEW_FORM = "new-form"
    MANDATE = "mandate"


_TURN_ORDER = {turn: order for order, turn in enumerate(CapitalTurn)}
_FORM_ORDER = {form: order for order, form in enumerate(SupportForm)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item in one of its places, for this kommun."""

    item: CatalogueItem
    form: SupportForm
    capital_id: str
    level: int
    turn: CapitalTurn
    has_open_offer: bool
    questions: tuple[str, ...]
    """Those of the questions that hold the capital back which the item helps with."""


@dataclass(frozen=True, slots=True)
class SupportSuggestion:
    """What is suggested, with every fact of its reason. `receiver` is None where it isn't known."""

    candidate: Candidate
    receiver: int | None
    clauses: tuple[Clause, ...] = ()

    @property
    def item(self) -> CatalogueItem:
        return self.candidate.item


@dataclass(frozen=True, slots=True)
class LaterSuggestion:
    """What would come in the first capital, from the level of mottagarförmåga that it takes to receive it."""

    candidate: Candidate
    from_receiver: int

    @property
    def item(self) -> CatalogueItem:
        return self.candidate.item


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most `MAX_SUGGESTIONS` now and `MAX_LATER` for later, the first first."""

    now: tuple[SupportSuggestion, ...]
    later: tuple[LaterSuggestion, ...]


def suggest(catalogue: Catalogue, situation: Situation) -> Suggestions:
    """What to suggest to a kommun in this situation. Nothing where no level is known."""
    level = ASSUMED_RECEIVER if situation.receiver is None else situation.receiver
    candidates = _in_order(catalogue, situation, _by_level(MAY_CARRY, level))
    bearable = [candidate for candidate in candidates if carried_from(candidate.item) <= level]
    now = _chosen(bearable, _by_level(DOSE, level))
    first = now[0][0].capital_id if now else candidates[0].capital_id if candidates else None
    too_heavy = (
        candidate for candidate in candidates if carried_from(candidate.item) > level and candidate.capital_id == first
    )
    return Suggestions(
        now=tuple(SupportSuggestion(candidate, situation.receiver, clauses) for candidate, clauses in now),
        later=tuple(
            LaterSuggestion(candidate, carried_from(candidate.item))
            for candidate in list(_each_item_once(too_heavy))[:MAX_LATER]
        ),
    )


def carried_from(item: CatalogueItem) -> int:
    """The level of mottagarförmåga from which a kommun can receive an item."""
    return max(item.receiver_min, _lowest_level_that_carries(item.weight))


def _lowest_level_that_carries(weight: SupportWeight) -> int:
    return next(level for level, heaviest in enumerate(MAY_CARRY) if heaviest >= weight.number)


def _by_level(table: tuple[int, ...], level: int) -> int:
    return table[min(level, len(table) - 1)]


def _in_order(catalogue: Catalogue, situation: Situation, carries: int) -> list[Candidate]:
    positions = {item.id: position for position, item in enumerate(catalogue.items)}

    def rank(candidate: Candidate) -> tuple[int, ...]:
        item = candidate.item
        return (
            _TURN_ORDER[candidate.turn],
            _form_rank(candidate.form, candidate.level),
            not candidate.has_open_offer,
            -len(candidate.questions),
            abs(item.weight.number - carries),
            len(item.places),
            positions[item.id],
            _FORM_ORDER[candidate.form],
            item.capitals.index(candidate.capital_id),
        )

    return sorted(_candidates(catalogue.offered, situation), key=rank)


def _candidates(items: Iterable[CatalogueItem], situation: Situation) -> Iterator[Candidate]:
    capitals = {capital.capital_id: capital for capital in situation.capitals}
    for item in items:
        if item.size is KommunSize.SMALL and not situation.is_small:
            continue
        for placing in item.places:
            capital = capitals.get(placing.capital) if placing.capital != OVERALL else None
            if capital is None or capital.level is None:
                continue
            if not item.suits.lowest <= capital.level <= item.suits.highest:
                continue
            held_back = situation.next_steps.get(capital.capital_id, ())
            for form in placing.forms:
                yield Candidate(
                    item=item,
                    form=form,
                    capital_id=capital.capital_id,
                    level=capital.level,
                    turn=_turn(capital, capital.level, situation),
                    has_open_offer=item.id in situation.open_offers,
                    questions=tuple(question for question in item.questions if question in held_back),
                )


def _turn(capital: CapitalSituation, level: int, situation: Situation) -> CapitalTurn:
    if capital.capital_id == situation.start:
        return CapitalTurn.START
    if capital.stands_alone:
        return CapitalTurn.STANDS_ALONE
    if level >= situation.prerequisite_level:
        return CapitalTurn.ABOVE
    return CapitalTurn.BELOW_AND_READY if capital.prerequisites_met else CapitalTurn.BELOW


def _form_rank(form: SupportForm, level: int) -> int:
    """Knowledge, then resources, then room to act; halfway up the first two alike, further up all (Bilaga 2, 5.2)."""
    order = _FORM_ORDER[form]
    if level <= LOW_LEVEL:
        return order
    return 0 if level >= HIGH_LEVEL else int(form is SupportForm.ROOM)


def _chosen(candidates: list[Candidate], dose: int) -> list[tuple[Candidate, tuple[Clause, ...]]]:
    """As many as the dose allows, each item once; the last is the first of those that bring most of what is lacking."""
    choices: list[tuple[Candidate, tuple[Clause, ...]]] = []
    while len(choices) < MAX_SUGGESTIONS:
        so_far = [candidate for candidate, _ in choices]
        remaining = [candidate for candidate in candidates if _fits(candidate, so_far, dose)]
        if not remaining:
            break
        lacking = _lacking(so_far) if len(choices) == MAX_SUGGESTIONS - 1 else ()
        best = max(remaining, key=lambda candidate: len(_brought(candidate, so_far, lacking)))
        choices.append((best, _brought(best, so_far, lacking)))
    return choices


def _fits(candidate: Candidate, so_far: list[Candidate], dose: int) -> bool:
    weights = sum(other.item.weight.number for other in so_far) + candidate.item.weight.number
    same_capital = sum(other.capital_id == candidate.capital_id for other in so_far)
    is_taken = any(other.item.id == candidate.item.id for other in so_far)
    return weights <= dose and same_capital < MAX_PER_CAPITAL and not is_taken


def _lacking(so_far: list[Candidate]) -> tuple[Clause, ...]:
    """What the last one should bring."""
    needs_form = so_far[0].level >= PORTFOLIO_LEVEL
    needs_mandate = not any(WITH_MANDATE & {*candidate.item.target_groups} for candidate in so_far)
    pairs = ((Clause.NEW_FORM, needs_form), (Clause.MANDATE, needs_mandate))
    return tuple(clause for clause, is_needed in pairs if is_needed)


def _brought(candidate: Candidate, so_far: list[Candidate], lacking: tuple[Clause, ...]) -> tuple[Clause, ...]:
    brings = {
        Clause.NEW_FORM: candidate.form not in {other.form for other in so_far},
        Clause.MANDATE: bool(WITH_MANDATE & {*candidate.item.target_groups}),
    }
    return tuple(clause for clause in lacking if brings[clause])


def _each_item_once(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    items: set[str] = set()
    for candidate in candidates:
        if candidate.item.id not in items:
            items.add(candidate.item.id)
            yield candidate
