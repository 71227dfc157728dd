"""Handing out an assessment's documents: what is in it, the review, the file; and taking away a comment for good."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.privacy import comment_removal as removal
from app.services.privacy import disclosure as service
from app.services.privacy.disclosure import Choices, OutdatedReviewError, Review
from app.web.privacy.contexts.disclosure import RemoveCommentPage, disclose_page, review_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Crumb, Frame, url_of
from app.web.shell.http.forms import MANY_BOXES
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.http.step_up import STEP_UP, STEP_UP_BEFORE_FILE
from app.web.shell.rendering import page
from app.web.shell.wording import assessment_title

router = APIRouter(prefix=ASSESSMENT + "/lamna-ut")
Typed = Annotated[str, Query()]


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def contents(request: AssessmentRequest) -> HTMLResponse:
    material = service.review(request.database, request.actor, request.key, request.now)
    return page("privacy/html/disclose.html", disclose_page(_top(request, material), material, Choices("")))


@router.get("/granska", dependencies=[STEP_UP])
@needs(Right.LEAD_ASSESSMENT)
def review(request: AssessmentRequest, diarienummer: Typed = "", inbjudna: Typed = "") -> HTMLResponse:
    choices = Choices(diarienummer, inbjudna == "ja")
    material = service.review(
        request.database, request.actor, request.key, request.now, with_invited=choices.with_invited
    )
    try:
        service.read_choices(choices)
    except InvalidInputError as invalid:
        context = disclose_page(_top(request, material), material, choices, invalid.errors)
        return page("privacy/html/disclose.html", context, 422)
    return page("privacy/html/disclose_review.html", review_page(_below(request, material), material, choices))


class DisclosureForm(BaseModel, frozen=True):
    """As typed, with the lines that were ticked."""

    diarienummer: str = ""
    inbjudna: str = ""
    maskera: list[str] = []
    grund: str = ""
    granskat: str = ""

    @property
    def choices(self) -> Choices:
        return Choices(
            diary_number=self.diarienummer,
            with_invited=self.inbjudna == "ja",
            masked=frozenset(self.maskera),
            ground=self.grund,
            token=self.granskat,
        )


@router.post("/hamta", form_limits=MANY_BOXES, dependencies=[STEP_UP_BEFORE_FILE])
@needs(Right.LEAD_ASSESSMENT)
def fetch(request: AssessmentRequest, form: Annotated[DisclosureForm, Form()]) -> Response:
    choices = form.choices
    try:
        name, archive = service.disclose(
            request.database, request.report_files, request.actor, request.key, choices, request.now
        )
    except (InvalidInputError, OutdatedReviewError) as error:
        return _not_disclosed(request, choices, error)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(archive, media_type="application/zip", headers=headers)


def _not_disclosed(
    request: AssessmentRequest, choices: Choices, error: InvalidInputError | OutdatedReviewError
) -> HTMLResponse:
    material = service.review(
        request.database, request.actor, request.key, request.now, with_invited=choices.with_invited
    )
    errors = error.errors if isinstance(error, InvalidInputError) else {}
    trouble = error.message if isinstance(error, OutdatedReviewError) else ""
    if "diarienummer" in errors:
        return page(
            "privacy/html/disclose.html", disclose_page(_top(request, material), material, choices, errors), 422
        )
    context = review_page(_below(request, material), material, choices, errors, trouble)
    return page("privacy/html/disclose_review.html", context, 409 if trouble else 422)


@router.get("/kommentarer")
@needs(Right.LEAD_ASSESSMENT)
def comments(request: AssessmentRequest, klart: Typed = "") -> HTMLResponse:
    return _comments(request, done=bool(klart))


@router.post("/kommentarer", dependencies=[STEP_UP])
@needs(Right.LEAD_ASSESSMENT)
def remove_comment(
    request: AssessmentRequest, text: Annotated[str, Form()] = "", beslut: Annotated[str, Form()] = ""
) -> Response:
    try:
        removal.remove_comment(request.database, request.actor, request.key, text, beslut, request.now)
    except InvalidInputError as invalid:
        return _comments(request, chosen=text, typed=beslut, errors=invalid.errors)
    return RedirectResponse(url_of(request.key, "lamna-ut", "kommentarer") + "?klart=ja", 303)


def _comments(request: AssessmentRequest, **page_fields: Any) -> HTMLResponse:
    assessment, items = removal.removable(request.database, request.actor, request.key, request.now)
    crumb = Crumb("Lämna ut", url_of(request.key, "lamna-ut"))
    title = f"Ta bort en kommentar, {assessment_title(assessment)}"
    page_frame = assessment_frame(request, title, assessment, crumb)
    context = RemoveCommentPage(page_frame, url_of(request.key, "lamna-ut", "kommentarer"), items, **page_fields)
    return page("privacy/html/remove_comment.html", context, 422 if context.errors else 200)


def _frame(request: AssessmentRequest, material: Review, title: str, *more: Crumb) -> Frame:
    assessment = material.assessment
    title = f"{title}, {assessment_title(assessment)}"
    return assessment_frame(request, title, assessment, *more)


def _top(request: AssessmentRequest, material: Review) -> Frame:
    return _frame(request, material, "Lämna ut")


def _below(request: AssessmentRequest, material: Review) -> Frame:
    crumb = Crumb("Lämna ut", url_of(material.assessment.key, "lamna-ut"))
    return _frame(request, material, "Gå igenom före utlämnande", crumb)
