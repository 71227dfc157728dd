"""Which kommuner of a region are of similar size."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.organisations.size_groups import SizeGroups, choose_size_groups, open_size_groups
from app.web.organisations.contexts.size_groups import FIELD, size_groups_page
from app.web.shell.contexts.frame import frame, region_crumbs
from app.web.shell.http.forms import ManyFormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/storleksgrupper")


@router.get("")
@needs(Right.LEAD_ROUND)
def size_groups(request: RegionRequest, sparat: str = "") -> HTMLResponse:
    return _page(request, open_size_groups(request.database, request.actor, request.key), is_saved=bool(sparat))


@router.post("")
@needs(Right.LEAD_ROUND)
def choose(request: RegionRequest, fields: ManyFormFields) -> Response:
    start = f"{FIELD}."
    entries = {name.removeprefix(start): value for name, value in fields.items() if name.startswith(start)}
    try:
        choose_size_groups(request.database, request.actor, request.key, entries, request.now)
    except InvalidInputError as invalid:
        return _page(request, open_size_groups(request.database, request.actor, request.key), entries, invalid.errors)
    return RedirectResponse(f"/{request.key}/storleksgrupper?sparat=ja", 303)


def _page(
    request: RegionRequest,
    size_groups: SizeGroups,
    entries: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_saved: bool = False,
) -> HTMLResponse:
    title = f"Storleksgrupper i {size_groups.region.name}"
    page_frame = frame(request, title, region_crumbs(size_groups.region), is_example=size_groups.region.is_example)
    context = size_groups_page(page_frame, size_groups, entries or {}, errors or {}, is_saved=is_saved)
    return page("organisations/html/size_groups.html", context, 422 if errors else 200)
