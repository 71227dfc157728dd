"""Which kommuner of a region are of similar size."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import InvalidInputError
from app.services.organisations.size_groups import SizeGroups, choose_size_groups, open_size_groups
from app.web.organisations.contexts.size_groups import FIELD, size_groups_page
from app.web.shell.contexts.frame import frame, region_crumbs
from app.web.shell.http.forms import ManyFormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import DatabaseDep, Now, RegionAddress, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/storleksgrupper")


@router.get("")
@needs(Right.LEAD_ROUND)
def size_groups(
    request: Request, database: DatabaseDep, region: RegionAddress, actor: SignedIn, sparat: str = ""
) -> HTMLResponse:
    return _page(request, actor, open_size_groups(database, actor, region), is_saved=bool(sparat))


@router.post("")
@needs(Right.LEAD_ROUND)
def choose(
    request: Request, database: DatabaseDep, region: RegionAddress, actor: SignedIn, fields: ManyFormFields, now: Now
) -> Response:
    start = f"{FIELD}."
    entries = {name.removeprefix(start): value for name, value in fields.items() if name.startswith(start)}
    try:
        choose_size_groups(database, actor, region, entries, now)
    except InvalidInputError as invalid:
        return _page(request, actor, open_size_groups(database, actor, region), entries, invalid.errors)
    return RedirectResponse(f"/{region}/storleksgrupper?sparat=ja", 303)


def _page(
    request: Request,
    actor: Actor,
    size_groups: SizeGroups,
    entries: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_saved: bool = False,
) -> HTMLResponse:
    title = f"Storleksgrupper i {size_groups.region.name}"
    page_frame = frame(
        request, title, actor, region_crumbs(size_groups.region), is_example=size_groups.region.is_example
    )
    context = size_groups_page(page_frame, size_groups, entries or {}, errors or {}, is_saved=is_saved)
    return page("organisations/html/size_groups.html", context, 422 if errors else 200)
