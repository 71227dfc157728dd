"""Files for the own calendar of somebody who answers."""

from fastapi import APIRouter, Response

from app.services.answering.calendar import CalendarEntry, calendar_of_respondent
from app.web.shell.http.calendar_response import calendar_response
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest

router = APIRouter(prefix=ASSESSMENT + "/svara")


@router.get("/kalender/sista-dag.ics")
@needs(Open.RESPONDENT)
def own_last_day(request: AssessmentRequest) -> Response:
    return _file(request, CalendarEntry.LAST_DAY)


@router.get("/kalender/mote.ics")
@needs(Open.RESPONDENT)
def own_meeting(request: AssessmentRequest) -> Response:
    return _file(request, CalendarEntry.MEETING)


def _file(request: AssessmentRequest, entry: CalendarEntry) -> Response:
    facts = request.database, request.actor, request.key, entry, request.now
    return calendar_response(calendar_of_respondent(*facts, public_url=request.public_url), entry)
