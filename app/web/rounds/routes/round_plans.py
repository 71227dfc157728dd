"""Planning a round of a region, and changing the plan."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_plans import RawPlan
from app.services.rounds import round_plans as service
from app.services.rounds.round_plans import Planned, Planning
from app.web.rounds.contexts.round_plans import (
    CAPITAL,
    KOMMUN,
    changed_plan_page,
    editions_page,
    empty_plan,
    new_plan_page,
    plan_of,
    questions_page,
)
from app.web.shell.contexts.frame import Crumb, Frame, frame, region_crumbs, url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.forms import MANY_BOXES, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, SLUG, RegionRequest, RoundRequest
from app.web.shell.rendering import page

router = APIRouter()
NEW = "/{region}/omgangar/ny"
Questionnaire = Annotated[str, Path(pattern=SLUG)]
Year = Annotated[int, Path(ge=2000, le=2999)]


class PlanForm(BaseModel, extra="allow", frozen=True):
    """As typed, with the boxes, which are named `kapital.<id>` and `kommun.<slug>`."""

    slag: str = ""
    form: str = ""
    oppnar: str = ""
    stanger: str = ""

    @property
    def raw(self) -> RawPlan:
        boxes = self.model_extra
        return RawPlan(
            kind=self.slag,
            form=self.form,
            opens_on=self.oppnar,
            closes_on=self.stanger,
            capitals=ticked(boxes, CAPITAL),
            kommuner=ticked(boxes, KOMMUN),
        )


PlanFields = Annotated[PlanForm, Form()]


def _frame(request: RegionRequest, planning: Planning, title: str, *crumbs: Crumb) -> Frame:
    return frame(request, title, (*region_crumbs(planning.region), *crumbs), is_example=planning.region.is_example)


@router.get(NEW)
@needs(Right.LEAD_ROUND)
def editions(request: RegionRequest) -> HTMLResponse:
    planning = service.planning(request.database, request.actor, request.key)
    page_frame = _frame(request, planning, f"Planera en omgång i {planning.region.name}")
    return page("rounds/html/plan_editions.html", editions_page(page_frame, planning))


@router.get(NEW + "/{questionnaire}/{year}")
@needs(Right.LEAD_ROUND)
def begin_plan(request: RegionRequest, questionnaire: Questionnaire, year: Year) -> HTMLResponse:
    planning = service.planning(request.database, request.actor, request.key)
    raw = empty_plan(planning, planning.edition(questionnaire, year).questionnaire)
    return _new(request, planning, (questionnaire, year), raw, {})


@router.post(NEW + "/{questionnaire}/{year}", form_limits=MANY_BOXES)
@needs(Right.LEAD_ROUND)
def plan(request: RegionRequest, questionnaire: Questionnaire, year: Year, form: PlanFields) -> Response:
    raw = form.raw
    try:
        key = service.plan_round(request.database, request.actor, request.key, questionnaire, year, raw, request.now)
    except InvalidInputError as invalid:
        planning = service.planning(request.database, request.actor, request.key)
        return _new(request, planning, (questionnaire, year), raw, invalid.errors)
    return RedirectResponse(url_of(key), 303)


def _new(
    request: RegionRequest, planning: Planning, edition: tuple[str, int], raw: RawPlan, errors: Mapping[str, str]
) -> HTMLResponse:
    choice = planning.edition(*edition)
    crumb = Crumb("Planera en omgång", f"/{planning.region.slug}/omgangar/ny")
    page_frame = _frame(request, planning, f"Planera omgången {choice.questionnaire.title}", crumb)
    context = new_plan_page(page_frame, planning, choice, raw, errors)
    return page("rounds/html/plan.html", context, 422 if errors else 200)


@router.get(ROUND + "/andra")
@needs(Right.LEAD_ROUND)
def begin_change(request: RoundRequest) -> HTMLResponse:
    plan = service.changeable(request.database, request.actor, request.key)
    return _changed(request, plan, plan_of(plan), {})


@router.post(ROUND + "/andra", form_limits=MANY_BOXES)
@needs(Right.LEAD_ROUND)
def change(request: RoundRequest, form: PlanFields) -> Response:
    """Of a planned round everything, of an open one the questions."""
    key, raw = request.key, form.raw
    plan = service.changeable(request.database, request.actor, key)
    try:
        if plan.led.round.state is RoundState.PLANNED:
            key = service.change_plan(request.database, request.actor, key, raw, request.now)
        else:
            service.change_questions(request.database, request.actor, key, raw.form, raw.capitals, request.now)
    except InvalidInputError as invalid:
        return _changed(request, plan, raw, invalid.errors)
    return RedirectResponse(url_of(key), 303)


def _changed(request: RoundRequest, plan: Planned, raw: RawPlan, errors: Mapping[str, str]) -> HTMLResponse:
    status = 422 if errors else 200
    if plan.led.round.state is RoundState.PLANNED:
        page_frame = round_frame(request, "Ändra planen", plan.led.round)
        return page("rounds/html/plan.html", changed_plan_page(page_frame, plan, raw, errors), status)
    page_frame = round_frame(request, "Ändra frågorna", plan.led.round)
    return page(
        "rounds/html/round_questions.html", questions_page(page_frame, plan, raw.form, raw.capitals, errors), status
    )
