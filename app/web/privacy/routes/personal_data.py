"""Everything that is stored about the one who asks, to read and to take home."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.accounts.privacy.personal_data import as_json
from app.services.privacy.personal_data import own_extract
from app.web.privacy.contexts.personal_data import OwnDataPage
from app.web.shell.contexts.frame import START, frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SignedInRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/mitt")


@router.get("/uppgifter")
@needs(Right.SEE_OWN_START)
def own_data(request: SignedInRequest) -> HTMLResponse:
    extract = own_extract(request.database, request.actor, request.now)
    return page("privacy/html/own_data.html", OwnDataPage(frame(request, "Uppgifter om dig", (START,)), extract))


@router.get("/uppgifter.json")
@needs(Right.SEE_OWN_START)
def own_data_as_json(request: SignedInRequest) -> Response:
    name = f"mina-uppgifter-{request.now:%Y-%m-%d}.json"
    return Response(
        as_json(own_extract(request.database, request.actor, request.now)),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
