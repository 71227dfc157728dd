"""A region's kommuner, adding and removing them, and a kommun's own page."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.municipality_list import UnusableListError
from app.errors import InvalidInputError
from app.reports.kernel.organisation_words import noun_of
from app.rounds.kernel.days import day_of
from app.services.organisations import municipalities
from app.services.organisations.municipalities import MunicipalityHome
from app.services.projects.kommun_calls import closing_calls
from app.web.organisations.contexts.organisations import (
    AddMunicipalitiesPage,
    RemoveMunicipalityPage,
    choosable,
    municipalities_page,
    municipality_crumbs,
    municipality_page,
)
from app.web.organisations.routes.memberships import people_router
from app.web.shell.contexts.done import done
from app.web.shell.contexts.frame import Crumb, Frame, frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import MUNICIPALITY, OrganisationRequest, RegionRequest
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/kommuner")
MAX_PASTED = 100_000
Codes = Annotated[list[str], Form()]


@router.get("")
@needs(Right.SEE_REGION_HOME)
def every(request: RegionRequest, klart: str = "") -> HTMLResponse:
    municipality_list = municipalities.municipalities(request.database, request.actor, request.key)
    title = f"Kommuner i {municipality_list.region.name}"
    page_frame = frame(
        request, title, region_crumbs(municipality_list.region), is_example=municipality_list.region.is_example
    )
    return page(
        "organisations/html/municipalities.html", municipalities_page(page_frame, municipality_list, done(klart))
    )


@router.get("/lagg-till")
@needs(Right.RUN_REGION)
def choose(request: RegionRequest) -> HTMLResponse:
    return _choose(request)


@router.post("/lagg-till")
@needs(Right.RUN_REGION)
def add(
    request: RegionRequest,
    kommun: Codes = [],  # noqa: B006  FastAPI copies it
    lista: Annotated[str, Form()] = "",
) -> Response:
    try:
        additions = municipalities.add_municipalities(
            request.database, request.actor, request.key, kommun, lista[:MAX_PASTED], request.now
        )
    except InvalidInputError as invalid:
        return _choose(request, kommun, lista, invalid)
    return RedirectResponse(f"/{request.key}/kommuner?klart={'tillagda' if additions else 'redan'}", 303)


def _choose(
    request: RegionRequest,
    codes: list[str] | None = None,
    list_text: str = "",
    invalid: InvalidInputError | None = None,
) -> HTMLResponse:
    municipality_list = municipalities.municipalities(request.database, request.actor, request.key, Right.RUN_REGION)
    url = f"{municipality_list.region.key.path}/kommuner"
    crumbs = (*region_crumbs(municipality_list.region), Crumb("Kommuner", url))
    page_frame = frame(request, f"Lägg till kommuner i {municipality_list.region.name}", crumbs)
    counties, present = choosable(municipality_list, codes or [])
    errors = {} if invalid is None else invalid.errors
    lines = invalid.lines if isinstance(invalid, UnusableListError) else ()
    context = AddMunicipalitiesPage(
        frame=page_frame,
        url=url,
        counties=counties,
        present=present,
        chosen=frozenset(codes or []),
        pasted=list_text,
        errors=errors,
        lines=lines,
    )
    return page("organisations/html/add_municipalities.html", context, 422 if errors else 200)


@router.get("/{municipality}")
@needs(Right.SEE_KOMMUN)
def home(request: OrganisationRequest, klart: str = "") -> HTMLResponse:
    municipality_home = municipalities.municipality_home(request.database, request.actor, request.key)
    calls = closing_calls(request.database, request.actor, municipality_home.municipality, day_of(request.now))
    return page(
        "organisations/html/municipality.html",
        municipality_page(_frame(request, municipality_home), municipality_home, calls, done(klart)),
    )


@router.get("/{municipality}/ta-bort")
@needs(Right.RUN_REGION)
def confirm_removal(request: OrganisationRequest) -> HTMLResponse:
    municipality_home = municipalities.removable(request.database, request.actor, request.key)
    name = municipality_home.municipality.name
    page_frame = frame(request, f"Ta bort {name} ur regionen?", municipality_crumbs(municipality_home))
    context = RemoveMunicipalityPage(
        frame=page_frame, url=request.key.path, name=name, people=len(municipality_home.members)
    )
    return page("organisations/html/remove_municipality.html", context)


@router.post("/{municipality}/ta-bort", dependencies=[STEP_UP])
@needs(Right.RUN_REGION)
def remove(request: OrganisationRequest) -> Response:
    municipalities.remove_municipality(request.database, request.actor, request.key, request.now)
    return RedirectResponse(f"/{request.key.region}/kommuner?klart=borttagen", 303)


def _frame(request: OrganisationRequest, municipality_home: MunicipalityHome) -> Frame:
    title = f"{municipality_home.municipality.name}, {municipality_home.region.name}"
    noun = noun_of(is_association=municipality_home.municipality.is_association)
    crumbs, is_example = municipality_crumbs(municipality_home), municipality_home.region.is_example
    return frame(request, title, crumbs, is_example=is_example, noun=noun)


router.routes.extend(people_router(MUNICIPALITY, Right.RUN_KOMMUN).routes)
