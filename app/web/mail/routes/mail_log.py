"""Outgoing mail as a region and a kommun see it: what was sent to whom, and what became of it."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.mail import mail_log
from app.web.mail.contexts.mail_log import mail_log_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import frame, region_crumbs, url_of
from app.web.shell.http.forms import number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest, RegionRequest
from app.web.shell.rendering import page
from app.web.shell.wording import assessment_title

router = APIRouter()


@router.get("/{region}/utskick")
@needs(Right.RUN_REGION)
def of_region(request: RegionRequest, sida: str = "", visa: str = "") -> HTMLResponse:
    only_troubled = visa == "problem"
    region_mail = mail_log.region_mail(
        request.database, request.actor, request.key, number_in({"n": sida}, "n"), only_troubled=only_troubled
    )
    title = f"Skickade mejl i {region_mail.region.name}"
    page_frame = frame(request, title, region_crumbs(region_mail.region), is_example=region_mail.region.is_example)
    url = f"{region_mail.region.key.path}/utskick"
    return page(
        "mail/html/mail_log.html",
        mail_log_page(page_frame, url, region_mail.lines, of_region=True, only_troubled=only_troubled),
    )


@router.get(ASSESSMENT + "/utskick")
@needs(Right.LEAD_ASSESSMENT)
def of_assessment(request: AssessmentRequest, sida: str = "", visa: str = "") -> HTMLResponse:
    only_troubled = visa == "problem"
    assessment_mail = mail_log.assessment_mail(
        request.database, request.actor, request.key, number_in({"n": sida}, "n"), only_troubled=only_troubled
    )
    title = f"Skickade mejl, {assessment_title(assessment_mail.assessment)}"
    page_frame = assessment_frame(request, title, assessment_mail.assessment)
    context = mail_log_page(
        page_frame, url_of(request.key, "utskick"), assessment_mail.lines, of_region=False, only_troubled=only_troubled
    )
    return page("mail/html/mail_log.html", context)
