"""What belongs to the installation and to nobody: the health check and static files."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse
from sqlalchemy import text

from app.errors import NotFoundError
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest
from app.web.shell.rendering import static_file

router = APIRouter()

ONE_YEAR = "public, max-age=31536000, immutable"


@router.get("/halsa")
@needs(Open.ANYONE)
def health(request: SessionlessRequest) -> PlainTextResponse:
    """For load balancers: 200 when the database answers."""
    with request.database.read() as session:
        session.execute(text("SELECT 1"))
    return PlainTextResponse("ok")


@router.get("/static/{path:path}")
@needs(Open.ANYONE)
def static(path: str) -> FileResponse:
    """Files are addressed with their content's hash, so browsers may keep them."""
    file = static_file(path)
    if file is None:
        raise NotFoundError
    return FileResponse(file, headers={"Cache-Control": ONE_YEAR})
