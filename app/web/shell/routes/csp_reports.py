"""Where browsers tell what the Content-Security-Policy has stopped on our pages."""

from fastapi import APIRouter, Response

from app.web.shell.http.csp_reports import ViolationLog, small_body, violations
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest
from app.web.shell.http.route_templates import template_of_path
from app.web.shell.http.security import REPORT_PATH

router = APIRouter()


@router.post(REPORT_PATH, status_code=204)
@needs(Open.ANYONE)
async def csp_report(request: SessionlessRequest) -> Response:
    """The same answer whatever was sent: whoever sends it is a browser, which can do nothing about it."""
    http = request.http
    violation_log: ViolationLog = http.app.state.violations
    body = await small_body(http)
    content_type = http.headers.get("content-type", "")
    for violation in violations(content_type, body, lambda path: template_of_path(http.app.routes, path)):
        violation_log.tell(violation, request.now)
    return Response(status_code=204)
