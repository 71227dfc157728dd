"""A region's ambition: what the next step takes, and the decisions on it."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.goals.decision import RawAmbition
from app.services.goals.ambition import decide_ambition, open_ambition, open_ambition_to_decide
from app.web.goals.contexts.ambition import ambition_form_page, ambition_page
from app.web.shell.contexts.frame import Crumb, frame, region_crumbs
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/ambition")


@router.get("")
@needs(Right.SEE_REGION)
def ambition(request: RegionRequest, klart: str = "") -> HTMLResponse:
    region_ambition = open_ambition(request.database, request.actor, request.key, request.now)
    region = region_ambition.region
    page_frame = frame(request, f"Ambition i {region.name}", region_crumbs(region), is_example=region.is_example)
    return page("goals/html/ambition.html", ambition_page(page_frame, region_ambition, klart))


@router.get("/beslut")
@needs(Right.LEAD_ROUND)
def deciding(request: RegionRequest) -> HTMLResponse:
    return _form(request, RawAmbition())


@router.post("/beslut")
@needs(Right.LEAD_ROUND)
def decide(request: RegionRequest, fields: FormFields) -> Response:
    raw = RawAmbition(**{name: fields.get(name, "") for name in RawAmbition.model_fields})
    try:
        decide_ambition(request.database, request.actor, request.key, raw, request.now)
    except InvalidInputError as error:
        return _form(request, raw, error.errors)
    return RedirectResponse(f"/{request.key}/ambition?klart=beslutat", 303)


def _form(request: RegionRequest, raw: RawAmbition, errors: dict[str, str] | None = None) -> HTMLResponse:
    region_ambition = open_ambition_to_decide(request.database, request.actor, request.key, request.now)
    region = region_ambition.region
    crumbs = (*region_crumbs(region), Crumb("Ambition", f"{region.key.path}/ambition"))
    page_frame = frame(request, "Skriv in ett beslut om ambition", crumbs, is_example=region.is_example)
    context = ambition_form_page(page_frame, region_ambition, raw, errors)
    return page("goals/html/ambition_form.html", context, 422 if errors else 200)
