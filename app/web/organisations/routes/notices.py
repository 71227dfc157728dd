"""What the service tells everybody about itself: how personal data is handled, and how accessible it is."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.accessibility_statement import Statement, StatementForm
from app.errors import InvalidInputError
from app.services.organisations import notices
from app.web.organisations.contexts.notices import StatementEditPage, StatementPage, as_typed, privacy_page
from app.web.shell.contexts.frame import DRIFT, START, frame
from app.web.shell.http.forms import FORM_LIMITS
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SignedInRequest, VisitorRequest
from app.web.shell.rendering import page

router = APIRouter()
STATEMENT = "/drift/tillganglighet"
StatementFields = Annotated[StatementForm, Form()]


@router.get("/personuppgifter")
@needs(Open.ANYONE)
def personal_data(request: VisitorRequest) -> HTMLResponse:
    page_frame = frame(request, "Personuppgifter", (START,))
    return page(
        "organisations/html/notices/personal_data.html",
        privacy_page(page_frame, notices.privacy_notice(request.database), request.settings.session_hours),
    )


@router.get("/tillganglighet")
@needs(Open.ANYONE)
def accessibility(request: VisitorRequest) -> HTMLResponse:
    page_frame = frame(request, "Tillgänglighetsredogörelse", (START,))
    statement = notices.accessibility_statement(request.database)
    return page("organisations/html/notices/statement.html", StatementPage(page_frame, statement, request.public_url))


@router.get(STATEMENT)
@needs(Right.RUN_INSTALLATION)
def statement(request: SignedInRequest) -> HTMLResponse:
    notice = notices.statement_to_change(request.database, request.actor)
    return _edit(request, as_typed(notice), is_published=notice is not None)


@router.post(STATEMENT, form_limits=FORM_LIMITS)
@needs(Right.RUN_INSTALLATION)
def publish_statement(request: SignedInRequest, form: StatementFields) -> Response:
    try:
        notices.change_statement(request.database, request.actor, form, request.now)
    except InvalidInputError as invalid:
        return _edit(request, form, errors=invalid.errors)
    return RedirectResponse("/tillganglighet", 303)


@router.post(STATEMENT + "/forhandsvisa", form_limits=FORM_LIMITS)
@needs(Right.RUN_INSTALLATION)
def preview_statement(request: SignedInRequest, form: StatementFields) -> HTMLResponse:
    try:
        preview = notices.preview_statement(request.actor, form, request.now)
    except InvalidInputError as invalid:
        return _edit(request, form, errors=invalid.errors)
    return _edit(request, form, preview=preview)


def _edit(
    request: SignedInRequest,
    form: StatementForm,
    *,
    is_published: bool = True,
    errors: Mapping[str, str] | None = None,
    preview: Statement | None = None,
) -> HTMLResponse:
    title = "Förhandsvisning av tillgänglighetsredogörelsen" if preview else "Ändra tillgänglighetsredogörelsen"
    address = request.http.app.state.settings.public_url
    context = StatementEditPage(
        frame=frame(request, title, (START, DRIFT)),
        typed=form,
        published=is_published,
        address=address,
        errors=errors or {},
        preview=preview,
    )
    return page("organisations/html/notices/statement_edit.html", context, 422 if errors else 200)
