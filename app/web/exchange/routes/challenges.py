"""Challenges that kommuner share: the list, raising and changing one, saying that one has the same, ending it."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.exchange import challenges as services
from app.services.exchange.challenges import ChallengeChangedError, ChallengeEndedError
from app.web.exchange.contexts.challenges import (
    challenge_ended_page,
    challenge_form_page,
    challenges_page,
    close_challenge_page,
)
from app.web.exchange.routes.examples import Number, exchange_frame
from app.web.shell.contexts.frame import Crumb
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/utmaningar")


@router.get("")
@needs(Right.SEE_EXCHANGE)
def challenges(request: RegionRequest, klart: str = "") -> HTMLResponse:
    region_challenges = services.open_challenges(request.database, request.actor, request.key)
    region = region_challenges.place.region
    page_frame = exchange_frame(request, region, f"Utmaningar i {region.name}")
    return page("exchange/html/challenges.html", challenges_page(page_frame, region_challenges, klart))


@router.get("/ny")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def new_challenge(request: RegionRequest) -> HTMLResponse:
    return _form_page(request, None)


@router.post("/ny")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def add_challenge(request: RegionRequest, fields: FormFields) -> Response:
    return _saved(request, fields, None)


@router.get("/{number}")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def edit_challenge(request: RegionRequest, number: Number) -> HTMLResponse:
    return _form_page(request, number)


@router.post("/{number}")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def change_challenge(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    return _saved(request, fields, number)


@router.post("/{number}/vi-med")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def share(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    has_it, kommun = fields.get("act") != "inte", fields.get("kommun", "")
    facts = request.database, request.actor, request.key, number, kommun, request.now
    services.share_challenge(*facts, has_it=has_it)
    return RedirectResponse(f"/{request.key}/utmaningar?klart=noterat#utmaning-{number}", 303)


@router.get("/{number}/avsluta")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def closing(request: RegionRequest, number: Number) -> HTMLResponse:
    return _close_page(request, number)


@router.post("/{number}/avsluta")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def close(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    try:
        services.close_challenge(request.database, request.actor, request.key, number, fields, request.now)
    except InvalidInputError as error:
        return _close_page(request, number, fields.get("reason", ""), error.errors)
    except ChallengeEndedError:
        return _ended_page(request, number, fields.get("reason", ""))
    return _done(request, "avslutad")


def _done(request: RegionRequest, notice: str) -> Response:
    return RedirectResponse(f"/{request.key}/utmaningar?klart={notice}", 303)


def _saved(request: RegionRequest, fields: dict[str, str], number: int | None) -> Response:
    facts, version = (request.database, request.actor, request.key), number_in(fields, "version")
    try:
        services.save_challenge(*facts, fields, request.now, challenge_id=number, version=version)
    except InvalidInputError as error:
        is_conflict = isinstance(error, ChallengeChangedError)
        loaded_version = None if is_conflict else version
        return _form_page(request, number, fields, error.errors, version=loaded_version, is_conflict=is_conflict)
    except ChallengeEndedError:
        texts = "\n".join(filter(None, (fields.get("text", ""), fields.get("carrier", ""))))
        return _ended_page(request, number or 0, texts)
    return _done(request, "sparad")


def _form_page(
    request: RegionRequest,
    number: int | None,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    version: int | None = None,
    is_conflict: bool = False,
) -> HTMLResponse:
    facts = request.database, request.actor, request.key
    right = Right.TAKE_PART_IN_EXCHANGE
    view = services.open_challenges(*facts, right) if number is None else services.open_challenge(*facts, number)
    challenge, region = None if number is None else view.challenges[0], view.place.region
    title = "Ny utmaning" if number is None else "Ändra utmaningen"
    crumb = Crumb("Utmaningar", f"{region.key.path}/utmaningar")
    context = challenge_form_page(
        exchange_frame(request, region, title, crumb),
        view,
        challenge,
        fields,
        errors,
        version=version,
        is_conflict=is_conflict,
    )
    return page("exchange/html/challenge_form.html", context, 422 if errors else 200)


def _close_page(
    request: RegionRequest, number: int, reason: str = "", errors: Mapping[str, str] | None = None
) -> HTMLResponse:
    view = services.open_challenge(request.database, request.actor, request.key, number)
    region = view.place.region
    crumb = Crumb("Utmaningar", f"{region.key.path}/utmaningar")
    page_frame = exchange_frame(request, region, "Avsluta utmaningen", crumb)
    context = close_challenge_page(page_frame, view, reason, errors)
    return page("exchange/html/close_challenge.html", context, 422 if errors else 200)


def _ended_page(request: RegionRequest, number: int, unsaved_text: str) -> HTMLResponse:
    """For whoever was changing or ending one that somebody has ended meanwhile: how, and what was typed."""
    view = services.open_challenges(request.database, request.actor, request.key)
    crumb = Crumb("Utmaningar", f"{view.place.region.key.path}/utmaningar")
    page_frame = exchange_frame(request, view.place.region, "Utmaningen är avslutad", crumb)
    context = challenge_ended_page(page_frame, view, number, unsaved_text)
    return page("exchange/html/challenge_ended.html", context, 409)
