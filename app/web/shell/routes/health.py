"""What belongs to the installation and to nobody: the health check and static files."""

from collections.abc import Iterable
from mimetypes import guess_type

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, PlainTextResponse

from app.errors import NotFoundError
from app.services.kernel.readiness import Check, Finding
from app.web.shell.http.compression import accepts_gzip, compressed_file
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest
from app.web.shell.rendering import content_hash, static_file

router = APIRouter()

ONE_YEAR = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
"""Of an address without the hash, or with another version's: a page made before an upgrade must not keep the new file
under the old address."""
PACKED_SUFFIXES = frozenset({".woff2"})
"""Compressed already. A font is addressed by the style sheet, without a hash; a changed one gets another name."""


@router.get("/halsa")
@needs(Open.ANYONE)
async def health(request: SessionlessRequest) -> PlainTextResponse:
    """For load balancers: 200 while the database can be read. Where nothing can be saved, people can read at least, and
    another server would save in the same database."""
    findings = await request.readiness.findings()
    return _answer(finding for finding in findings if finding.check is Check.DATABASE)


@router.get("/halsa/live")
@needs(Open.ANYONE)
async def live(_request: SessionlessRequest) -> PlainTextResponse:
    """For whoever restarts a process that does not answer any more. Asks nothing else of it."""
    return PlainTextResponse("ok")


@router.get("/halsa/redo")
@needs(Open.ANYONE)
async def ready(request: SessionlessRequest) -> PlainTextResponse:
    """For monitoring: 200 when all is as it should be, otherwise 503; a line for each thing that was looked at."""
    return _answer(await request.readiness.findings())


def _answer(findings: Iterable[Finding]) -> PlainTextResponse:
    looked_at = list(findings)
    if not any(finding.problem for finding in looked_at):
        return PlainTextResponse("ok")
    lines = [f"{finding.check}: {finding.problem or 'ok'}\n" for finding in looked_at]
    return PlainTextResponse("".join(lines), 503)


@router.get("/static/{path:path}")
@needs(Open.ANYONE)
def static(request: SessionlessRequest, path: str, v: str = "") -> Response:
    """Files are addressed with their content's hash, so browsers may keep them. `v` is the hash."""
    file = static_file(path)
    if file is None:
        raise NotFoundError
    if file.suffix in PACKED_SUFFIXES:
        return FileResponse(file, headers={"Cache-Control": ONE_YEAR})
    headers = {"Cache-Control": ONE_YEAR if v == content_hash(path) else REVALIDATE, "Vary": "Accept-Encoding"}
    if not accepts_gzip(request.http.headers):
        return FileResponse(file, headers=headers)
    media_type = guess_type(file)[0]
    return Response(compressed_file(file), headers=headers | {"Content-Encoding": "gzip"}, media_type=media_type)
