"""A region's common goals: the list, setting and changing one, and ending one."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError
from app.rounds.goals.goal import RawGoal
from app.services.goals import goals as services
from app.services.goals.goals import GoalChangedError, open_goal_form, open_goals
from app.web.goals.contexts.goal_form import end_goal_page, goal_form_page, title_of
from app.web.goals.contexts.goals import goals_page
from app.web.shell.contexts.frame import Crumb, Frame, frame, region_crumbs
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.routes.catalogue import support_crumbs

router = APIRouter(prefix="/{region}/mal")
GoalNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("")
@needs(Right.SEE_GOALS)
def goals(request: RegionRequest, klart: str = "") -> HTMLResponse:
    region_goals = open_goals(request.database, request.actor, request.key, request.now)
    region = region_goals.region
    title, crumbs = f"Gemensamma mål i {region.name}", support_crumbs(request, region)
    page_frame = frame(request, title, crumbs, is_example=region.is_example)
    return page("goals/html/goals.html", goals_page(page_frame, region_goals, klart))


@router.get("/nytt")
@needs(Right.LEAD_ROUND)
def new_goal(request: RegionRequest) -> HTMLResponse:
    form = open_goal_form(request.database, request.actor, request.key)
    return page("goals/html/goal_form.html", goal_form_page(_frame(request, form.region, "Sätt ett mål"), form))


@router.post("/nytt")
@needs(Right.LEAD_ROUND)
def set_goal(request: RegionRequest, fields: FormFields) -> Response:
    return _set(request, fields, None)


@router.get("/{number}")
@needs(Right.LEAD_ROUND)
def goal(request: RegionRequest, number: GoalNumber) -> HTMLResponse:
    form = open_goal_form(request.database, request.actor, request.key, number)
    page_frame = _frame(request, form.region, f"Ändra målet: {title_of(form)}")
    return page("goals/html/goal_form.html", goal_form_page(page_frame, form))


@router.post("/{number}")
@needs(Right.LEAD_ROUND)
def change_goal(request: RegionRequest, number: GoalNumber, fields: FormFields) -> Response:
    return _set(request, fields, number)


@router.get("/{number}/avsluta")
@needs(Right.LEAD_ROUND)
def ending(request: RegionRequest, number: GoalNumber) -> HTMLResponse:
    form = open_goal_form(request.database, request.actor, request.key, number)
    page_frame = _frame(request, form.region, f"Avsluta målet: {title_of(form)}")
    return page("goals/html/end_goal.html", end_goal_page(page_frame, form))


@router.post("/{number}/avsluta")
@needs(Right.LEAD_ROUND)
def end_goal(request: RegionRequest, number: GoalNumber, fields: FormFields) -> Response:
    reason, version = fields.get("reason", ""), number_in(fields, "version")
    try:
        services.end_goal(request.database, request.actor, request.key, number, reason, request.now, version=version)
    except InvalidInputError as error:
        return _not_ended(request, number, error, reason, version)
    return RedirectResponse(f"/{request.key}/mal?klart=avslutat", 303)


def _set(request: RegionRequest, fields: dict[str, str], number: int | None) -> Response:
    raw = RawGoal(**{name: fields.get(name, "") for name in RawGoal.model_fields})
    version = number_in(fields, "version")
    try:
        services.set_goal(
            request.database, request.actor, request.key, raw, request.now, goal_id=number, version=version
        )
    except InvalidInputError as error:
        return _not_set(request, number, error, raw, version)
    return RedirectResponse(f"/{request.key}/mal?klart=satt", 303)


def _not_set(
    request: RegionRequest, number: int | None, error: InvalidInputError, raw: RawGoal, version: int
) -> HTMLResponse:
    """Goes on from the latest version only where it shows it, as somebody else has changed the goal."""
    form = open_goal_form(request.database, request.actor, request.key, number)
    is_conflict = isinstance(error, GoalChangedError)
    page_frame = _frame(request, form.region, "Sätt ett mål" if number is None else f"Ändra målet: {title_of(form)}")
    new_form = form.typed_as(raw, form.version if is_conflict else version)
    context = goal_form_page(page_frame, new_form, error.errors, is_conflict=is_conflict)
    return page("goals/html/goal_form.html", context, 422)


def _not_ended(
    request: RegionRequest, number: int, error: InvalidInputError, reason: str, version: int
) -> HTMLResponse:
    form = open_goal_form(request.database, request.actor, request.key, number)
    is_conflict = isinstance(error, GoalChangedError)
    page_frame = _frame(request, form.region, f"Avsluta målet: {title_of(form)}")
    same_form = form.typed_as(form.typed, form.version if is_conflict else version)
    context = end_goal_page(page_frame, same_form, reason, error.errors, is_conflict=is_conflict)
    return page("goals/html/end_goal.html", context, 422)


def _frame(request: RegionRequest, region: Region, title: str) -> Frame:
    crumbs = (*region_crumbs(region), Crumb("Gemensamma mål", f"{region.key.path}/mal"))
    return frame(request, title, crumbs, is_example=region.is_example)
