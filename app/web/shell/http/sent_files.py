"""Downloads: one of several files that can be made, by its address."""

from collections.abc import Iterable

from fastapi import Response

from app.errors import NotFoundError
from app.reports.office.downloads import Download


def file_response(files: Iterable[Download], address: str) -> Response:
    """Made now, to be saved under its name. Raises NotFoundError for a file that there is not."""
    file = next((download for download in files if download.address == address), None)
    if file is None:
        raise NotFoundError
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.make(), media_type=file.media_type, headers=headers)
