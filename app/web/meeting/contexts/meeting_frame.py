"""What stands around the meeting's pages."""

from app.accounts.kernel.roles import Actor
from app.rounds.kernel.keys import AssessmentKey
from app.services.meeting.meeting import Meeting
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Crumb, Frame, url_of
from app.web.shell.http.request_context import RequestContext


def meeting_frame(request: RequestContext[Actor, AssessmentKey], meeting: Meeting, what: str = "") -> Frame:
    """`what` is the page's own title; the agenda has none."""
    assessment = meeting.assessment
    own = f"Gemensamt möte {assessment.municipality} {assessment.round.year}"
    way = (Crumb("Gemensamt möte", url_of(assessment.key, "moten")),) if what else ()
    title = f"{what}, {own[:1].lower()}{own[1:]}" if what else own
    return assessment_frame(request, title, assessment, *way)
