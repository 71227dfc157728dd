"""Outgoing mail as a region and a kommun see it: what was sent to whom, and what became of it; as operators see it,
what did not arrive.
"""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.mail import mail_log
from app.web.mail.contexts.mail_log import mail_log_page, undelivered_mail_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import DRIFT, START, frame, region_crumbs, url_of
from app.web.shell.http.forms import number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest, RegionRequest, SignedInRequest
from app.web.shell.rendering import page
from app.web.shell.wording import assessment_title

router = APIRouter()
installation = APIRouter(prefix="/drift/utskick")


@installation.get("")
@needs(Right.RUN_INSTALLATION)
def of_installation(request: SignedInRequest, sida: str = "") -> HTMLResponse:
    lines = mail_log.undelivered_mail(request.database, request.actor, number_in({"n": sida}, "n"))
    page_frame = frame(request, "Mejl som inte har kommit fram", (START, DRIFT))
    return page("mail/html/mail_undelivered.html", undelivered_mail_page(page_frame, installation.prefix, lines))


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
