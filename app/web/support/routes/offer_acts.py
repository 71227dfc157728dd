"""What those who offer do: writing and changing an offer, closing sign-up, cancelling, noting who came."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotAuthorizedError, PermissionDeniedError
from app.services.kernel import words as kernel_words
from app.services.support.attention import AboveLimitError
from app.services.support.offer_acts import (
    attendance_closed,
    cancel_offer,
    close_offer,
    note_attendance,
    require_not_over,
)
from app.services.support.offer_writing import OfferChangedError, OfferForm, open_offer_form, save_offer
from app.services.support.offers import OpenedOffer, open_offer
from app.support.offers.offer import OfferState
from app.web.shell.contexts.frame import Crumb
from app.web.shell.http.forms import FormFields, ManyFormFields, number_in, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.offer_form import attendance_page, cancel_offer_page, offer_form_page
from app.web.support.routes.offers import OfferNumber, offer_frame

router = APIRouter(prefix="/{region}/erbjudanden")


@router.get("/nytt")
@needs(Right.OFFER_SUPPORT)
def new_offer(request: RegionRequest, insats: str = "", behov: str = "") -> HTMLResponse:
    """`behov` has numbers of needs with commas between them."""
    need_ids = tuple(filter(None, map(whole_number, behov.split(",")[:100])))
    facts = request.database, request.actor, request.key, request.now
    return _form_page(request, open_offer_form(*facts, item_id=insats, need_ids=need_ids))


@router.post("/nytt")
@needs(Right.OFFER_SUPPORT)
def add_offer(request: RegionRequest, fields: ManyFormFields) -> Response:
    return _saved(request, fields, None)


@router.get("/{number}/andra")
@needs(Right.OFFER_SUPPORT)
def edit_offer(request: RegionRequest, number: OfferNumber) -> HTMLResponse:
    facts = request.database, request.actor, request.key, request.now
    return _form_page(request, open_offer_form(*facts, offer_id=number))


@router.post("/{number}/andra")
@needs(Right.OFFER_SUPPORT)
def change_offer(request: RegionRequest, number: OfferNumber, fields: ManyFormFields) -> Response:
    return _saved(request, fields, number)


@router.post("/{number}/stang")
@needs(Right.OFFER_SUPPORT)
def close(request: RegionRequest, number: OfferNumber) -> Response:
    return _closed(request, number, is_open=False)


@router.post("/{number}/oppna")
@needs(Right.OFFER_SUPPORT)
def reopen(request: RegionRequest, number: OfferNumber) -> Response:
    return _closed(request, number, is_open=True)


@router.get("/{number}/stall-in")
@needs(Right.OFFER_SUPPORT)
def cancelling(request: RegionRequest, number: OfferNumber) -> HTMLResponse:
    return _cancel_page(request, number)


@router.post("/{number}/stall-in")
@needs(Right.OFFER_SUPPORT)
def cancel(request: RegionRequest, number: OfferNumber, fields: FormFields) -> Response:
    reason, facts = fields.get("reason", ""), (request.database, request.actor, request.key, number)
    try:
        cancel_offer(*facts, reason, request.now, public_url=request.public_url)
    except InvalidInputError as error:
        return _cancel_page(request, number, reason, error.errors)
    if fields.get("utkast"):
        return RedirectResponse(f"/{request.key}/erbjudanden", 303)
    return _back(request, number, "installt")


@router.get("/{number}/narvaro")
@needs(Right.OFFER_SUPPORT)
def attendance(request: RegionRequest, number: OfferNumber) -> HTMLResponse:
    return _attendance_page(request, number)


@router.post("/{number}/narvaro")
@needs(Right.OFFER_SUPPORT)
def note_who_came(request: RegionRequest, number: OfferNumber, fields: ManyFormFields) -> Response:
    states = {kommun: fields[f"came.{kommun}"] for kommun in ticked(fields, "came")}
    try:
        note_attendance(request.database, request.actor, request.key, number, states, request.now)
    except InvalidInputError as error:
        return _attendance_page(request, number, fields, error.errors)
    return _back(request, number, "narvaro")


def _closed(request: RegionRequest, number: int, *, is_open: bool) -> Response:
    facts = request.database, request.actor, request.key, number, request.now
    close_offer(*facts, is_open=is_open, public_url=request.public_url)
    return _back(request, number, "oppnat" if is_open else "stangt")


def _back(request: RegionRequest, number: int, message: str) -> Response:
    return RedirectResponse(f"/{request.key}/erbjudanden/{number}?klart={message}", 303)


def _saved(request: RegionRequest, fields: dict[str, str], number: int | None) -> Response:
    facts, is_draft = (request.database, request.actor, request.key), fields.get("act") == "utkast"
    try:
        offer_id = save_offer(*facts, fields, request.now, offer_id=number, public_url=request.public_url)
    except InvalidInputError as error:
        form, is_conflict = open_offer_form(*facts, request.now, offer_id=number), isinstance(error, OfferChangedError)
        form = form if is_conflict else form.loaded_as(number_in(fields, "version"))
        return _form_page(request, form, fields, error.errors, is_conflict=is_conflict)
    except AboveLimitError as error:
        form = open_offer_form(*facts, request.now, offer_id=number).loaded_as(number_in(fields, "version"))
        return _form_page(request, form, fields, above=error)
    message = "publicerat" if fields.get("act") == "publicera" else "andrat"
    return _back(request, offer_id, "utkast" if is_draft else message)


def _form_page(
    request: RegionRequest,
    form: OfferForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
    above: AboveLimitError | None = None,
) -> HTMLResponse:
    title = "Nytt erbjudande" if form.offer is None else f"Ändra {form.offer.offer.title}"
    page_frame = offer_frame(request, form.catalogue, title)
    context = offer_form_page(page_frame, form, fields, errors, is_conflict=is_conflict, above=above)
    return page("support/html/offers/offer_form.html", context, 422 if errors or above else 200)


def _opened(request: RegionRequest, number: int, *, attends: bool = False) -> OpenedOffer:
    open_view = open_offer(request.database, request.actor, request.key, number, request.now)
    if not (open_view.view.may_note_attendance if attends else open_view.view.may_change):
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_REGION_ROLE)
    if attends and (why := attendance_closed(open_view.view.offer, request.now)):
        raise PermissionDeniedError(why)
    if not attends:
        require_not_over(open_view)
    return open_view


def _crumb(open_view: OpenedOffer) -> Crumb:
    offer = open_view.view.offer
    return Crumb(offer.offer.title, f"/{open_view.region.slug}/erbjudanden/{offer.id}")


def _cancel_page(
    request: RegionRequest, number: int, reason: str = "", errors: Mapping[str, str] | None = None
) -> HTMLResponse:
    open_view = _opened(request, number)
    what = "Ta bort utkastet" if open_view.view.state is OfferState.DRAFT else "Ställ in"
    title = f"{what} {open_view.view.offer.offer.title}?"
    page_frame = offer_frame(request, open_view.catalogue, title, below=_crumb(open_view))
    context = cancel_offer_page(page_frame, open_view, reason, errors)
    return page("support/html/offers/cancel_offer.html", context, 422 if errors else 200)


def _attendance_page(
    request: RegionRequest,
    number: int,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:
    open_view = _opened(request, number, attends=True)
    page_frame = offer_frame(
        request, open_view.catalogue, f"Vilka kom till {open_view.view.offer.offer.title}?", below=_crumb(open_view)
    )
    context = attendance_page(page_frame, open_view, fields, errors)
    return page("support/html/offers/attendance.html", context, 422 if errors else 200)
