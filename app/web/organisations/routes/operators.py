"""The installation as its operators see it: the regions, making a new one, the way to the rest."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.region_form import NewRegionForm
from app.errors import InvalidInputError
from app.services.organisations import regions
from app.services.organisations.installation_state import installation_state
from app.web.organisations.contexts.installation import installation_page
from app.web.organisations.contexts.organisations import NewRegionPage
from app.web.organisations.routes.memberships import people_router
from app.web.shell.contexts.done import done
from app.web.shell.contexts.frame import DRIFT, START, frame
from app.web.shell.http.forms import FORM_LIMITS
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SignedInRequest
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

router = APIRouter(prefix="/drift")


@router.get("")
@needs(Right.RUN_INSTALLATION)
def home(request: SignedInRequest, klart: str = "") -> HTMLResponse:
    lines, operators = regions.installation(request.database, request.actor)
    state = installation_state(request.database, request.actor, request.now)
    sends_mail = request.settings.demo or request.settings.mail_server is not None
    context = installation_page(
        frame(request, "Drift", (START,)), state, lines, operators, done(klart), now=request.now, sends_mail=sends_mail
    )
    return page("organisations/html/installation.html", context)


@router.get("/regioner/ny")
@needs(Right.RUN_INSTALLATION)
def new_region(request: SignedInRequest) -> HTMLResponse:
    regions.require_operator(request.actor)
    return _new_region(request, NewRegionForm(), {})


@router.post("/regioner/ny", form_limits=FORM_LIMITS, dependencies=[STEP_UP])
@needs(Right.RUN_INSTALLATION)
def create_region(request: SignedInRequest, form: Annotated[NewRegionForm, Form()]) -> Response:
    try:
        region = regions.create_region(
            request.database, request.actor, form, request.now, public_url=request.public_url
        )
    except InvalidInputError as invalid:
        return _new_region(request, form, invalid.errors)
    return RedirectResponse(f"{region.key.path}?klart=region", 303)


def _new_region(request: SignedInRequest, form: NewRegionForm, errors: dict[str, str]) -> HTMLResponse:
    page_frame = frame(request, "Ny region", (START, DRIFT))
    context = NewRegionPage(page_frame, form, errors)
    return page("organisations/html/new_region.html", context, 422 if errors else 200)


router.routes.extend(people_router("/drift", Right.RUN_INSTALLATION).routes)
