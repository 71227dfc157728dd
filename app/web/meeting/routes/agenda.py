"""The meeting's agenda, and accepting in one act what people already agree on."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.meeting.accepting import Acceptance, accept_agreed
from app.services.meeting.agenda import open_agenda
from app.web.meeting.contexts.accepting import AcceptingDraft, accepting_page
from app.web.meeting.contexts.agenda import ACCEPTING, agenda_page
from app.web.meeting.contexts.meeting_frame import meeting_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.forms import FormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/moten")
BOX = "godta"


@router.get("")
@needs(Right.FOLLOW_MEETING)
def agenda(request: AssessmentRequest) -> HTMLResponse:
    meeting_agenda = open_agenda(request.database, request.actor, request.key)
    return page(
        "meeting/html/meeting.html", agenda_page(meeting_frame(request, meeting_agenda.meeting), meeting_agenda)
    )


@router.get("/eniga")
@needs(Right.FOLLOW_MEETING)
def agreeing(request: AssessmentRequest) -> HTMLResponse:
    return _list(request)


@router.post("/eniga")
@needs(Right.LEAD_ASSESSMENT)
def accept(request: AssessmentRequest, fields: FormFields) -> Response:
    """The ticked questions are settled. What somebody else has noted meanwhile stays, and is told of at once."""
    boxes = {question_id: fields[f"{BOX}.{question_id}"] for question_id in ticked(fields, BOX)}
    reason = fields.get("reason", "")
    try:
        acceptance = accept_agreed(request.database, request.actor, request.key, boxes, reason, request.now)
    except InvalidInputError as error:
        return _list(request, AcceptingDraft(boxes, reason, error.errors), status=422)
    return (
        _list(request, acceptance=acceptance)
        if acceptance.kept
        else RedirectResponse(url_of(request.key, "moten", ACCEPTING), 303)
    )


def _list(
    request: AssessmentRequest,
    draft: AcceptingDraft | None = None,
    acceptance: Acceptance | None = None,
    status: int = 200,
) -> HTMLResponse:
    meeting_agenda = open_agenda(request.database, request.actor, request.key)
    page_frame = meeting_frame(request, meeting_agenda.meeting, "Godta där ni är eniga")
    return page("meeting/html/accepting.html", accepting_page(page_frame, meeting_agenda, draft, acceptance), status)
