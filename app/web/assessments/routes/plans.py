"""A kommun's targets and actions."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import NotFoundError
from app.rounds.assessments.plans import RawTarget, typed_action
from app.services.assessments import plans
from app.services.assessments.plans import AssessmentPlan, InvalidPlanError
from app.storage.assessments.plans import StoredAction
from app.web.assessments.contexts.plans import actions_page, targets_page
from app.web.shell.contexts.frame import Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


def _frame(request: AssessmentRequest, plan: AssessmentPlan, what: str) -> Frame:
    assessment = plan.assessment
    title = f"{what} för {assessment.municipality} {assessment.round.year}"
    return frame(request, title, assessment_crumbs(assessment, request.actor), is_example=assessment.round.is_example)


@router.get("/mal")
@needs(Right.SEE_ASSESSMENT)
def targets(request: AssessmentRequest, sparat: str = "") -> HTMLResponse:
    plan = plans.open_plan(request.database, request.actor, request.key)
    return page(
        "assessments/html/targets.html", targets_page(_frame(request, plan, "Mål"), plan, is_saved=bool(sparat))
    )


@router.post("/mal")
@needs(Right.LEAD_ASSESSMENT)
def set_targets(request: AssessmentRequest, fields: FormFields) -> Response:
    capitals = {name.removesuffix(".level") for name in fields if name.endswith(".level")}
    entries = {
        capital_id: (
            RawTarget(fields.get(f"{capital_id}.level", ""), fields.get(f"{capital_id}.year", "")),
            number_in(fields, f"{capital_id}.version"),
        )
        for capital_id in capitals
    }
    try:
        plans.set_targets(request.database, request.actor, request.key, entries, request.now)
    except InvalidPlanError as error:
        plan = plans.open_plan(request.database, request.actor, request.key)
        context = targets_page(_frame(request, plan, "Mål"), plan, entries, error.errors)
        return page("assessments/html/targets.html", context, 422)
    return RedirectResponse(url_of(request.key, "mal") + "?sparat=ja", 303)


@router.get("/atgarder")
@needs(Right.SEE_ASSESSMENT)
def actions(request: AssessmentRequest, andra: Annotated[str, Query()] = "") -> HTMLResponse:
    plan = plans.open_plan(request.database, request.actor, request.key)
    editing = _chosen(plan, andra) if andra else None
    return page("assessments/html/actions.html", actions_page(_frame(request, plan, "Åtgärder"), plan, editing))


@router.post("/atgarder")
@needs(Right.LEAD_ASSESSMENT)
def save_action(request: AssessmentRequest, fields: FormFields) -> Response:
    raw = typed_action(fields)
    action_id = number_in(fields, "id") or None
    try:
        plans.save_action(
            request.database, request.actor, request.key, raw, request.now, action_id, number_in(fields, "version")
        )
    except InvalidPlanError as error:
        plan = plans.open_plan(request.database, request.actor, request.key)
        editing = _chosen(plan, str(action_id)) if action_id else None
        context = actions_page(_frame(request, plan, "Åtgärder"), plan, editing, raw, error.errors[""])
        return page("assessments/html/actions.html", context, 422)
    return RedirectResponse(url_of(request.key, "atgarder"), 303)


def _chosen(plan: AssessmentPlan, action_id: str) -> StoredAction:
    """Raises NotFoundError for an action that is not this assessment's."""
    for action in plan.actions:
        if str(action.id) == action_id:
            return action
    raise NotFoundError
