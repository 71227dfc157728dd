"""Signing out: the session ends and its cookie goes."""

from fastapi import APIRouter, Response

from app.accounts.kernel.roles import Right
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SessionlessRequest
from app.web.shell.http.sessions import signed_out

router = APIRouter()


@router.post("/logga-ut")
@needs(Right.SEE_OWN_START)
def leave(request: SessionlessRequest) -> Response:
    return signed_out(request)
