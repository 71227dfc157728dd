"""Contexts of the forms of a network: the network itself, a kommun's seat in it, and an item of a meeting's agenda."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.exchange.network_meetings import TopicForm, target_of
from app.services.exchange.networks import KOMMUNER, NetworkForm, SeatForm
from app.support.exchange.network import MAX_SEATS, Topic
from app.web.exchange.contexts.networks import STATES
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

Options = tuple[tuple[str, str], ...]
STATE_OPTIONS: Options = tuple((state.value, name) for state, name in STATES.items())
VACANT = "Ingen, platsen är vakant"
SEAT_NUMBERS: Options = tuple((str(number), str(number)) for number in range(1, MAX_SEATS + 1))
LABELS = {
    "title": "Namn",
    "purpose": "Vad nätverket är till för",
    "target_group": "Vilka det är till för",
    "mandate": "Mandat",
    "leader": "Vem som leder det",
    "sisters": "Systernätverk på andra håll",
    "documents": "Länkar till underlag",
    "seats_each": "Platser för varje kommun",
}


@dataclass(frozen=True, slots=True)
class NetworkFormPage:
    frame: Frame
    action: str
    back_url: str
    fields: Mapping[str, str]
    version: int
    states: Options
    kommuner: tuple[Tick, ...]
    seat_numbers: Options
    labels: Mapping[str, str]
    errors: Mapping[str, str]
    stored: Options
    """As somebody else has saved it since the page was loaded; empty otherwise."""


@dataclass(frozen=True, slots=True)
class SeatPage:
    frame: Frame
    action: str
    back_url: str
    network: str
    kommun: str
    kommun_slug: str
    number: int
    stamp: str
    """Of the seat as it stood when what is typed was begun."""
    theirs: Options
    """What stands now, where somebody else has saved it since the form was loaded; empty otherwise."""
    role: str
    holder: str
    holders: Options
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TopicPage:
    frame: Frame
    action: str
    back_url: str
    is_new: bool
    stamp: str
    """Of the item as it stood when what is typed was begun; empty for a new one."""
    theirs: Options
    """What stands now, where somebody else has saved it since the form was loaded; empty otherwise."""
    text: str
    outcome: str
    review: DayTyped
    target: str
    targets: Options
    errors: Mapping[str, str]


def network_form_page(
    frame: Frame,
    form: NetworkForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    version: int | None = None,
    is_conflict: bool = False,
) -> NetworkFormPage:
    """`version` is the one the page was loaded with, where that is not to be the latest."""
    url = f"/{form.place.region.slug}/natverk"
    texts = form.fields if fields is None else fields
    return NetworkFormPage(
        frame=frame,
        action=f"{url}/nytt" if form.stored is None else f"{url}/{form.stored.id}/andra",
        back_url=url if form.stored is None else f"{url}/{form.stored.id}",
        fields=texts,
        version=form.version if version is None else version,
        states=STATE_OPTIONS,
        kommuner=tuple(
            Tick(name=str(each.id), label=each.name, note="", is_ticked=f"{KOMMUNER}.{each.id}" in texts)
            for each in form.place.kommuner
        ),
        seat_numbers=SEAT_NUMBERS,
        labels=LABELS,
        errors=errors or {},
        stored=tuple((label, form.fields.get(name, "")) for name, label in LABELS.items() if form.fields.get(name))
        if is_conflict
        else (),
    )


def seat_page(
    frame: Frame,
    form: SeatForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
) -> SeatPage:
    """`fields` are what was sent and is not saved."""
    url, seat = f"/{form.place.region.slug}/natverk/{form.stored.id}", form.seat
    holder = "" if seat.membership_id is None else str(seat.membership_id)
    return SeatPage(
        frame=frame,
        action=f"{url}/plats",
        back_url=url,
        network=form.stored.network.title,
        kommun=form.kommun.name,
        kommun_slug=form.kommun.slug,
        number=seat.number,
        stamp=seat.stamp if fields is None or is_conflict else fields.get("fore", ""),
        theirs=_theirs(form) if is_conflict else (),
        role=seat.role if fields is None else fields.get("role", ""),
        holder=holder if fields is None else fields.get("holder", ""),
        holders=(
            ("", VACANT),
            *((str(each.id), each.name or each.address) for each in form.members),
        ),
        errors=errors or {},
    )


def _theirs(form: SeatForm) -> Options:
    holder = next((each.name or each.address for each in form.members if each.id == form.seat.membership_id), VACANT)
    return (("Roll", form.seat.role or "Ingen"), ("Får mejlen", holder))


def topic_page(
    frame: Frame,
    form: TopicForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
) -> TopicPage:
    """`fields` are what was sent and is not saved."""
    url = f"/{form.place.region.slug}/natverk/{form.network.id}"
    own_texts = {} if form.topic is None else _topic_fields(form.topic.topic)
    texts = own_texts if fields is None else fields
    stamp = "" if form.topic is None else form.topic.stamp
    number = 0 if form.topic is None else form.topic.id
    return TopicPage(
        frame=frame,
        action=f"{url}/moten/{form.meeting.id}/punkter/{number}",
        back_url=url,
        is_new=form.topic is None,
        stamp=stamp if fields is None or is_conflict else fields.get("fore", ""),
        theirs=_topic_lines(form, own_texts) if is_conflict else (),
        text=texts.get("text", ""),
        outcome=texts.get("outcome", ""),
        review=DayTyped(texts.get("review", "")),
        target=texts.get("target", ""),
        targets=(("", "Inget"), *form.targets.items()),
        errors=errors or {},
    )


def _topic_fields(topic: Topic) -> dict[str, str]:
    review = "" if topic.review_on is None else topic.review_on.isoformat()
    target = target_of(topic.leads_to, topic.target_id)
    return {"text": topic.text, "outcome": topic.outcome, "review": review, "target": target}


def _topic_lines(form: TopicForm, texts: Mapping[str, str]) -> Options:
    review = None if form.topic is None else form.topic.topic.review_on
    lines = (
        ("Vad punkten gäller", texts.get("text", "")),
        ("Leder till", form.targets.get(texts.get("target", ""), "")),
        ("Vad det blev", texts.get("outcome", "")),
        ("Tas upp igen", "" if review is None else day(review)),
    )
    return tuple(line for line in lines if line[1])
