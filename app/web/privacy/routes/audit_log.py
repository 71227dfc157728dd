"""The audit log of the installation, a region or a kommun: read in parts, by kind and days, and taken out as files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from pydantic import BaseModel

from app.accounts.audit.chain import Line
from app.accounts.kernel.roles import Place, Right, may
from app.accounts.organisations.organisation import Organisation
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError
from app.rounds.kernel.days import YEARS, day_of, read_day
from app.rounds.kernel.log_names import LogNames
from app.services.privacy import audit_log
from app.services.privacy.audit_log import EVERYTHING, LogChoice
from app.web.organisations.contexts.memberships import organisation_crumbs, place_name
from app.web.privacy.contexts.audit_log import log_page
from app.web.privacy.log_files import log_csv, log_json
from app.web.privacy.log_words import GROUPS
from app.web.shell.contexts.frame import Frame, frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import MUNICIPALITY, OrganisationRequest
from app.web.shell.rendering import page

Write = Callable[[Iterable[tuple[Line, LogNames]]], Iterator[str]]
FILES: dict[str, tuple[Write, str]] = {
    "csv": (log_csv, "text/csv; charset=utf-8"),
    "json": (log_json, "application/json"),
}


class LogQuery(BaseModel, frozen=True):
    """As chosen on the page, and the part of the list."""

    grupp: str = ""
    fran: str = ""
    till: str = ""
    sida: str = ""


Chosen = Annotated[LogQuery, Query()]


def log_router(base: str) -> APIRouter:
    """The pages below an organisation's own page, made once for each kind of organisation."""
    router = APIRouter(prefix=base)

    @router.get("/logg")
    @needs(Right.SEE_AUDIT_LOG)
    def read(request: OrganisationRequest, query: Chosen) -> HTMLResponse:
        return _read(request, query)

    for ending in FILES:
        _add_file(router, ending)
    return router


def _add_file(router: APIRouter, ending: str) -> None:
    @router.get(f"/logg.{ending}", name=f"log_{ending}")
    @needs(Right.SEE_AUDIT_LOG)
    def take_out(request: OrganisationRequest, query: Chosen) -> Response:
        try:
            choice = _chosen(query)
        except InvalidInputError:
            return _read(request, query)
        organisation, lines = audit_log.take_out(request.database, request.actor, request.key, choice)
        write, media_type = FILES[ending]
        name = f"logg-{_slug(organisation)}-{day_of(request.now)}.{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(write(lines), media_type=media_type, headers=headers)


def _read(request: OrganisationRequest, query: LogQuery) -> HTMLResponse:
    errors: Mapping[str, str] = {}
    choice = EVERYTHING
    try:
        choice = _chosen(query)
    except InvalidInputError as invalid:
        errors = invalid.errors
    log_part = audit_log.open_log(request.database, request.actor, request.key, choice, whole_number(query.sida))
    fields = query.model_dump(exclude={"sida"})
    filter_query = "" if errors else urlencode({name: value for name, value in fields.items() if value})
    context = log_page(
        _frame(request, log_part.organisation),
        f"{request.key.path}/logg",
        log_part,
        fields,
        errors,
        f"{filter_query}&" if filter_query else "",
    )
    return page("privacy/html/log.html", context, 422 if errors else 200)


def _chosen(query: LogQuery) -> LogChoice:
    """Raises InvalidInputError with what to do about a day that is none."""
    subjects = next((group.subjects for group in GROUPS if group.key == query.grupp), ())
    days: dict[str, date | None] = {}
    errors: dict[str, str] = {}
    for name, value in (("fran", query.fran), ("till", query.till)):
        days[name] = day = read_day(value)
        if value.strip() and (day is None or day.year not in YEARS):
            errors[name] = "Skriv dagen som 2026-11-23, eller lämna tomt."
    if not errors and days["fran"] and days["till"] and days["fran"] > days["till"]:
        errors["till"] = "Sista dagen är före den första. Byt plats på dem."
    if errors:
        raise InvalidInputError(errors)
    return LogChoice(subjects, days["fran"], days["till"])


def _frame(request: OrganisationRequest, organisation: Organisation) -> Frame:
    region = organisation.region
    sees_region = region is not None and may(request.actor, Right.SEE_REGION_HOME, Place(region.id))
    crumbs = organisation_crumbs(organisation, sees_region=sees_region)
    title = f"Logg för {place_name(organisation)}"
    return frame(request, title, crumbs, is_example=region is not None and region.is_example)


def _slug(organisation: Organisation) -> str:
    return organisation.key.municipality or organisation.key.region or "installationen"


installation = APIRouter()
installation.routes.extend(log_router("/drift").routes)
router = APIRouter()
for _base in ("/{region}", MUNICIPALITY):
    router.routes.extend(log_router(_base).routes)
