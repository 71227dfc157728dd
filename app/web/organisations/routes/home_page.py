"""The front page: for a stranger what the service is, for everybody else where they can go."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.services.assessments.year import own_years
from app.services.organisations.home_page import latest_sizes, own_start
from app.services.results.small_profiles import own_profiles
from app.services.rounds.region_start import region_starts
from app.web.organisations.contexts.home_page import StartPage, start_page
from app.web.organisations.contexts.landing import landing
from app.web.shell.contexts.done import done
from app.web.shell.contexts.frame import frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest
from app.web.shell.rendering import page

router = APIRouter()


@router.get("/")
@needs(Open.ANYONE)
def start(request: VisitorRequest, klart: str = "") -> HTMLResponse:
    if request.actor is None:
        title = "Hur redo är er kommun att ställa om?"
        context = StartPage(frame(request, title), sizes=latest_sizes(request.database), landing=landing())
        return page("organisations/html/start.html", context)
    own = own_start(request.database, request.actor)
    page_frame = frame(request, "Start", is_example=own.is_example)
    years = own_years(request.database, request.actor, request.now)
    profiles = own_profiles(request.database, request.actor)
    regions = region_starts(request.database, request.actor, request.now)
    context = start_page(page_frame, request.actor.name, own, years, profiles, regions, done(klart), request.now)
    return page("organisations/html/start.html", context)
