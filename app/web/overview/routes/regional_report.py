"""A round's report for the region's board, as page and as PDF."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.overview.regional_report import open_regional_report, regional_report_file
from app.web.overview.contexts.regional_report import regional_report_page
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("/rapport")
@needs(Right.SEE_REGION)
def regional_report(request: RoundRequest) -> HTMLResponse:
    regional, content = open_regional_report(request.database, request.actor, request.key, request.now)
    page_frame = round_frame(request, "Rapport", regional.round)
    return page("overview/html/regional_report.html", regional_report_page(page_frame, request.key, content))


@router.get("/rapport.pdf")
@needs(Right.SEE_REGION)
def regional_report_as_pdf(request: RoundRequest) -> Response:
    _, content = open_regional_report(request.database, request.actor, request.key, request.now)
    name = f"{request.key.questionnaire}-{request.key.region}-{request.key.year}.pdf"
    return Response(
        regional_report_file(request.report_files, content),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
