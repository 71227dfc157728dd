"""What a region's coordinator does about old personal data: unlinking by rounds, and erasing a person."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import PermissionDeniedError
from app.services.privacy.retention import plan_retention, run_retention
from app.storage.engine.database import Database
from app.web.privacy.contexts.erasure import retention_page
from app.web.privacy.routes.erasure import PAGE, Done, Typed, do_erase, show_finding, show_plan
from app.web.shell.contexts.frame import frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import DatabaseDep, Now, RegionAddress, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}")


@router.get("/gallring")
@needs(Right.RUN_REGION)
def overview(request: Request, database: DatabaseDep, actor: SignedIn, region: RegionAddress, now: Now) -> HTMLResponse:
    return _overview(request, database, actor, region, now)


@router.post("/gallring")
@needs(Right.RUN_REGION)
def run(request: Request, database: DatabaseDep, actor: SignedIn, region: RegionAddress, now: Now) -> Response:
    try:
        run_retention(database, actor, region, now)
    except PermissionDeniedError as refused:
        return _overview(request, database, actor, region, now, refused.message)
    return RedirectResponse(f"/{region}/gallring", 303)


def _overview(
    request: Request, database: Database, actor: Actor, region: str, now: datetime, error: str = ""
) -> HTMLResponse:
    plan = plan_retention(database, actor, region, now)
    title = f"Gallring, {plan.region.name}"
    page_frame = frame(request, title, actor, region_crumbs(plan.region), is_example=plan.region.is_example)
    return page("privacy/html/retention.html", retention_page(page_frame, plan, error), 409 if error else 200)


@router.get(PAGE)
@needs(Right.RUN_REGION)
def find_person(
    request: Request, database: DatabaseDep, actor: SignedIn, region: RegionAddress, klart: Done = ""
) -> HTMLResponse:
    return show_finding(request, database, actor, region, is_done=bool(klart))


@router.post(PAGE)
@needs(Right.RUN_REGION)
def confirm_person(
    request: Request, database: DatabaseDep, actor: SignedIn, region: RegionAddress, person: Typed = ""
) -> HTMLResponse:
    return show_plan(request, database, actor, region, person)


@router.post(PAGE + "/bekrafta")
@needs(Right.RUN_REGION)
def erase_person(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    region: RegionAddress,
    now: Now,
    person: Typed = "",
    beslut: Typed = "",
) -> Response:
    return do_erase(request, database, actor, region, person, beslut, now)
