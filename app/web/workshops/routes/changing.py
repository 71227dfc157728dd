"""Changing a workshop by whoever leads it, and taking a planned one away."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError, NotFoundError
from app.services.workshops.replanning import (
    PlanChangedError,
    WorkshopClosedError,
    change_workshop,
    open_change,
    remove_workshop,
)
from app.web.shell.contexts.frame import frame
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.workshops.contexts.changing import change_page, removal_page
from app.web.workshops.contexts.workshops import REMOVED, WorkshopGonePage
from app.web.workshops.routes.workshops import WorkshopNumber, workshop_frame

router = APIRouter(prefix="/{region}/workshop/{number}")


@router.get("/andra")
@needs(Right.LEAD_WORKSHOP)
def change_form(request: RegionRequest, number: WorkshopNumber) -> HTMLResponse:
    return _form(request, number)


@router.post("/andra")
@needs(Right.LEAD_WORKSHOP)
def change(request: RegionRequest, number: WorkshopNumber, fields: FormFields) -> Response:
    """Whoever was changing one that is taken away meanwhile is shown what was typed, as an outsider is; so is who was
    changing one that is closed meanwhile."""
    facts = request.database, request.actor, request.key, number, fields, fields.get("stampel", ""), request.now
    try:
        change_workshop(*facts)
    except PlanChangedError as error:
        return _form(request, number, fields, error.errors, is_conflict=True)
    except InvalidInputError as error:
        return _form(request, number, fields, error.errors)
    except NotFoundError:
        return _removed(request, fields)
    except WorkshopClosedError:
        return _closed(request, number, fields)
    return RedirectResponse(f"/{request.key}/workshop/{number}", 303)


@router.get("/ta-bort")
@needs(Right.LEAD_WORKSHOP)
def removal_form(request: RegionRequest, number: WorkshopNumber) -> HTMLResponse:
    change = open_change(request.database, request.actor, request.key, number)
    title = f"Ta bort {change.open_workshop.workshop.title}?"
    page_frame = workshop_frame(request, change.open_workshop, title)
    return page("workshops/html/remove_workshop.html", removal_page(page_frame, change))


@router.post("/ta-bort")
@needs(Right.LEAD_WORKSHOP)
def remove(request: RegionRequest, number: WorkshopNumber) -> Response:
    """A second click is told what an outsider is told: that there is none."""
    try:
        remove_workshop(request.database, request.actor, request.key, number, request.now)
    except NotFoundError:
        return _removed(request, {})
    return RedirectResponse(f"/{request.key}/workshop?klart={REMOVED}", 303)


def _form(
    request: RegionRequest,
    number: int,
    fields: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    *,
    is_conflict: bool = False,
) -> HTMLResponse:
    change = open_change(request.database, request.actor, request.key, number)
    title = f"Ändra {change.open_workshop.workshop.title}"
    page_frame = workshop_frame(request, change.open_workshop, title)
    context = change_page(page_frame, change, fields, errors, is_conflict=is_conflict)
    status = 409 if is_conflict else 422 if errors else 200
    return page("workshops/html/change_workshop.html", context, status)


def _removed(request: RegionRequest, fields: dict[str, str]) -> HTMLResponse:
    context = WorkshopGonePage(frame(request, "Workshopen finns inte"), _typed(fields), is_removed=True)
    return page("workshops/html/workshop_gone.html", context, 404)


def _closed(request: RegionRequest, number: int, fields: dict[str, str]) -> HTMLResponse:
    url = f"/{request.key}/workshop/{number}"
    context = WorkshopGonePage(frame(request, "Workshopen är avslutad"), _typed(fields), closed_url=url)
    return page("workshops/html/workshop_gone.html", context, 409)


def _typed(fields: dict[str, str]) -> str:
    return "\n".join(filter(None, (fields.get("title", ""), fields.get("focus", ""))))
