"""A kommun's targets and actions."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.roles import Right
from app.assessment.answering.entry import whole_number
from app.errors import NotFoundError
from app.rounds.assessments.plans import RawAction, RawTarget, StoredAction
from app.rounds.kernel.days import day_of
from app.services.assessments import plans
from app.services.assessments.plans import AssessmentPlan, InvalidPlanError, NoPlanYetError
from app.services.results.development import open_development
from app.services.support.action_texts import action_sources, suggested_action
from app.web.assessments.contexts.no_plan import no_plan_page
from app.web.assessments.contexts.plans import actions_page
from app.web.assessments.contexts.targets import targets_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.http.forms import FORM_LIMITS, FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


def _frame(request: AssessmentRequest, plan: AssessmentPlan | NoPlanYetError, what: str) -> Frame:
    assessment = plan.assessment
    title = f"{what} för {assessment.municipality} {assessment.round.year}"
    return assessment_frame(request, title, assessment)


def _no_plan(request: AssessmentRequest, early: NoPlanYetError, what: str) -> HTMLResponse:
    """What will stand there, when, and what one can do meanwhile."""
    page_frame = _frame(request, early, what)
    context = no_plan_page(page_frame, url_of(request.key), early.assessment, day_of(request.now))
    return page("assessments/html/no_plan.html", context)


@router.get("/mal")
@needs(Right.SEE_ASSESSMENT)
def targets(request: AssessmentRequest, sparat: str = "") -> HTMLResponse:
    try:
        plan = plans.open_plan(request.database, request.actor, request.key, request.now)
    except NoPlanYetError as early:
        return _no_plan(request, early, "Mål")
    over_years = open_development(request.database, request.actor, request.key)
    context = targets_page(_frame(request, plan, "Mål"), plan, over_years, is_saved=bool(sparat))
    return page("assessments/html/targets.html", context)


@router.post("/mal")
@needs(Right.LEAD_ASSESSMENT)
def set_targets(request: AssessmentRequest, fields: FormFields) -> Response:
    entries = _typed_targets(fields)
    try:
        plans.set_targets(request.database, request.actor, request.key, entries, request.now)
    except InvalidPlanError as error:
        plan = plans.open_plan(request.database, request.actor, request.key, request.now)
        over_years = open_development(request.database, request.actor, request.key)
        context = targets_page(_frame(request, plan, "Mål"), plan, over_years, entries, error.errors, error.overtaken)
        return page("assessments/html/targets.html", context, 422)
    return RedirectResponse(url_of(request.key, "mal") + "?sparat=ja", 303)


def _typed_targets(fields: dict[str, str]) -> dict[str, tuple[RawTarget, int]]:
    """Capital -> what was entered for it, and the version that the page was loaded with."""
    capitals = {name.removesuffix(".level") for name in fields if name.endswith(".level")}
    return {
        capital: (
            RawTarget(*(fields.get(f"{capital}.{field}", "") for field in ("level", "year", "reason"))),
            number_in(fields, f"{capital}.version"),
        )
        for capital in capitals
    }


class ActionsQuery(BaseModel, frozen=True):
    """What the page of actions was opened for."""

    andra: str = ""
    """The number of an action to change."""
    borttagen: str = ""
    """The number of one that has just been deleted."""
    sparad: str = ""
    """One has just been saved."""
    insats: str = ""
    kapital: str = ""
    """An item of support that a new action is filled in from, for a capital."""


@router.get("/atgarder")
@needs(Right.SEE_ASSESSMENT)
def actions(request: AssessmentRequest, query: Annotated[ActionsQuery, Query()]) -> HTMLResponse:
    try:
        plan = plans.open_plan(request.database, request.actor, request.key, request.now)
    except NoPlanYetError as early:
        return _no_plan(request, early, "Åtgärder")
    editing = _chosen(plan, query.andra) if query.andra else None
    raw = None
    if query.insats and not editing:
        raw = suggested_action(request.database, plan.assessment, query.insats, query.kapital)
    context = actions_page(_frame(request, plan, "Åtgärder"), plan, editing, raw, just_deleted=query.borttagen)
    sources = action_sources(request.database, [action.id for action in plan.actions])
    return page("assessments/html/actions.html", replace(context, is_saved=bool(query.sparad), sources=sources))


class ActionFields(RawAction, frozen=True):
    """With which stored action it is, empty for a new one, and the version that the page was loaded with."""

    id: str = ""
    version: str = ""
    status: str = ""


@router.post("/atgarder", form_limits=FORM_LIMITS)
@needs(Right.LEAD_ASSESSMENT)
def save_action(request: AssessmentRequest, form: Annotated[ActionFields, Form()]) -> Response:
    action_id, version = whole_number(form.id) or None, whole_number(form.version)
    try:
        plans.save_action(request.database, request.actor, request.key, form, request.now, action_id, version)
    except InvalidPlanError as error:
        plan = plans.open_plan(request.database, request.actor, request.key, request.now)
        editing = _chosen(plan, str(action_id)) if action_id else None
        loaded_version = None if "" in error.overtaken else version
        page_frame, errors = _frame(request, plan, "Åtgärder"), error.errors[""]
        context = actions_page(page_frame, plan, editing, form, errors, loaded_version=loaded_version)
        return page("assessments/html/actions.html", context, 422)
    return RedirectResponse(url_of(request.key, "atgarder") + "?sparad=ja", 303)


@router.post("/atgarder/ta-bort")
@needs(Right.LEAD_ASSESSMENT)
def delete_action(request: AssessmentRequest, fields: FormFields) -> Response:
    action_id, version = number_in(fields, "id"), number_in(fields, "version")
    try:
        plans.delete_action(request.database, request.actor, request.key, action_id, version, request.now)
    except InvalidPlanError as error:
        plan = plans.open_plan(request.database, request.actor, request.key, request.now)
        editing = _chosen(plan, str(action_id))
        page_frame, errors = _frame(request, plan, "Åtgärder"), error.errors[""]
        context = actions_page(page_frame, plan, editing, None, errors, error_title="Åtgärden är inte borttagen")
        return page("assessments/html/actions.html", context, 409)
    return RedirectResponse(url_of(request.key, "atgarder") + f"?borttagen={action_id}", 303)


@router.post("/atgarder/angra")
@needs(Right.LEAD_ASSESSMENT)
def restore_action(request: AssessmentRequest, fields: FormFields) -> Response:
    try:
        plans.restore_action(request.database, request.actor, request.key, number_in(fields, "id"), request.now)
    except InvalidPlanError as error:
        plan = plans.open_plan(request.database, request.actor, request.key, request.now)
        page_frame, errors = _frame(request, plan, "Åtgärder"), error.errors[""]
        context = actions_page(page_frame, plan, None, None, errors, error_title="Åtgärden är inte tillbaka")
        return page("assessments/html/actions.html", context, 409)
    return RedirectResponse(url_of(request.key, "atgarder"), 303)


def _chosen(plan: AssessmentPlan, action_id: str) -> StoredAction:
    """Raises NotFoundError for an action that is not this assessment's."""
    for action in plan.actions:
        if str(action.id) == action_id:
            return action
    raise NotFoundError
