"""Context of one example: what the kommun tells, who has used it, and what the reader may do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.exchange.examples import ExampleView
from app.support.exchange.example import ExampleState, StoredExample
from app.support.exchange.names import EVIDENCE, EXAMPLE_STATES, REUSE_STATES
from app.support.exchange.reuse import Reuse, StoredReuse, reuse_stamp
from app.web.exchange.contexts.example_words import DONE, REUSE_TAGS, TAGS, Options, cost_words, move_words
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day


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
    stamp: str
    """Of what was noted when what is typed was begun."""
    stamp_now: str
    """Of what is noted and shown on the page."""
    theirs: Options
    """What stands now, where somebody else has saved it since the form was loaded; empty otherwise."""


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
    refusal: str
    """Why nothing was done with an example that somebody else has changed meanwhile."""
    unsaved: str
    """A reason that came too late, to be copied."""
    errors: Mapping[str, str] = field(default_factory=dict)


def example_page(
    frame: Frame,
    view: ExampleView,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    refusal: str = "",
    is_conflict: bool = False,
) -> ExamplePage:
    """`fields` are what was sent and is not saved. Somebody else was first with the example where there is a `refusal`,
    and with the note of reuse where `is_conflict`.
    """
    facts, example, place = view.stored.example, view.stored, view.place
    list_url, texts = f"/{place.region.slug}/exempel", fields or {}
    parts = (
        ("Så var det", facts.situation),
        ("Det här gjorde vi", facts.did),
        ("Så gick det", facts.result),
    )
    return ExamplePage(
        frame=frame,
        url=f"{list_url}/{example.id}",
        list_url=list_url,
        done=DONE.get(notice, ""),
        example=example,
        paragraphs=tuple((heading, text) for heading, text in parts if text),
        capital=place.capitals.get(facts.capital_id, facts.capital_id),
        move=move_words(place, facts.level_from, facts.level_to),
        cost=cost_words(facts.hours, facts.kronor),
        evidence="" if facts.evidence is None else EVIDENCE[facts.evidence],
        state=EXAMPLE_STATES[view.state],
        tag=TAGS[view.state],
        published="" if example.published_on is None else day(example.published_on),
        review="" if example.review_on is None else day(example.review_on),
        used=tuple(_reuse_line(reuse) for reuse in view.reuses) if view.is_published else (),
        forms=_reuse_forms(view, texts, is_conflict=is_conflict) if view.is_published else (),
        leads=view.leads,
        is_changeable=view.is_changeable,
        is_removable=view.is_changeable and example.published_on is None,
        is_published=view.is_published,
        is_stale=view.state is ExampleState.STALE,
        is_archived=view.state is ExampleState.ARCHIVED,
        is_sent=view.state is ExampleState.SENT,
        reviews=view.reviews,
        reason=texts.get("reason", ""),
        refusal=refusal,
        unsaved=texts.get("reason", "") if refusal else "",
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


def _reuse_forms(view: ExampleView, texts: Mapping[str, str], *, is_conflict: bool) -> tuple[ReuseForm, ...]:
    """What was typed comes first: errors stand at the first form."""
    options = tuple((state.value, name) for state, name in REUSE_STATES.items())
    forms = []
    for kommun in sorted(view.takes_up, key=lambda each: each.slug != texts.get("kommun")):
        own_reuse, is_typed = view.reuse_of(kommun), texts.get("kommun") == kommun.slug
        reuse = None if own_reuse is None else own_reuse.reuse
        stamp, own = reuse_stamp(reuse), {"state": "", "why": ""}
        if reuse is not None:
            own = {"state": reuse.state.value, "why": reuse.why}
        values = texts if is_typed and "state" in texts else own
        forms.append(
            ReuseForm(
                kommun=kommun.name,
                slug=kommun.slug,
                state=values.get("state", ""),
                why=values.get("why", ""),
                options=options,
                is_noted=reuse is not None,
                stamp=texts.get("fore", "") if is_typed and not is_conflict else stamp,
                stamp_now=stamp,
                theirs=_theirs(reuse) if is_typed and is_conflict else (),
            )
        )
    return tuple(forms)


def _theirs(reuse: Reuse | None) -> Options:
    if reuse is None:
        return (("Hur långt", "Inget är noterat"),)
    lines = (("Hur långt", REUSE_STATES[reuse.state]), ("Varför", reuse.why))
    return tuple(line for line in lines if line[1])
