"""A region's own page and its settings."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.organisation import Region
from app.accounts.organisations.region_form import SettingsForm
from app.errors import InvalidInputError
from app.services.organisations import regions
from app.web.organisations.contexts.organisations import SettingsPage, as_typed, region_page
from app.web.organisations.routes.memberships import people_router
from app.web.shell.contexts.done import done
from app.web.shell.contexts.frame import START, frame, region_crumbs
from app.web.shell.http.forms import FORM_LIMITS
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}")


@router.get("")
@needs(Right.SEE_REGION_HOME)
def home(request: RegionRequest, klart: str = "") -> HTMLResponse:
    region_home = regions.region_home(request.database, request.actor, request.key)
    page_frame = frame(request, region_home.region.name, (START,), is_example=region_home.region.is_example)
    return page("organisations/html/region.html", region_page(page_frame, region_home, done(klart)))


@router.get("/installningar")
@needs(Right.RUN_REGION)
def settings(request: RegionRequest) -> HTMLResponse:
    stored_region = regions.region_to_run(request.database, request.actor, request.key)
    return _settings(request, stored_region, as_typed(stored_region), {})


@router.post("/installningar", form_limits=FORM_LIMITS)
@needs(Right.RUN_REGION)
def change_settings(request: RegionRequest, form: Annotated[SettingsForm, Form()]) -> Response:
    stored_region = regions.region_to_run(request.database, request.actor, request.key)
    try:
        regions.change_region(request.database, request.actor, request.key, form, request.now)
    except InvalidInputError as invalid:
        return _settings(request, stored_region, form, invalid.errors)
    return RedirectResponse(f"{stored_region.key.path}?klart=sparat", 303)


def _settings(request: RegionRequest, region: Region, form: SettingsForm, errors: Mapping[str, str]) -> HTMLResponse:
    title = f"Inställningar för {region.name}"
    page_frame = frame(request, title, region_crumbs(region), is_example=region.is_example)
    context = SettingsPage(frame=page_frame, url=f"{region.key.path}/installningar", typed=form, errors=errors)
    return page("organisations/html/region_settings.html", context, 422 if errors else 200)


router.routes.extend(people_router("/{region}", Right.RUN_REGION).routes)
