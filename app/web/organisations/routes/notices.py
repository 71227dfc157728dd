"""What the service tells everybody about itself: how personal data is handled, and how accessible it is."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.accounts.organisations.statement import Statement
from app.errors import InvalidInputError
from app.services.organisations import notices
from app.web.organisations.contexts.notices import EMPTY, StatementEditPage, StatementPage, as_typed, privacy_page
from app.web.shell.contexts.frame import DRIFT, START, frame
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import DatabaseDep, Now, SettingsDep, SignedIn, Visitor
from app.web.shell.rendering import page

router = APIRouter()
STATEMENT = "/drift/tillganglighet"


@router.get("/personuppgifter")
@needs(Open.ANYONE)
def personal_data(request: Request, database: DatabaseDep, actor: Visitor) -> HTMLResponse:
    page_frame = frame(request, "Personuppgifter", actor, (START,))
    return page("organisations/html/personal_data.html", privacy_page(page_frame, notices.privacy_notice(database)))


@router.get("/tillganglighet")
@needs(Open.ANYONE)
def accessibility(request: Request, database: DatabaseDep, settings: SettingsDep, actor: Visitor) -> HTMLResponse:
    page_frame = frame(request, "Tillgänglighetsredogörelse", actor, (START,))
    statement = notices.accessibility_statement(database)
    return page("organisations/html/statement.html", StatementPage(page_frame, statement, settings.public_url))


@router.get(STATEMENT)
@needs(Right.RUN_INSTALLATION)
def statement(request: Request, database: DatabaseDep, actor: SignedIn) -> HTMLResponse:
    notice = notices.statement_to_change(database, actor)
    return _edit(request, actor, as_typed(notice), is_published=notice is not None)


@router.post(STATEMENT)
@needs(Right.RUN_INSTALLATION)
def publish_statement(
    request: Request, database: DatabaseDep, actor: SignedIn, fields: FormFields, now: Now
) -> Response:
    try:
        notices.change_statement(database, actor, fields, now)
    except InvalidInputError as invalid:
        return _edit(request, actor, fields, errors=invalid.errors)
    return RedirectResponse("/tillganglighet", 303)


@router.post(STATEMENT + "/forhandsvisa")
@needs(Right.RUN_INSTALLATION)
def preview_statement(request: Request, actor: SignedIn, fields: FormFields, now: Now) -> HTMLResponse:
    try:
        preview = notices.preview_statement(actor, fields, now)
    except InvalidInputError as invalid:
        return _edit(request, actor, fields, errors=invalid.errors)
    return _edit(request, actor, fields, preview=preview)


def _edit(
    request: Request,
    actor: Actor,
    fields: Mapping[str, str],
    *,
    is_published: bool = True,
    errors: Mapping[str, str] | None = None,
    preview: Statement | None = None,
) -> HTMLResponse:
    title = "Förhandsvisning av tillgänglighetsredogörelsen" if preview else "Ändra tillgänglighetsredogörelsen"
    address = request.app.state.settings.public_url
    context = StatementEditPage(
        frame=frame(request, title, actor, (START, DRIFT)),
        typed={**EMPTY, **fields},
        published=is_published,
        address=address,
        errors=errors or {},
        preview=preview,
    )
    return page("organisations/html/statement_edit.html", context, 422 if errors else 200)
