"""A round's report for the region's board, as page and as PDF."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.overview.regional_report import open_regional_report, regional_report_file
from app.services.results.report_files import ReportFiles
from app.web.overview.contexts.regional_report import regional_report_page
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, DatabaseDep, Now, RoundAddress, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("/rapport")
@needs(Right.SEE_REGION)
def regional_report(
    request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now
) -> HTMLResponse:
    regional, content = open_regional_report(database, actor, key, now)
    page_frame = round_frame(request, "Rapport", actor, regional.round)
    return page("overview/html/regional_report.html", regional_report_page(page_frame, key, content))


@router.get("/rapport.pdf")
@needs(Right.SEE_REGION)
def regional_report_as_pdf(
    request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now
) -> Response:
    _, content = open_regional_report(database, actor, key, now)
    files: ReportFiles = request.app.state.report_files
    name = f"{key.questionnaire}-{key.region}-{key.year}.pdf"
    return Response(
        regional_report_file(files, content),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
