"""A kommun signs up to an offer, changes that, and leaves it."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.support import sign_ups as services
from app.services.support.sign_ups import SignUpChangedError, SignUpEntry, SignUpForm, open_leaving, open_sign_up
from app.support.offers.sign_up import RawSignUp
from app.web.shell.contexts.frame import Crumb, Frame
from app.web.shell.http.forms import FormFields, number_in, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.sign_up import heading_of, leave_page, sign_up_page
from app.web.support.routes.offers import OfferNumber, offer_frame

router = APIRouter(prefix="/{region}/erbjudanden/{number}")


@router.get("/anmalan")
@needs(Right.SIGN_UP)
def sign_up_form(request: RegionRequest, number: OfferNumber, kommun: str = "") -> HTMLResponse:
    form = _form(request, number, kommun)
    return page("support/html/offers/sign_up.html", sign_up_page(_frame(request, form, _title(form)), form))


@router.post("/anmalan")
@needs(Right.SIGN_UP)
def sign_up(request: RegionRequest, number: OfferNumber, fields: FormFields) -> Response:
    raw = RawSignUp(
        **{name: fields.get(name, "") for name in ("people", "mandate", "note")}, roles=ticked(fields, "roles")
    )
    entry = SignUpEntry(fields.get("kommun", ""), raw, number_in(fields, "version"))
    facts = request.database, request.actor, request.key, number
    try:
        services.sign_up(*facts, entry, request.now, public_url=request.public_url)
    except InvalidInputError as error:
        return _not_signed_up(request, number, entry, error)
    return _back(request, number, "anmalan")


@router.get("/avanmalan")
@needs(Right.SIGN_UP)
def leaving(request: RegionRequest, number: OfferNumber, kommun: str = "") -> HTMLResponse:
    form = open_leaving(request.database, request.actor, request.key, number, kommun, request.now)
    title = f"Avanmäl {form.kommun.name} från {form.offer.view.offer.offer.title}?"
    return page("support/html/offers/leave.html", leave_page(_frame(request, form, title), form))


@router.post("/avanmalan")
@needs(Right.SIGN_UP)
def leave(request: RegionRequest, number: OfferNumber, fields: FormFields) -> Response:
    facts = request.database, request.actor, request.key, number, fields.get("kommun", "")
    services.leave(*facts, request.now, public_url=request.public_url)
    return _back(request, number, "avanmalan")


def _not_signed_up(request: RegionRequest, number: int, entry: SignUpEntry, error: InvalidInputError) -> HTMLResponse:
    """Goes on from the latest version only where it shows it, as somebody else has changed the sign-up."""
    form, is_conflict = _form(request, number, entry.kommun), isinstance(error, SignUpChangedError)
    form = form if is_conflict else form.loaded_as(entry.version)
    page_frame = _frame(request, form, _title(form))
    context = sign_up_page(page_frame, form, entry.raw, error.errors, is_conflict=is_conflict)
    return page("support/html/offers/sign_up.html", context, 422)


def _form(request: RegionRequest, number: int, kommun: str) -> SignUpForm:
    return open_sign_up(request.database, request.actor, request.key, number, kommun, request.now)


def _title(form: SignUpForm) -> str:
    return f"{heading_of(form)} till {form.offer.view.offer.offer.title}"


def _frame(request: RegionRequest, form: SignUpForm, title: str) -> Frame:
    offer = form.offer.view.offer
    crumb = Crumb(offer.offer.title, f"/{form.offer.region.slug}/erbjudanden/{offer.id}")
    return offer_frame(request, form.offer.catalogue, title, below=crumb)


def _back(request: RegionRequest, number: int, message: str) -> Response:
    return RedirectResponse(f"/{request.key}/erbjudanden/{number}?klart={message}", 303)
