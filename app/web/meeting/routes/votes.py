"""A new vote on a question at the joint meeting: started and closed by those who lead it."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from app.accounts.kernel.roles import Right
from app.services.meeting.votes import close_vote, start_vote
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest

router = APIRouter(prefix=ASSESSMENT + "/moten/{capital}/{question}/omrostning")


@router.post("")
@needs(Right.LEAD_ASSESSMENT)
def start(request: AssessmentRequest, question: str, fields: FormFields) -> Response:
    replaces = number_in(fields, "ersatter")
    capital = start_vote(request.database, request.actor, request.key, question, replaces, request.now)
    return _back(request, capital, question)


@router.post("/stang")
@needs(Right.LEAD_ASSESSMENT)
def close(request: AssessmentRequest, question: str, fields: FormFields) -> Response:
    number = number_in(fields, "nummer")
    capital = close_vote(request.database, request.actor, request.key, question, number, request.now)
    return _back(request, capital, question)


def _back(request: AssessmentRequest, capital: str, question: str) -> Response:
    return RedirectResponse(url_of(request.key, "moten", capital, question), 303)
