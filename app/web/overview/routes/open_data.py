"""Open data: results that kommuner show everybody, as a page, as files and as metadata. No sign-in."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.services.overview.open_data import FILES, GOALS, METADATA, open_data, open_file
from app.web.overview.contexts.open_data import open_data_page
from app.web.shell.contexts.frame import START, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest, VisitorRequest
from app.web.shell.rendering import page

BASE = "/oppna-data"
router = APIRouter(prefix=BASE)


@router.get("")
@needs(Open.ANYONE)
def about(request: VisitorRequest) -> HTMLResponse:
    data = open_data(request.database)
    page_frame = frame(request, "Öppna data", (START,), is_example=data.is_example)
    return page("overview/html/open_data.html", open_data_page(page_frame, data, BASE))


def _add_file(address: str, media_type: str) -> None:
    @router.get(f"/{address}", name=f"open data {address}")
    @needs(Open.ANYONE)
    def file(request: SessionlessRequest) -> Response:
        content = open_file(request.database, address, f"{request.public_url.rstrip('/')}{BASE}")
        headers = {"Content-Disposition": f'inline; filename="{address}"', "Access-Control-Allow-Origin": "*"}
        return Response(content, media_type=media_type, headers=headers)


for _file in (*FILES, GOALS, METADATA):
    _add_file(_file.address, f"{_file.media_type}; charset=utf-8")
