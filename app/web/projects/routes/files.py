"""The project bank as files: Excel with all of it, and each table as CSV."""

from fastapi import APIRouter, Response

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import PROJECTS, list_downloads
from app.services.projects.project_files import export_projects
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.http.sent_files import file_response

router = APIRouter(prefix="/{region}/projekt")


@router.get("/export/{table}")
@needs(Right.SEE_PROJECTS)
def table_of_projects(request: RegionRequest, table: str) -> Response:
    return _file(request, f"export/{table}")


def _add_file(address: str) -> None:
    """A file of every table."""

    @router.get(f"/{address}", name=f"projects {address}")
    @needs(Right.SEE_PROJECTS)
    def file_of_projects(request: RegionRequest) -> Response:
        return _file(request, address)


for _whole in PROJECTS:
    _add_file(_whole.address)


def _file(request: RegionRequest, address: str) -> Response:
    """Raises NotFoundError for a file that there is not."""
    files = list_downloads(PROJECTS, export_projects(request.database, request.actor, request.key, request.now))
    return file_response(files, address)
