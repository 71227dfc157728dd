"""One table from what went wrong to status and page. A refusal never tells an outsider that something exists."""

from datetime import UTC, datetime
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from app.accounts.kernel.roles import REGION_ROLES
from app.accounts.kernel.second_factor import SignInStep
from app.errors import (
    InvalidInputError,
    KeyEndedError,
    NotAuthorizedError,
    NotAvailableError,
    NotFoundError,
    NotSignedInError,
    PermissionDeniedError,
    RateLimitedError,
)
from app.services.kernel.metrics import DATABASE_FAILURES
from app.services.meeting.meeting import NoMeetingError
from app.services.results.report_files import RenderError
from app.services.results.results import NotReadyError
from app.services.sign_in.sessions import SecondFactorMissingError
from app.storage.engine.failures import DRIVER_ERRORS, failure_of
from app.web.meeting.contexts.meeting import no_meeting_page
from app.web.results.contexts.results import not_ready_page
from app.web.shell.contexts.error import ErrorPage
from app.web.shell.contexts.frame import assessment_crumbs, frame
from app.web.shell.database_failures import failure_texts
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import ASSESSMENT
from app.web.shell.http.request_context import AnyRequest, RequestContext
from app.web.shell.http.request_ids import HEADER as REQUEST_ID
from app.web.shell.http.request_ids import request_id
from app.web.shell.http.route_templates import template_of_scope
from app.web.shell.http.security import HEADERS
from app.web.shell.http.step_up import StepUpRequiredError
from app.web.shell.rendering import page
from app.web.shell.waiting import retry_message
from app.web.sign_in.contexts.passkeys import step_up_page
from app.web.workshops.contexts.workshops import WorkshopGonePage

Links = tuple[tuple[str, str], ...]
"""Address and words."""

LOGGED = 500
"""The status from which on something stands in the log, so that the request's number is of use."""
RETRY_SECONDS = 30

log = structlog.get_logger(__name__)

NOT_FOUND = (
    404,
    "Sidan finns inte",
    "Kontrollera adressen. Sidan kan ha tagits bort, eller så har du inte rätt att se den.",
)
BROKEN = (500, "Något gick fel hos oss", "Felet är loggat. Det du sparat finns kvar. Försök igen om en stund.")
TOO_LARGE = (413, "Det du skickade är för stort", "Korta texten eller välj en mindre fil, och försök igen.")
BAD_REQUEST = (400, "Begäran gick inte att läsa", "Gå tillbaka, ladda om sidan och försök igen.")
RENDER_FAILED = (
    503,
    "Rapporten gick inte att skapa",
    "Felet är loggat. Försök igen om en stund. Rapporten går att läsa som webbsida under tiden.",
)
NOT_ALLOWED = (405, "Så går sidan inte att använda", "Gå till startsidan och försök därifrån.")


def add_handlers(application: FastAPI) -> None:
    application.add_exception_handler(NotFoundError, _not_found)
    application.add_exception_handler(RequestValidationError, _unreadable)
    application.add_exception_handler(NotSignedInError, lambda request, _: _sign_in(request))
    application.add_exception_handler(SecondFactorMissingError, _second_factor)
    application.add_exception_handler(StepUpRequiredError, _step_up)
    application.add_exception_handler(KeyEndedError, _key_ended)
    application.add_exception_handler(PermissionDeniedError, _refused)
    application.add_exception_handler(NotAuthorizedError, _not_authorized)
    application.add_exception_handler(NotAvailableError, _not_available)
    application.add_exception_handler(RateLimitedError, _too_many)
    application.add_exception_handler(InvalidInputError, _invalid)
    application.add_exception_handler(NotReadyError, _not_ready)
    application.add_exception_handler(NoMeetingError, _no_meeting)
    application.add_exception_handler(RenderError, _render_failed)
    application.add_exception_handler(HTTPException, _http)
    # Half a character (a lone surrogate), which can be neither stored nor shown. No page of ours sends one.
    application.add_exception_handler(UnicodeError, lambda request, _: _error_page(request, *BAD_REQUEST))
    for kind in DRIVER_ERRORS:
        application.add_exception_handler(kind, _broken)
    application.add_exception_handler(Exception, _broken)


def _error_page(request: Request, status: int, title: str, message: str, links: Links = ()) -> Response:
    number = request_id(request) if status >= LOGGED else ""
    if is_htmx(request):
        words = f"{title}. {message}{f' Nummer: {number}.' if number else ''}"
        return HTMLResponse(f'<div class="notice notice-error" tabindex="-1"><p>{words}</p></div>', status)
    return page(
        "shell/html/error.html",
        ErrorPage(frame=frame(_context(request), title), message=message, links=links, number=number),
        status,
    )


def _context(request: Request) -> AnyRequest:
    """With whoever the request turned out to come from before it failed."""
    return RequestContext(http=request, actor=getattr(request.state, "actor", None), key=None, now=datetime.now(UTC))


def _not_found(request: Request, _error: Exception) -> Response:
    if getattr(request.state, "actor", None) is not None:  # what strangers try by guessing is without number
        log_refusal(request, Refusal.HIDDEN)
    return _error_page(request, *NOT_FOUND)


def _unreadable(request: Request, error: Exception) -> Response:
    """What is no address of ours, or no text in a form: form models take every text."""
    places = [place["loc"][0] for place in error.errors()] if isinstance(error, RequestValidationError) else []
    return _error_page(request, *(BAD_REQUEST if "body" in places else NOT_FOUND))


def too_large(request: Request) -> Response:
    """For a body so large that it is not even read."""
    return _error_page(request, *TOO_LARGE)


def is_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _is_followed(request: Request) -> bool:
    """Whether a page asks for a stream by itself: it is no use to show it another page."""
    return request.headers.get("accept") == "text/event-stream"


def _sign_in(request: Request) -> Response:
    if is_htmx(request) or _is_followed(request) or request.method not in {"GET", "HEAD"}:
        return _error_page(
            request, 401, "Du är utloggad", "Logga in på nytt i en annan flik. Gå sedan tillbaka hit och spara igen."
        )
    where = "/demo" if request.app.state.settings.demo else "/logga-in"
    return RedirectResponse(f"{where}?sedan={quote(request.url.path)}", 303)


def _second_factor(request: Request, error: Exception) -> Response:
    """To the page where the second factor is shown or added, and from there to where one was going."""
    if not isinstance(error, SecondFactorMissingError):
        raise TypeError(type(error))
    where = "/logga-in/bekrafta" if error.step is SignInStep.CONFIRM else "/mitt/passnycklar"
    if is_htmx(request) or _is_followed(request) or request.method not in {"GET", "HEAD"}:
        message = "Öppna startsidan i en annan flik och bekräfta att det är du. Gå sedan tillbaka hit och spara igen."
        return _error_page(request, 401, "Du är inte helt inloggad", message)
    return RedirectResponse(f"{where}?sedan={quote(_own_address(request))}", 303)


def _step_up(request: Request, error: Exception) -> Response:
    """A page is opened again afterwards; a form is sent again, from the page that asks."""
    if not isinstance(error, StepUpRequiredError):
        raise TypeError(type(error))
    if request.method in {"GET", "HEAD"}:
        return RedirectResponse(f"/logga-in/bekrafta?sedan={quote(_own_address(request))}", 303)
    if error.errors:
        log_refusal(request, Refusal.WRONG_CODE)
    context = step_up_page(_context(request), error, _own_address(request))
    return page("sign_in/html/confirm.html", context, 422 if error.errors else 403)


def _own_address(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"


def _key_ended(request: Request, _error: Exception) -> Response:
    """For somebody who took part in a workshop without an account."""
    log_refusal(request, Refusal.LINK_GONE)
    return page(
        "workshops/html/workshop_gone.html",
        WorkshopGonePage(frame(_context(request), "Länken gäller inte längre")),
        404,
    )


def _refused(request: Request, error: Exception) -> Response:
    """What the one who asks may do at another moment."""
    message = error.message if isinstance(error, PermissionDeniedError) else ""
    return _error_page(request, _status_of_refusal(request), "Det går inte nu", message)


def _not_authorized(request: Request, error: Exception) -> Response:
    """For somebody inside the organisation: who can help, and what may be read instead."""
    log_refusal(request, Refusal.NO_RIGHT)
    message = error.message if isinstance(error, NotAuthorizedError) else ""
    status = _status_of_refusal(request)
    return _error_page(request, status, "Du har inte behörighet", message, _what_a_region_sees(request))


def _status_of_refusal(request: Request) -> int:
    return 403 if request.method in {"GET", "HEAD"} else 409


def _what_a_region_sees(request: Request) -> Links:
    """To somebody of the region who has asked for one of a kommun's own pages: the region's page of that kommun."""
    actor = getattr(request.state, "actor", None)
    is_of_region = actor is not None and any(membership.role in REGION_ROLES for membership in actor.memberships)
    if not is_of_region or not _route(request).startswith(ASSESSMENT):
        return ()
    round_url, _, municipality = ASSESSMENT.format(**request.path_params).rpartition("/")
    return ((f"{round_url}/kommuner/{municipality}", "Se hur långt kommunen har kommit och vad den delar"),)


def _not_available(request: Request, error: Exception) -> Response:
    """For whoever may know that it is not there."""
    message = error.message if isinstance(error, NotAvailableError) else ""
    return _error_page(request, 409, "Det finns inget att visa", message)


def _too_many(request: Request, error: Exception) -> Response:
    if not isinstance(error, RateLimitedError):
        raise TypeError(type(error))
    log_refusal(request, Refusal.TOO_MANY)
    words, wait = retry_message(error, datetime.now(UTC))
    answer = _error_page(request, 429, "Vänta en stund", words)
    answer.headers["Retry-After"] = str(wait)
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    """For what no page of ours sends; a page whose form can be filled in wrongly shows the form again itself."""
    errors = error.errors.values() if isinstance(error, InvalidInputError) else ()
    return _error_page(request, 422, "Något är fel ifyllt", " ".join(errors))


def _not_ready(request: Request, error: Exception) -> Response:
    """No error of anybody's: people are still answering, so there is no result to show or to take home."""
    if not isinstance(error, NotReadyError):
        raise TypeError(type(error))
    crumbs = assessment_crumbs(error.assessment, request.state.actor)
    is_example = error.assessment.round.is_example
    page_frame = frame(_context(request), "Resultatet är inte klart än", crumbs, is_example=is_example)
    return page("results/html/not_ready.html", not_ready_page(page_frame, error), _status_of_what_is_missing(request))


def _no_meeting(request: Request, error: Exception) -> Response:
    """Nothing to hold, or not yet: a page that says why. Somebody who sends something in gets a refusal."""
    if not isinstance(error, NoMeetingError):
        raise TypeError(type(error))
    if request.method not in {"GET", "HEAD"} or is_htmx(request):
        return _refused(request, error)
    crumbs = assessment_crumbs(error.assessment, request.state.actor)
    is_example = error.assessment.round.is_example
    page_frame = frame(_context(request), "Det finns inget möte att hålla", crumbs, is_example=is_example)
    return page("meeting/html/no_meeting.html", no_meeting_page(page_frame, error), _status_of_what_is_missing(request))


PAGES_THAT_TEACH = ("/resultat", "/moten")
"""What stands there before there is anything to show is a page of its own, and all below it."""


def _status_of_what_is_missing(request: Request) -> int:
    """Every other address is a report or a file, and a program that fetches it must see that it got none."""
    rest = _route(request).removeprefix(ASSESSMENT)
    return 200 if rest.startswith(PAGES_THAT_TEACH) else 409


def _render_failed(request: Request, error: Exception) -> Response:
    log.error("report_render_failed", route=_route(request), cause=str(error.__cause__ or error))
    return _error_page(request, *RENDER_FAILED)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    texts = {404: NOT_FOUND, 405: NOT_ALLOWED, 413: TOO_LARGE}.get(status, BAD_REQUEST)
    answer = _error_page(request, status, *texts[1:])
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
    return answer


def _broken(request: Request, error: Exception) -> Response:
    failure = failure_of(error)
    if failure is None:
        log.error("request_failed", method=request.method, route=_route(request), exc_info=error)
        answer = _error_page(request, *BROKEN)
    else:
        DATABASE_FAILURES.labels(failure.value).inc()
        log.error("database_failed", cause=failure.value, method=request.method, route=_route(request))
        answer = _error_page(request, *failure_texts(failure, is_change=request.method not in {"GET", "HEAD"}))
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    # The page may be made outside of everything that would add them.
    answer.headers.update(HEADERS | ({REQUEST_ID: number} if (number := request_id(request)) else {}))
    return answer


def _route(request: Request) -> str:
    """The route's pattern, not the address: an address may name a person's own page."""
    return template_of_scope(request.scope)
