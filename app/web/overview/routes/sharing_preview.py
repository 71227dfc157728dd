"""What others will see of a kommun at a choice of sharing."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.errors import NotFoundError
from app.services.overview.sharing_preview import open_preview
from app.web.overview.contexts.sharing_preview import label_of, sharing_preview_page
from app.web.results.contexts.sharing import SLUGS
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


@router.get("/delning/{choice}")
@needs(Right.SEE_ASSESSMENT)
def preview_sharing(request: AssessmentRequest, choice: str) -> HTMLResponse:
    """What others will see at a choice, before it is made."""
    sharing = next((level for level, slug in SLUGS.items() if slug == choice), None)
    if sharing is None:
        raise NotFoundError
    preview = open_preview(request.database, request.actor, request.key, sharing, request.now)
    title = f"Vad andra ser: {label_of(sharing).lower()}"
    page_frame = assessment_frame(request, title, preview.assessment)
    return page("overview/html/sharing_preview.html", sharing_preview_page(page_frame, preview))
