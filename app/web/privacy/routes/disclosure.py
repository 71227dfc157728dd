"""Handing out an assessment's documents: what is in it, the review, the file; and taking away a comment for good."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import InvalidInputError
from app.rounds.kernel.keys import AssessmentKey
from app.services.privacy import comment_removal as removal
from app.services.privacy import disclosure as service
from app.services.privacy.disclosure import Choices, OutdatedReviewError, Review
from app.services.results.report_files import ReportFiles
from app.storage.engine.database import Database
from app.web.privacy.contexts.disclosure import RemoveCommentPage, disclose_page, review_page
from app.web.shell.contexts.frame import Crumb, Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.forms import EveryValue
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SignedIn
from app.web.shell.rendering import page
from app.web.shell.wording import assessment_title

router = APIRouter(prefix=ASSESSMENT + "/lamna-ut")
Typed = Annotated[str, Query()]


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def contents(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress) -> HTMLResponse:
    material = service.review(database, actor, key)
    return page("privacy/html/disclose.html", disclose_page(_top(request, actor, material), material, Choices("")))


@router.get("/granska")
@needs(Right.LEAD_ASSESSMENT)
def review(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    diarienummer: Typed = "",
    inbjudna: Typed = "",
) -> HTMLResponse:
    choices = Choices(diarienummer, inbjudna == "ja")
    material = service.review(database, actor, key, with_invited=choices.with_invited)
    try:
        service.read_choices(choices)
    except InvalidInputError as invalid:
        context = disclose_page(_top(request, actor, material), material, choices, invalid.errors)
        return page("privacy/html/disclose.html", context, 422)
    return page("privacy/html/disclose_review.html", review_page(_below(request, actor, material), material, choices))


@router.post("/hamta")
@needs(Right.LEAD_ASSESSMENT)
def fetch(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, values: EveryValue, now: Now
) -> Response:
    files: ReportFiles = request.app.state.report_files
    choices = _choices(values)
    try:
        name, archive = service.disclose(database, files, actor, key, choices, now)
    except (InvalidInputError, OutdatedReviewError) as error:
        material = service.review(database, actor, key, with_invited=choices.with_invited)
        errors = error.errors if isinstance(error, InvalidInputError) else {}
        trouble = error.message if isinstance(error, OutdatedReviewError) else ""
        if "diarienummer" in errors:
            return page(
                "privacy/html/disclose.html",
                disclose_page(_top(request, actor, material), material, choices, errors),
                422,
            )
        context = review_page(_below(request, actor, material), material, choices, errors, trouble)
        return page("privacy/html/disclose_review.html", context, 409 if trouble else 422)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(archive, media_type="application/zip", headers=headers)


@router.get("/kommentarer")
@needs(Right.LEAD_ASSESSMENT)
def comments(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, klart: Typed = ""
) -> HTMLResponse:
    return _comments(request, database, actor, key, done=bool(klart))


@router.post("/kommentarer")
@needs(Right.LEAD_ASSESSMENT)
def remove_comment(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    now: Now,
    text: Annotated[str, Form()] = "",
    beslut: Annotated[str, Form()] = "",
) -> Response:
    try:
        removal.remove_comment(database, actor, key, text, beslut, now)
    except InvalidInputError as invalid:
        return _comments(request, database, actor, key, chosen=text, typed=beslut, errors=invalid.errors)
    return RedirectResponse(url_of(key, "lamna-ut", "kommentarer") + "?klart=ja", 303)


def _comments(
    request: Request, database: Database, actor: Actor, key: AssessmentKey, **page_fields: Any
) -> HTMLResponse:
    assessment, items = removal.removable(database, actor, key)
    crumbs = (*assessment_crumbs(assessment, actor), Crumb("Lämna ut", url_of(key, "lamna-ut")))
    title = f"Ta bort en kommentar, {assessment_title(assessment)}"
    page_frame = frame(request, title, actor, crumbs, is_example=assessment.round.is_example)
    context = RemoveCommentPage(page_frame, url_of(key, "lamna-ut", "kommentarer"), items, **page_fields)
    return page("privacy/html/remove_comment.html", context, 422 if context.errors else 200)


def _choices(values: dict[str, tuple[str, ...]]) -> Choices:
    def first(name: str) -> str:
        return next(iter(values.get(name, ())), "")

    return Choices(
        diary_number=first("diarienummer"),
        with_invited=first("inbjudna") == "ja",
        masked=frozenset(values.get("maskera", ())),
        ground=first("grund"),
        token=first("granskat"),
    )


def _frame(request: Request, actor: Actor, material: Review, title: str, *more: Crumb) -> Frame:
    assessment = material.assessment
    crumbs = (*assessment_crumbs(assessment, actor), *more)
    title = f"{title}, {assessment_title(assessment)}"
    return frame(request, title, actor, crumbs, is_example=assessment.round.is_example)


def _top(request: Request, actor: Actor, material: Review) -> Frame:
    return _frame(request, actor, material, "Lämna ut")


def _below(request: Request, actor: Actor, material: Review) -> Frame:
    crumb = Crumb("Lämna ut", url_of(material.assessment.key, "lamna-ut"))
    return _frame(request, actor, material, "Gå igenom före utlämnande", crumb)
