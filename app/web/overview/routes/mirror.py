"""The mirror of a round about the collaboration: its page, the same as PDF, and its figures as a file."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.errors import NotFoundError
from app.services.overview.mirror import evidence_csv, mirror_content, mirror_csv, mirror_file, open_mirror
from app.web.overview.contexts.mirror import mirror_frame, mirror_page
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("/spegel")
@needs(Right.SEE_MIRROR)
def mirror(request: RoundRequest) -> HTMLResponse:
    view = open_mirror(request.database, request.actor, request.key)
    return page("overview/html/mirror.html", mirror_page(mirror_frame(request, view), view, request.now))


@router.get("/spegel.pdf")
@needs(Right.SEE_MIRROR)
def mirror_as_pdf(request: RoundRequest) -> Response:
    """Raises NotFoundError while there is nothing to print."""
    view = open_mirror(request.database, request.actor, request.key)
    if not view.reflections:
        raise NotFoundError
    file = mirror_file(request.report_files, mirror_content(view, request.now), request.now)
    return _sent(file, "application/pdf", f"spegeln-{request.key.region}-{request.key.year}.pdf")


@router.get("/spegel.csv")
@needs(Right.SEE_MIRROR)
def mirror_as_csv(request: RoundRequest) -> Response:
    """Raises NotFoundError while there are no figures."""
    view = open_mirror(request.database, request.actor, request.key)
    if not view.reflections:
        raise NotFoundError
    name = f"spegeln-{request.key.region}-{request.key.year}.csv"
    return _sent(mirror_csv(view, request.now), "text/csv; charset=utf-8", name)


@router.get("/spegel-underlag.csv")
@needs(Right.SEE_MIRROR)
def mirror_evidence_as_csv(request: RoundRequest) -> Response:
    """What workshops have said. Raises NotFoundError while they have said nothing."""
    view = open_mirror(request.database, request.actor, request.key)
    if not view.evidence:
        raise NotFoundError
    name = f"spegeln-underlag-{request.key.region}-{request.key.year}.csv"
    return _sent(evidence_csv(view, request.now), "text/csv; charset=utf-8", name)


def _sent(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
