"""What a closed workshop came to, and letting its notes become needs, actions, offers and evidence."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.assessments.plans import RawAction
from app.services.assessments.plans import InvalidPlanError
from app.services.support.attention import AboveLimitError
from app.services.support.needs import InvalidNeedError, open_need_form
from app.services.support.offer_writing import open_offer_form
from app.services.workshops import landing as services
from app.services.workshops.evidence import land_as_evidence, take_back_evidence
from app.services.workshops.landing import WorkshopEnd, open_end
from app.services.workshops.landing_actions import NoteIsActionError, land_as_action
from app.support.needs.need import RawNeed
from app.support.workshops.landing import LandingKind
from app.web.shell.contexts.frame import Frame
from app.web.shell.http.forms import FormFields, ManyFormFields, ticked
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import RegionRequest, VisitorRegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.needs import by_field, need_page
from app.web.support.contexts.offer_form import offer_form_page
from app.web.workshops.contexts.end import TAKEN_BACK, choice_of, end_page, need_of, offer_of, year_asking
from app.web.workshops.contexts.note_action import action_of, note_action_page, note_is_action_page
from app.web.workshops.participant_cookie import visitor_of
from app.web.workshops.routes.boards import GroupNumber
from app.web.workshops.routes.notes import NoteNumber
from app.web.workshops.routes.workshops import WorkshopNumber, workshop_frame

router = APIRouter(prefix="/{region}/workshop/{number}/avslut")
NEED_FIELDS = ("capital", "item", "form", "text", "urgency", "together", "audience", "year")


@router.get("")
@needs(Open.ANYONE)
def end(request: VisitorRegionRequest, number: WorkshopNumber, klart: str = "") -> HTMLResponse:
    """For the people of its owner."""
    return _end_page(request, number, klart)


@router.get("/{note}/behov")
@needs(Right.LEAD_WORKSHOP)
def need_from(request: RegionRequest, number: WorkshopNumber, note: NoteNumber) -> HTMLResponse:
    return _need_form(request, number, note)


@router.post("/{note}/behov")
@needs(Right.LEAD_WORKSHOP)
def make_need(request: RegionRequest, number: WorkshopNumber, note: NoteNumber, fields: FormFields) -> Response:
    raw = RawNeed(**{name: fields.get(name, "") for name in NEED_FIELDS}, groups=ticked(fields, "groups"))
    raw_need = services.TypedNeed(raw, fields.get("kommun", ""))
    facts = request.database, request.actor, request.key, number, note
    try:
        services.land_as_need(*facts, raw_need, request.now, public_url=request.public_url)
    except InvalidNeedError as error:
        return _need_form(request, number, note, raw_need, by_field(error.errors))
    except InvalidInputError as error:
        return _need_form(request, number, note, raw_need, error.errors)
    return _back(request, number, LandingKind.NEED, note)


@router.get("/{note}/atgard")
@needs(Right.LEAD_WORKSHOP)
def action_from(request: RegionRequest, number: WorkshopNumber, note: NoteNumber) -> HTMLResponse:
    return _action_form(request, number, note)


@router.post("/{note}/atgard")
@needs(Right.LEAD_WORKSHOP)
def make_action(request: RegionRequest, number: WorkshopNumber, note: NoteNumber, fields: FormFields) -> Response:
    workshop_end = open_end(request.database, visitor_of(request), request.key, number)
    capital_id = workshop_end.group_of(workshop_end.note(note)).capital_id
    raw = RawAction(capital=capital_id, **{name: fields.get(name, "") for name in ("text", "owner", "due")})
    facts, kommun = (request.database, request.actor, request.key, number, note), fields.get("kommun", "")
    try:
        land_as_action(*facts, raw, request.now, kommun=kommun)
    except InvalidPlanError as error:
        errors = by_field(each for errors in error.errors.values() for each in errors)
        return _action_form(request, number, note, raw, kommun, errors)
    except InvalidInputError as error:
        return _action_form(request, number, note, raw, kommun, error.errors)
    except NoteIsActionError as error:
        return _action_there(request, number, note, raw, error)
    return _back(request, number, LandingKind.ACTION, note)


@router.get("/{note}/erbjudande")
@needs(Right.OFFER_SUPPORT)
def offer_from(request: RegionRequest, number: WorkshopNumber, note: NoteNumber) -> HTMLResponse:
    return _offer_form(request, number, note)


@router.post("/{note}/erbjudande")
@needs(Right.OFFER_SUPPORT)
def make_offer(request: RegionRequest, number: WorkshopNumber, note: NoteNumber, fields: ManyFormFields) -> Response:
    facts = request.database, request.actor, request.key, number, note
    try:
        services.land_as_offer(*facts, fields, request.now, public_url=request.public_url)
    except InvalidInputError as error:
        return _offer_form(request, number, note, fields, errors=error.errors)
    except AboveLimitError as error:
        return _offer_form(request, number, note, fields, above=error)
    return _back(request, number, LandingKind.OFFER, note)


@router.post("/{note}/underlag")
@needs(Right.LEAD_WORKSHOP)
def keep_as_evidence(request: RegionRequest, number: WorkshopNumber, note: NoteNumber) -> Response:
    land_as_evidence(request.database, request.actor, request.key, number, note, request.now)
    return _back(request, number, LandingKind.EVIDENCE, note)


@router.post("/{note}/underlag/ta-bort")
@needs(Right.LEAD_WORKSHOP)
def keep_no_longer(request: RegionRequest, number: WorkshopNumber, note: NoteNumber) -> Response:
    take_back_evidence(request.database, request.actor, request.key, number, note, request.now)
    return RedirectResponse(f"/{request.key}/workshop/{number}/avslut?klart={TAKEN_BACK}#lapp-{note}", 303)


@router.post("/rad/{group}")
@needs(Right.LEAD_WORKSHOP)
def put_in_report(
    request: RegionRequest, number: WorkshopNumber, group: GroupNumber, kommun: Annotated[str, Form()] = ""
) -> Response:
    """A group's one-liner."""
    facts = request.database, request.actor, request.key, number, group
    try:
        services.land_one_liner(*facts, request.now, kommun)
    except InvalidInputError as error:
        return _end_page(request, number, errors=error.errors)
    return RedirectResponse(f"/{request.key}/workshop/{number}/avslut?klart={LandingKind.REPORT}#meningar", 303)


def _back(request: RegionRequest, number: int, kind: LandingKind, note_id: int) -> Response:
    return RedirectResponse(f"/{request.key}/workshop/{number}/avslut?klart={kind}#lapp-{note_id}", 303)


def _end_page(
    request: VisitorRegionRequest | RegionRequest,
    number: int,
    done_word: str = "",
    errors: dict[str, str] | None = None,
) -> HTMLResponse:
    workshop_end = open_end(request.database, visitor_of(request), request.key, number)
    page_frame = _frame(request, workshop_end, f"Det här blev det av {workshop_end.open_workshop.workshop.title}")
    return page(
        "workshops/html/end.html", end_page(page_frame, workshop_end, done_word, errors), 422 if errors else 200
    )


def _frame(request: VisitorRegionRequest | RegionRequest, workshop_end: WorkshopEnd, title: str) -> Frame:
    return workshop_frame(request, workshop_end.open_workshop, title)


def _need_form(
    request: RegionRequest,
    number: int,
    note_id: int,
    raw_need: services.TypedNeed | None = None,
    errors: dict[str, str] | None = None,
) -> HTMLResponse:
    workshop_end, note = _landable(request, number, note_id, LandingKind.NEED)
    raw, kommun = (need_of(workshop_end, note), "") if raw_need is None else (raw_need.raw, raw_need.kommun)
    choice = choice_of(workshop_end, note, LandingKind.NEED, kommun)
    form = open_need_form(request.database, request.actor, year_asking(workshop_end, choice), request.now, raw=raw)
    page_frame = _frame(request, workshop_end, f"Gör lapp {note_id} till ett behov")
    url = f"/{request.key}/workshop/{number}/avslut"
    context = replace(
        need_page(page_frame, form),
        action=f"{url}/{note_id}/behov",
        url=f"{url}#lapp-{note_id}",
        kommun=choice,
        errors=errors or {},
    )
    return page("support/html/needs/need.html", context, 422 if errors else 200)


def _action_form(
    request: RegionRequest,
    number: int,
    note_id: int,
    raw: RawAction | None = None,
    kommun: str = "",
    errors: dict[str, str] | None = None,
) -> HTMLResponse:
    workshop_end, note = _landable(request, number, note_id, LandingKind.ACTION)
    page_frame = _frame(request, workshop_end, f"Gör lapp {note_id} till en åtgärd")
    raw = raw or action_of(workshop_end, note)
    context = note_action_page(page_frame, workshop_end, note, raw, kommun, errors or {})
    return page("workshops/html/note_action.html", context, 422 if errors else 200)


def _action_there(
    request: RegionRequest, number: int, note_id: int, raw: RawAction, error: NoteIsActionError
) -> HTMLResponse:
    workshop_end, note = _landable(request, number, note_id, LandingKind.ACTION)
    page_frame = _frame(request, workshop_end, f"Lapp {note_id} är redan en åtgärd")
    context = note_is_action_page(page_frame, workshop_end, note, raw, error)
    return page("workshops/html/note_is_action.html", context, 409)


def _offer_form(
    request: RegionRequest,
    number: int,
    note_id: int,
    fields: dict[str, str] | None = None,
    *,
    errors: dict[str, str] | None = None,
    above: AboveLimitError | None = None,
) -> HTMLResponse:
    workshop_end, note = _landable(request, number, note_id, LandingKind.OFFER)
    form = open_offer_form(request.database, request.actor, request.key, request.now)
    page_frame = _frame(request, workshop_end, f"Gör lapp {note_id} till ett erbjudande")
    texts = offer_of(workshop_end, note) if fields is None else fields
    url = f"/{request.key}/workshop/{number}/avslut"
    context = offer_form_page(page_frame, form, texts, errors, above=above)
    context = replace(context, action=f"{url}/{note_id}/erbjudande", back_url=f"{url}#lapp-{note_id}")
    return page("support/html/offers/offer_form.html", context, 422 if errors or above else 200)


def _landable(request: RegionRequest, number: int, note_id: int, kind: LandingKind) -> services.LandableNote:
    """The workshop and the note. Raises NotFoundError for what the note cannot become."""
    return services.landable(request.database, request.actor, request.key, number, note_id, kind)
