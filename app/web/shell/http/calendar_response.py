"""A calendar file as a response: browsers hand it to the calendar by its type and name."""

from fastapi import Response


def calendar_response(content: bytes, name: str) -> Response:
    return Response(
        content,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )
