"""Reminding the kommuner of a round: choosing them, reading the mails, sending."""

from collections.abc import Collection

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import PermissionDeniedError
from app.services.rounds.round_reminders import KommunReminderPlan, plan_reminders, remind
from app.web.rounds.contexts.round_reminders import KOMMUN, preview_page, remind_page
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.forms import ManyFormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND + "/paminn")
DONE = {"skickat": "Påminnelserna är på väg.", "inget": "Inget mejl skickades. De valda har redan fått en påminnelse."}


@router.get("")
@needs(Right.LEAD_ROUND)
def choose(request: RoundRequest, klart: str = "") -> HTMLResponse:
    plan = plan_reminders(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    return _choose(request, plan, message=DONE.get(klart, ""))


def _choose(
    request: RoundRequest,
    plan: KommunReminderPlan,
    slugs: Collection[str] | None = None,
    error: str = "",
    message: str = "",
) -> HTMLResponse:
    errors = {KOMMUN: error} if error else {}
    page_frame = round_frame(request, "Påminn", plan.board.round)
    return page(
        "rounds/html/round_remind.html", remind_page(page_frame, plan, slugs, errors, message), 422 if error else 200
    )


@router.get("/mejl")
@needs(Right.LEAD_ROUND)
def preview(request: RoundRequest) -> HTMLResponse:
    """What is chosen stands in the address, so that the page can be loaded again."""
    plan = plan_reminders(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    reminders = plan.chosen(ticked(request.http.query_params, KOMMUN))
    if not reminders:
        return _choose(request, plan, (), "Välj minst en kommun att påminna.")
    context = preview_page(round_frame(request, "Läs påminnelsen", plan.board.round), plan, reminders)
    return page("rounds/html/round_remind_preview.html", context)


@router.post("")
@needs(Right.LEAD_ROUND)
def send(request: RoundRequest, fields: ManyFormFields) -> Response:
    slugs, recent_too, url = ticked(fields, KOMMUN), fields.get("igen") == "ja", request.public_url
    try:
        count = remind(
            request.database, request.actor, request.key, slugs, request.now, recent_too=recent_too, public_url=url
        )
    except PermissionDeniedError as refused:
        plan = plan_reminders(request.database, request.actor, request.key, request.now, public_url=url)
        return _choose(request, plan, slugs, refused.message)
    return RedirectResponse(f"{url_of(request.key, 'paminn')}?klart={'skickat' if count else 'inget'}", 303)
