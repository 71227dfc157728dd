"""A region's networks: the list, one with its seats and meetings, and what its coordinators and kommuner change."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError
from app.services.exchange import network_meetings as meetings
from app.services.exchange import networks as services
from app.services.exchange.network_meetings import TopicChangedError
from app.services.exchange.networks import NetworkChangedError, NetworkForm, SeatChangedError
from app.support.exchange.network import MAX_SEATS
from app.web.exchange.contexts.network_forms import network_form_page, seat_page, topic_page
from app.web.exchange.contexts.networks import network_page, networks_page
from app.web.exchange.routes.examples import Number, exchange_frame
from app.web.shell.contexts.frame import Crumb, Frame
from app.web.shell.formatting import day
from app.web.shell.http.forms import FormFields, ManyFormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/natverk")
TopicNumber = Annotated[int, Path(ge=0, le=2**31 - 1)]
"""0 for a new one."""
SeatNumber = Annotated[int, Query(ge=0, le=MAX_SEATS)]
"""0 for the kommun's first."""


@router.get("")
@needs(Right.SEE_EXCHANGE)
def networks(request: RegionRequest) -> HTMLResponse:
    region_networks = services.open_networks(request.database, request.actor, request.key)
    region = region_networks.place.region
    page_frame = exchange_frame(request, region, f"Nätverk i {region.name}")
    return page("exchange/html/networks.html", networks_page(page_frame, region_networks))


@router.get("/nytt")
@needs(Right.LEAD_EXCHANGE)
def new_network(request: RegionRequest) -> HTMLResponse:
    form = services.open_network_form(request.database, request.actor, request.key)
    return page("exchange/html/network_form.html", network_form_page(_form_frame(request, form), form))


@router.post("/nytt")
@needs(Right.LEAD_EXCHANGE)
def add_network(request: RegionRequest, fields: ManyFormFields) -> Response:
    return _saved(request, fields, None)


@router.get("/{number}")
@needs(Right.SEE_EXCHANGE)
def network(request: RegionRequest, number: Number, klart: str = "") -> HTMLResponse:
    return _network_page(request, number, klart)


@router.get("/{number}/andra")
@needs(Right.LEAD_EXCHANGE)
def edit_network(request: RegionRequest, number: Number) -> HTMLResponse:
    form = services.open_network_form(request.database, request.actor, request.key, number)
    return page("exchange/html/network_form.html", network_form_page(_form_frame(request, form), form))


@router.post("/{number}/andra")
@needs(Right.LEAD_EXCHANGE)
def change_network(request: RegionRequest, number: Number, fields: ManyFormFields) -> Response:
    return _saved(request, fields, number)


@router.get("/{number}/plats")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def seat(request: RegionRequest, number: Number, kommun: str = "", plats: SeatNumber = 0) -> HTMLResponse:
    return _seat_page(request, number, kommun, plats)


@router.post("/{number}/plats")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def note_seat(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    try:
        services.note_seat(request.database, request.actor, request.key, number, fields, request.now)
    except InvalidInputError as error:
        place = fields.get("kommun", ""), number_in(fields, "plats")
        return _seat_page(request, number, *place, fields, error)
    return _done(request, number, "plats")


@router.post("/{number}/moten")
@needs(Right.LEAD_EXCHANGE)
def add_meeting(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    try:
        meetings.add_meeting(request.database, request.actor, request.key, number, fields, request.now)
    except InvalidInputError as error:
        return _network_page(request, number, fields=fields, errors=error.errors)
    return _done(request, number, "mote")


@router.get("/{number}/moten/{meeting}/punkter/{topic}")
@needs(Right.LEAD_EXCHANGE)
def topic(request: RegionRequest, number: Number, meeting: Number, topic: TopicNumber) -> HTMLResponse:
    return _topic_page(request, number, meeting, topic)


@router.post("/{number}/moten/{meeting}/punkter/{topic}")
@needs(Right.LEAD_EXCHANGE)
def note_topic(
    request: RegionRequest, number: Number, meeting: Number, topic: TopicNumber, fields: FormFields
) -> Response:
    facts = request.database, request.actor, request.key, number, meeting, topic
    try:
        meetings.note_topic(*facts, fields, request.now)
    except InvalidInputError as error:
        return _topic_page(request, number, meeting, topic, fields, error)
    return _done(request, number, "punkt")


def _done(request: RegionRequest, number: int, notice: str) -> Response:
    return RedirectResponse(f"/{request.key}/natverk/{number}?klart={notice}", 303)


def _crumb(region: Region) -> Crumb:
    return Crumb("Nätverk", f"{region.key.path}/natverk")


def _below(request: RegionRequest, region: Region, number: int, network_title: str, title: str) -> Frame:
    """Of a page below one network."""
    crumb = Crumb(network_title, f"{region.key.path}/natverk/{number}")
    return exchange_frame(request, region, title, _crumb(region), crumb)


def _form_frame(request: RegionRequest, form: NetworkForm) -> Frame:
    title = "Nytt nätverk" if form.stored is None else f"Ändra {form.stored.network.title}"
    return exchange_frame(request, form.place.region, title, _crumb(form.place.region))


def _saved(request: RegionRequest, fields: dict[str, str], number: int | None) -> Response:
    facts, version = (request.database, request.actor, request.key), number_in(fields, "version")
    try:
        saved_id = services.save_network(*facts, fields, request.now, network_id=number, version=version)
    except InvalidInputError as error:
        form, is_conflict = services.open_network_form(*facts, number), isinstance(error, NetworkChangedError)
        loaded_version = None if is_conflict else version
        context = network_form_page(
            _form_frame(request, form), form, fields, error.errors, version=loaded_version, is_conflict=is_conflict
        )
        return page("exchange/html/network_form.html", context, 422)
    return _done(request, saved_id, "sparat")


def _network_page(
    request: RegionRequest,
    number: int,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:
    view = services.open_network(request.database, request.actor, request.key, number)
    region = view.place.region
    page_frame = exchange_frame(request, region, view.stored.network.title, _crumb(region))
    context = network_page(page_frame, view, notice, fields=fields, errors=errors)
    return page("exchange/html/network.html", context, 422 if errors else 200)


def _seat_page(
    request: RegionRequest,
    number: int,
    kommun: str,
    seat_number: int,
    fields: Mapping[str, str] | None = None,
    error: InvalidInputError | None = None,
) -> HTMLResponse:
    form = services.open_seat_form(request.database, request.actor, request.key, number, kommun, seat_number)
    which = "Platsen" if form.stored.network.seats_each == 1 else "En plats"
    title = f"{which} för {form.kommun.name} i {form.stored.network.title}"
    page_frame = _below(request, form.place.region, number, form.stored.network.title, title)
    errors, is_conflict = None if error is None else error.errors, isinstance(error, SeatChangedError)
    context = seat_page(page_frame, form, fields, errors, is_conflict=is_conflict)
    return page("exchange/html/seat.html", context, 409 if is_conflict else 422 if errors else 200)


def _topic_page(
    request: RegionRequest,
    number: int,
    meeting: int,
    topic: int,
    fields: Mapping[str, str] | None = None,
    error: InvalidInputError | None = None,
) -> HTMLResponse:
    facts = request.database, request.actor, request.key, number, meeting, topic, request.now
    form = meetings.open_topic_form(*facts)
    held_on = day(form.meeting.held_on)
    title = f"Ny punkt {held_on}" if form.topic is None else f"Vad blev det av {form.topic.topic.text}?"
    page_frame = _below(request, form.place.region, number, form.network.network.title, title)
    errors, is_conflict = None if error is None else error.errors, isinstance(error, TopicChangedError)
    context = topic_page(page_frame, form, fields, errors, is_conflict=is_conflict)
    return page("exchange/html/topic.html", context, 409 if is_conflict else 422 if errors else 200)
