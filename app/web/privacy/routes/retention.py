"""What a region's coordinator does about old personal data: unlinking by rounds, and erasing a person."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import PermissionDeniedError
from app.services.privacy.retention import plan_retention, run_retention
from app.web.privacy.contexts.erasure import retention_page
from app.web.privacy.routes.erasure import PAGE, Done, Typed, do_erase, show_finding, show_plan
from app.web.shell.contexts.frame import frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}")


@router.get("/gallring")
@needs(Right.RUN_REGION)
def overview(request: RegionRequest) -> HTMLResponse:
    return _overview(request)


@router.post("/gallring", dependencies=[STEP_UP])
@needs(Right.RUN_REGION)
def run(request: RegionRequest) -> Response:
    try:
        run_retention(request.database, request.actor, request.key, request.now)
    except PermissionDeniedError as refused:
        return _overview(request, refused.message)
    return RedirectResponse(f"/{request.key}/gallring", 303)


def _overview(request: RegionRequest, error: str = "") -> HTMLResponse:
    plan = plan_retention(request.database, request.actor, request.key, request.now)
    title = f"Gallring, {plan.region.name}"
    page_frame = frame(request, title, region_crumbs(plan.region), is_example=plan.region.is_example)
    return page("privacy/html/retention.html", retention_page(page_frame, plan, error), 409 if error else 200)


@router.get(PAGE)
@needs(Right.RUN_REGION)
def find_person(request: RegionRequest, klart: Done = "") -> HTMLResponse:
    return show_finding(request, is_done=bool(klart))


@router.post(PAGE)
@needs(Right.RUN_REGION)
def confirm_person(request: RegionRequest, person: Typed = "") -> HTMLResponse:
    return show_plan(request, person)


@router.post(PAGE + "/bekrafta", dependencies=[STEP_UP])
@needs(Right.RUN_REGION)
def erase_person(request: RegionRequest, person: Typed = "", beslut: Typed = "") -> Response:
    return do_erase(request, person, beslut)
