"""When and where a kommun's joint meeting is; and files for the calendar of those who follow the kommun's year."""

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError, PermissionDeniedError
from app.rounds.kernel.meeting_time import NEVER_STATED, RawMeetingTime
from app.services.answering.calendar import CalendarEntry, calendar_of_kommun
from app.services.assessments import meeting_time as service
from app.services.assessments.meeting_time import MeetingTimeChangedError
from app.services.assessments.year import open_year
from app.web.assessments.contexts.meeting_time import meeting_time_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.calendar_response import calendar_response
from app.web.shell.http.forms import FORM_LIMITS, FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


@router.get("/motestid")
@needs(Right.LEAD_ASSESSMENT)
def meeting_time(request: AssessmentRequest) -> HTMLResponse:
    return _page(request)


class MeetingTimeFields(RawMeetingTime, frozen=True):
    """With the sequence of the time that the page was loaded with."""

    version: str = ""


@router.post("/motestid", form_limits=FORM_LIMITS)
@needs(Right.LEAD_ASSESSMENT)
def state_meeting_time(request: AssessmentRequest, form: Annotated[MeetingTimeFields, Form()]) -> Response:
    return _after(request, service.state_meeting_time, form, _sequence(form.version))


@router.post("/motestid/ta-bort")
@needs(Right.LEAD_ASSESSMENT)
def remove_meeting_time(request: AssessmentRequest, fields: FormFields) -> Response:
    return _after(request, service.remove_meeting_time, None, _sequence(fields.get("version", "")))


def _sequence(text: str) -> int:
    return int(text) if re.fullmatch("-1|[0-9]{1,9}", text) else NEVER_STATED


def _after(
    request: AssessmentRequest, change: Callable[..., None], form: RawMeetingTime | None, sequence: int
) -> Response:
    """To the kommun's year once the time is changed; back to the page with what is wrong and what was typed."""
    entry = None if form is None else (form, sequence)
    try:
        change(request.database, request.actor, request.key, *([] if form is None else [form]), sequence, request.now)
    except InvalidInputError as invalid:
        return _page(request, entry, invalid.errors, is_overtaken=isinstance(invalid, MeetingTimeChangedError))
    except PermissionDeniedError as refused:
        return _page(request, entry, error=refused.message)
    return RedirectResponse(url_of(request.key), 303)


def _page(
    request: AssessmentRequest,
    entry: tuple[RawMeetingTime, int] | None = None,
    errors: dict[str, str] | None = None,
    error: str = "",
    *,
    is_overtaken: bool = False,
) -> HTMLResponse:
    year = open_year(request.database, request.actor, request.key, request.now, Right.LEAD_ASSESSMENT)
    page_frame = assessment_frame(request, "När ses ni?", year.assessment)
    context = meeting_time_page(page_frame, year, entry, errors or {}, error, is_overtaken=is_overtaken)
    return page("assessments/html/meeting_time.html", context, 422 if errors else 409 if error else 200)


@router.get("/kalender/sista-dag.ics")
@needs(Right.SEE_ASSESSMENT)
def last_day(request: AssessmentRequest) -> Response:
    return _file(request, CalendarEntry.LAST_DAY)


@router.get("/kalender/mote.ics")
@needs(Right.SEE_ASSESSMENT)
def meeting(request: AssessmentRequest) -> Response:
    return _file(request, CalendarEntry.MEETING)


def _file(request: AssessmentRequest, entry: CalendarEntry) -> Response:
    facts = request.database, request.actor, request.key, entry, request.now
    return calendar_response(calendar_of_kommun(*facts, public_url=request.public_url), entry)
