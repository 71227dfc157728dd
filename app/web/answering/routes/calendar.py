"""Files for the own calendar of somebody who answers."""

from fastapi import APIRouter, Response

from app.services.answering.calendar import calendar_of_respondent
from app.web.shell.http.calendar_response import calendar_response
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest

router = APIRouter(prefix=ASSESSMENT + "/svara")


@router.get("/kalender/{entry}.ics")
@needs(Open.RESPONDENT)
def own_calendar(request: AssessmentRequest, entry: str) -> Response:
    facts = request.database, request.actor, request.key, entry, request.now
    return calendar_response(calendar_of_respondent(*facts, public_url=request.public_url), entry)
