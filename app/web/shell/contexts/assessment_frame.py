"""What stands around the pages of a kommun's year: its tabs, and the way there for those who have none."""

from app.accounts.kernel.roles import Actor
from app.reports.kernel.organisation_words import noun_of
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.web.shell.contexts.frame import Crumb, Frame, assessment_crumbs, frame
from app.web.shell.contexts.tabs import local_tabs
from app.web.shell.http.request_context import RequestContext
from app.web.shell.wording import SUBJECTS


def assessment_frame(
    request: RequestContext[Actor, AssessmentKey], title: str, assessment: Assessment, *more: Crumb
) -> Frame:
    """`more` are crumbs between the assessment and the page."""
    crumbs = (*assessment_crumbs(assessment, request.actor), *more)
    tabs = local_tabs(request, assessment)
    noun = noun_of(is_association=assessment.is_association)
    about = SUBJECTS[assessment.round.subject]
    return frame(request, title, crumbs, is_example=assessment.round.is_example, tabs=tabs, noun=noun, about=about)
