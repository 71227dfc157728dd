"""A closed workshop as files: the protocol, a group's large sheet, and the notes as tables."""

from fastapi import APIRouter, Response

from app.reports.office.downloads import NOTES, list_downloads
from app.services.workshops.files import export_notes, open_protocol, workshop_file
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRegionRequest
from app.web.shell.http.sent_files import file_response
from app.web.workshops.participant_cookie import visitor_of
from app.web.workshops.routes.boards import GroupNumber
from app.web.workshops.routes.workshops import WorkshopNumber

router = APIRouter(prefix="/{region}/workshop/{number}")


@router.get("/protokoll.pdf")
@needs(Open.ANYONE)
def protocol(request: VisitorRegionRequest, number: WorkshopNumber) -> Response:
    """For the people of its owner."""
    return _pdf(request, number, None, f"workshop-{number}.pdf")


@router.get("/grupp/{group}/affisch.pdf")
@needs(Open.ANYONE)
def sheet(request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber) -> Response:
    """A3, to put up on a wall."""
    return _pdf(request, number, group, f"workshop-{number}-grupp-{group}.pdf")


@router.get("/export/{table}")
@needs(Open.ANYONE)
def table_of_notes(request: VisitorRegionRequest, number: WorkshopNumber, table: str) -> Response:
    return _file(request, number, f"export/{table}")


def _add_file(address: str) -> None:
    """A file of every table."""

    @router.get(f"/{address}", name=f"notes {address}")
    @needs(Open.ANYONE)
    def file_of_notes(request: VisitorRegionRequest, number: WorkshopNumber) -> Response:
        return _file(request, number, address)


for _whole in NOTES:
    _add_file(_whole.address)


def _pdf(request: VisitorRegionRequest, number: int, group: int | None, name: str) -> Response:
    content = open_protocol(request.database, visitor_of(request), request.key, number, group)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(workshop_file(request.report_files, content), media_type="application/pdf", headers=headers)


def _file(request: VisitorRegionRequest, number: int, address: str) -> Response:
    """Raises NotFoundError for a file that there is not."""
    files = list_downloads(NOTES, export_notes(request.database, visitor_of(request), request.key, number))
    return file_response(files, address)
