"""Context of a kommun's support in one year: three suggestions with their reasons, what comes later, and its needs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.reports.kernel.wording import number
from app.rounds.kernel.assessment import Assessment
from app.services.exchange.examples import ExampleToShow
from app.services.support.suggestions import KommunSupport
from app.support.catalogue.names import FORMS, TARGET_GROUPS, WEIGHTS
from app.support.needs.names import AUDIENCES, TOGETHER, when_needed
from app.support.needs.need import NeedState, StoredNeed
from app.support.suggestions.rule import SupportSuggestion
from app.support.suggestions.words import later_sentence, reasons, unknown_receiver_sentence
from app.support.workshops.landing import NoteSource
from app.web.shell.contexts.frame import Frame, url_of
from app.web.support.contexts.catalogue import offers_words
from app.web.support.contexts.ledger_table import LedgerTable, ledger_table
from app.web.support.contexts.sought import SoughtLine, sought_lines

STATES = {
    NeedState.OPEN: "Öppet",
    NeedState.ANSWERED: "Besvarat",
    NeedState.MET: "Tillgodosett",
    NeedState.WITHDRAWN: "Inte längre aktuellt",
}


@dataclass(frozen=True, slots=True)
class SuggestionCard:
    title: str
    url: str
    capital_id: str
    capital: str
    form: str
    gives: str
    reason: str
    weight: str
    action_url: str
    """The plan's form, filled in from the item; empty where the reader may not."""
    need_url: str
    is_planned: bool
    """The plan has an action that came from it already."""
    is_needed: bool
    """There is an open need of it already."""
    offer_url: str = ""
    """An offer of it that one can sign up to now; empty for none."""
    is_primary: bool = False
    """What to do first: the first one that is not in the plan yet."""
    example: str = ""
    """What another kommun has done, as a link; empty where nothing fits."""
    example_url: str = ""


@dataclass(frozen=True, slots=True)
class LaterLine:
    title: str
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    text: str
    capital: str
    year: int
    """Of the assessment that it was noted in."""
    about: str
    """How soon, with whom and who sees it, in one line."""
    edit_url: str
    close_url: str
    source: NoteSource | None
    """The workshop that it came from."""
    others: tuple[SoughtLine, ...]
    """What may be told of others that seek the same."""


@dataclass(frozen=True, slots=True)
class EndedNeed:
    text: str
    state: str
    reason: str
    reopen_url: str


@dataclass(frozen=True, slots=True)
class SupportPage:
    frame: Frame
    url: str
    """Of the assessment."""
    catalogue_url: str
    ideas_url: str
    """Of what kommuner could do together."""
    offers_url: str
    workshops_url: str
    exchange_url: str
    """What the addresses of examples and questions begin with."""
    offers: str
    """How many offers of items there are now, in words; empty for none."""
    items: int
    cards: tuple[SuggestionCard, ...]
    later: tuple[LaterLine, ...]
    unknown_receiver: str
    needs: tuple[NeedLine, ...]
    earlier: tuple[NeedLine, ...]
    """Of earlier years, and still open."""
    ended: tuple[EndedNeed, ...]
    region_needs_url: str
    """What the other kommuner seek."""
    ledger: LedgerTable | None
    """What the kommun has signed up for asks; None where that is nothing."""
    is_own: bool
    may_need: bool
    is_approved: bool
    done: str


DONE = {
    "behov": "Behovet är skickat. Regionen ser det nu.",
    "avslutat": "Behovet är avslutat.",
    "oppnat": "Behovet är öppet igen.",
}


def support_page(
    frame: Frame, support: KommunSupport, done_word: str, examples: tuple[ExampleToShow | None, ...]
) -> SupportPage:
    """`examples` are those beside the suggestions, in their order."""
    key = support.assessment.key
    needs = support.needs
    suggestions = support.suggestions
    sentences = reasons(suggestions, support.capital_names)
    may_need = support.may_lead and not support.assessment.round.is_trial
    return SupportPage(
        frame=frame,
        url=url_of(key),
        catalogue_url=f"/{key.region}/stod",
        offers_url=f"/{key.region}/erbjudanden",
        workshops_url=f"/{key.region}/workshop",
        exchange_url=f"/{key.region}",
        ideas_url=f"/{key.region}/ideer",
        offers=offers_words(support.offers),
        items=len(support.catalogue.offered),
        cards=_first_marked(
            _with_example(support, _card(support, suggestion, reason, may_need=may_need), example)
            for suggestion, reason, example in zip(suggestions.now, sentences, examples, strict=True)
        ),
        later=tuple(
            LaterLine(later.item.title, f"/{key.region}/stod/{later.item.id}", later_sentence(later))
            for later in suggestions.later
        ),
        unknown_receiver=unknown_receiver_sentence(suggestions) or "",
        needs=tuple(_need_line(support, support.assessment, need) for need in needs if need.is_open),
        earlier=tuple(_need_line(support, each.assessment, each.need) for each in support.earlier),
        ended=tuple(
            EndedNeed(
                text=need.need.text,
                state=STATES[need.state],
                reason=need.reason,
                reopen_url=url_of(key, "stod", "behov", str(need.id), "oppna"),
            )
            for need in needs
            if not need.is_open
        ),
        region_needs_url=f"/{key.region}/behov",
        ledger=ledger_table(support.ledger) if support.ledger is not None and support.ledger.entries else None,
        is_own=support.is_own,
        may_need=may_need,
        is_approved=support.assessment.approved_at is not None,
        done=DONE.get(done_word, ""),
    )


def _first_marked(cards: Iterable[SuggestionCard]) -> tuple[SuggestionCard, ...]:
    """With one primary button at the most."""
    in_order = tuple(cards)
    first = next((card for card in in_order if card.action_url and not card.is_planned), None)
    return tuple(replace(card, is_primary=card is first) for card in in_order)


def _card(support: KommunSupport, suggestion: SupportSuggestion, reason: str, *, may_need: bool) -> SuggestionCard:
    candidate, item, key = suggestion.candidate, suggestion.item, support.assessment.key
    choice = urlencode({"insats": item.id, "kapital": candidate.capital_id})
    offers = support.offers.get(item.id, ())
    from_item = urlencode({"insats": item.id, "kapital": candidate.capital_id, "form": candidate.form})
    return SuggestionCard(
        title=item.title,
        url=f"/{key.region}/stod/{item.id}",
        capital_id=candidate.capital_id,
        capital=support.capital_names[candidate.capital_id],
        form=FORMS[candidate.form],
        gives=item.gives,
        reason=reason,
        weight=WEIGHTS[item.weight],
        action_url=f"{url_of(key, 'atgarder')}?{choice}#atgard" if support.may_lead else "",
        need_url=f"{url_of(key, 'stod', 'behov')}?{from_item}" if may_need else "",
        is_planned=item.id in support.planned_items,
        offer_url=f"/{key.region}/erbjudanden/{offers[0][0]}" if offers else "",
        is_needed=support.is_needed(item.id),
    )


def _with_example(support: KommunSupport, card: SuggestionCard, example: ExampleToShow | None) -> SuggestionCard:
    """With what another kommun did: how far it came where it has told that, or else what the example is called."""
    if example is None:
        return card
    values, before, after = support.questionnaire.scale, example.level_from, example.level_to
    words = f"Så gjorde {example.kommun}: {example.title}"
    if before is not None and after is not None and before < after < len(values):
        words = f"{example.kommun} gick från {number(values[before].value)} till {number(values[after].value)} så här"
    return replace(card, example=words, example_url=f"/{support.assessment.key.region}/exempel/{example.id}")


def _need_line(support: KommunSupport, assessment: Assessment, stored_need: StoredNeed) -> NeedLine:
    """`assessment` is the one that the need was noted in, where it is changed and ended."""
    need = stored_need.need
    groups = ", ".join(TARGET_GROUPS[group].lower() for group in need.target_groups)
    parts = (
        when_needed(need.urgency, stored_need.urgency_year),
        TOGETHER[need.together],
        f"För {groups}" if groups else "",
        AUDIENCES[need.audience],
    )
    url = url_of(assessment.key, "stod", "behov", str(stored_need.id))
    return NeedLine(
        text=need.text,
        capital=support.capital_names.get(need.capital_id, need.capital_id),
        year=assessment.round.year,
        about=" · ".join(filter(None, parts)),
        edit_url=url if support.may_lead else "",
        close_url=f"{url}/avsluta" if support.may_lead else "",
        source=support.sources.get(stored_need.id),
        others=tuple(
            replace(line, is_own=False)
            for line in sought_lines(support.sought_like(stored_need), support.kommuner)
            if line.sentence
        ),
    )
