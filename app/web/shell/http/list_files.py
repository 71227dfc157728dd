"""The files of a list of a region: routes for Excel with all of it, and for each of its tables as CSV."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Response

from app.accounts.kernel.roles import Actor, Right
from app.reports.kernel.tables import Export
from app.reports.office.downloads import Format, list_downloads
from app.storage.engine.database import Database
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.http.sent_files import file_response

MakeExport = Callable[[Database, Actor, str, datetime], Export]
"""With what is exported of the region whose slug it is, for somebody who asks now."""


def add_list_files(
    router: APIRouter, name: str, formats: tuple[Format[Export], ...], right: Right, export: MakeExport
) -> None:
    """Below the router's own address. `name` tells the routes apart. They raise NotFoundError for a file that there is
    not, and what `export` raises.
    """

    def file(request: RegionRequest, address: str) -> Response:
        content = export(request.database, request.actor, request.key, request.now)
        return file_response(list_downloads(formats, content), address)

    @router.get("/export/{table}", name=f"{name} tables")
    @needs(right)
    def table_of_list(request: RegionRequest, table: str) -> Response:
        return file(request, f"export/{table}")

    def add(address: str) -> None:
        @router.get(f"/{address}", name=f"{name} {address}")
        @needs(right)
        def file_of_list(request: RegionRequest) -> Response:
            return file(request, address)

    for whole in formats:
        add(whole.address)
