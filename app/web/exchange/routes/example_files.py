"""A region's examples as files."""

from fastapi import APIRouter, Response

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import EXAMPLES, list_downloads
from app.services.exchange.example_files import export_examples
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.http.sent_files import file_response

router = APIRouter(prefix="/{region}/exempel")


@router.get("/export/{table}")
@needs(Right.SEE_EXCHANGE)
def table_of_examples(request: RegionRequest, table: str) -> Response:
    return _file(request, f"export/{table}")


def _add_file(address: str) -> None:
    """A file of every table."""

    @router.get(f"/{address}", name=f"examples {address}")
    @needs(Right.SEE_EXCHANGE)
    def file_of_examples(request: RegionRequest) -> Response:
        return _file(request, address)


for _whole in EXAMPLES:
    _add_file(_whole.address)


def _file(request: RegionRequest, address: str) -> Response:
    """Raises NotFoundError for a file that there is not."""
    files = list_downloads(EXAMPLES, export_examples(request.database, request.actor, request.key, request.now))
    return file_response(files, address)
