"""Points over ideas: opening a round, dealing out a kommun's, and what they came to."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError
from app.services.projects import points as services
from app.web.projects.contexts.points import points_page
from app.web.projects.frames import bank_frame
from app.web.shell.http.forms import FormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/poang")


@router.get("")
@needs(Right.SEE_PROJECTS)
def points(request: RegionRequest, klart: str = "") -> HTMLResponse:
    return _page(request, klart)


@router.post("")
@needs(Right.JOIN_IDEAS)
def give(request: RegionRequest, fields: FormFields) -> Response:
    entries = {whole_number(name): fields[f"points.{name}"] for name in ticked(fields, "points")}
    facts = request.database, request.actor, request.key
    try:
        services.give_points(*facts, fields.get("kommun", ""), entries, request.now)
    except InvalidInputError as error:
        return _page(request, fields=fields, errors=error.errors)
    return RedirectResponse(f"/{request.key}/poang?klart=utdelade", 303)


@router.post("/oppna")
@needs(Right.PREPARE_IDEAS)
def open_round(request: RegionRequest, fields: FormFields) -> Response:
    last_day = fields.get("last_day", "")
    try:
        services.open_points_round(request.database, request.actor, request.key, last_day, request.now)
    except InvalidInputError as error:
        return _page(request, fields=fields, errors=error.errors)
    return RedirectResponse(f"/{request.key}/poang?klart=oppnad", 303)


def _page(
    request: RegionRequest,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:
    region_points = services.open_points(request.database, request.actor, request.key, request.now)
    page_frame = bank_frame(request, region_points.region, f"Poäng för idéer i {region_points.region.name}")
    context = points_page(page_frame, region_points, notice, fields=fields, errors=errors)
    return page("projects/html/points.html", context, 422 if errors else 200)
