"""Voting at the joint meeting, on one's own phone. A page of its own, one question, without JavaScript."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.errors import InvalidInputError
from app.services.meeting.voting import CHOICE, VoteOverError, cast_vote, open_voting
from app.web.meeting.contexts.voting import voting_page
from app.web.shell.contexts.frame import assessment_crumbs, frame, url_of
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/rosta")


@router.get("")
@needs(Open.RESPONDENT)
def look(request: AssessmentRequest) -> HTMLResponse:
    return _page(request)


@router.post("")
@needs(Open.RESPONDENT)
def vote(request: AssessmentRequest, fields: FormFields) -> Response:
    question, number, choice = fields.get("fraga", ""), number_in(fields, "nummer"), fields.get(CHOICE, "")
    try:
        cast_vote(request.database, request.actor, request.key, question, number, choice)
    except VoteOverError as over:
        return _page(request, over=over.message, status=409)
    except InvalidInputError as error:
        return _page(request, errors=error.errors, status=422)
    return RedirectResponse(url_of(request.key, "rosta"), 303)


def _page(
    request: AssessmentRequest, errors: dict[str, str] | None = None, over: str = "", status: int = 200
) -> HTMLResponse:
    voting = open_voting(request.database, request.actor, request.key)
    assessment = voting.place.assessment
    crumbs = assessment_crumbs(assessment, request.actor)
    page_frame = frame(request, "Omröstning", crumbs, is_example=assessment.round.is_example)
    return page("meeting/html/voting.html", voting_page(page_frame, voting, errors, over), status)
