"""A kommun's support in one year: suggestions, and what it needs."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.assessment.answering.entry import FieldError
from app.reports.kernel.wording import clipped
from app.rounds.kernel.days import day_of
from app.services.exchange.examples import examples_beside
from app.services.support import needs as services
from app.services.support.needs import InvalidNeedError, NeedChangedError, NeedForm, open_need_form
from app.services.support.suggestions import open_support
from app.support.needs.need import RawNeed
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.http.forms import FormFields, number_in, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page
from app.web.support.contexts.needs import close_need_page, filled_in, need_page
from app.web.support.contexts.suggestions import support_page

router = APIRouter(prefix=f"{ASSESSMENT}/stod")
NeedNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("")
@needs(Right.SEE_RESULT)
def support(request: AssessmentRequest, klart: str = "") -> HTMLResponse:
    kommun_support = open_support(request.database, request.actor, request.key, today=day_of(request.now))
    assessment = kommun_support.assessment
    page_frame = assessment_frame(request, f"Stöd för {assessment.municipality} {assessment.round.year}", assessment)
    today, suggestions = day_of(request.now), kommun_support.suggestions.now
    examples = examples_beside(request.database, request.actor, assessment, suggestions, today)
    return page("support/html/needs/support.html", support_page(page_frame, kommun_support, klart, examples))


@router.get("/behov")
@needs(Right.LEAD_ASSESSMENT)
def new_need(request: AssessmentRequest, insats: str = "", kapital: str = "", form: str = "") -> HTMLResponse:
    need_form = open_need_form(request.database, request.actor, request.key, request.now, raw=RawNeed(item=insats))
    if need_form.item is not None:
        need_form = need_form.typed_as(filled_in(need_form.item, kapital, form))
    else:
        need_form = need_form.typed_as(RawNeed(capital=kapital, form=form))
    return _need_page(request, need_form)


@router.post("/behov")
@needs(Right.LEAD_ASSESSMENT)
def note_need(request: AssessmentRequest, fields: FormFields) -> Response:
    return _noted(request, fields, None)


@router.get("/behov/{number}")
@needs(Right.LEAD_ASSESSMENT)
def need(request: AssessmentRequest, number: NeedNumber) -> HTMLResponse:
    return _need_page(
        request, open_need_form(request.database, request.actor, request.key, request.now, need_id=number)
    )


@router.post("/behov/{number}")
@needs(Right.LEAD_ASSESSMENT)
def change_need(request: AssessmentRequest, number: NeedNumber, fields: FormFields) -> Response:
    return _noted(request, fields, number)


@router.get("/behov/{number}/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def closing(request: AssessmentRequest, number: NeedNumber) -> HTMLResponse:
    need_form = open_need_form(request.database, request.actor, request.key, request.now, need_id=number)
    page_frame = _frame(request, need_form, "Avsluta behovet")
    return page("support/html/needs/close_need.html", close_need_page(page_frame, need_form))


@router.post("/behov/{number}/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def close(request: AssessmentRequest, number: NeedNumber, fields: FormFields) -> Response:
    state, reason, version = fields.get("state", ""), fields.get("reason", ""), number_in(fields, "version")
    try:
        services.close_need(
            request.database, request.actor, request.key, number, state, reason, request.now, version=version
        )
    except InvalidNeedError as error:
        return _not_closed(request, number, error, state=state, reason=reason, version=version)
    return RedirectResponse(url_of(request.key, "stod") + "?klart=avslutat#behov", 303)


@router.post("/behov/{number}/oppna")
@needs(Right.LEAD_ASSESSMENT)
def reopen(request: AssessmentRequest, number: NeedNumber) -> Response:
    facts = request.database, request.actor, request.key, number, request.now
    services.reopen_need(*facts, public_url=request.public_url)
    return RedirectResponse(url_of(request.key, "stod") + "?klart=oppnat#behov", 303)


def _noted(request: AssessmentRequest, fields: dict[str, str], number: int | None) -> Response:
    names = ("capital", "item", "form", "text", "urgency", "together", "audience", "year")
    raw = RawNeed(**{name: fields.get(name, "") for name in names}, groups=ticked(fields, "groups"))
    version, facts = number_in(fields, "version"), (request.database, request.actor, request.key)
    try:
        services.note_need(*facts, raw, request.now, public_url=request.public_url, need_id=number, version=version)
    except InvalidNeedError as error:
        need_form = open_need_form(request.database, request.actor, request.key, request.now, need_id=number, raw=raw)
        is_conflict = isinstance(error, NeedChangedError)
        need_form = need_form if is_conflict else need_form.loaded_as(version)
        return _need_page(request, need_form, error.errors, is_conflict=is_conflict)
    return RedirectResponse(url_of(request.key, "stod") + "?klart=behov#behov", 303)


def _not_closed(
    request: AssessmentRequest, number: int, error: InvalidNeedError, *, state: str, reason: str, version: int
) -> HTMLResponse:
    """Goes on from the latest version only where it shows it, as somebody else has changed the need."""
    need_form = open_need_form(request.database, request.actor, request.key, request.now, need_id=number)
    is_conflict = isinstance(error, NeedChangedError)
    context = close_need_page(
        _frame(request, need_form, "Avsluta behovet"),
        need_form if is_conflict else need_form.loaded_as(version),
        error.errors,
        state=state,
        reason=reason,
        is_conflict=is_conflict,
    )
    return page("support/html/needs/close_need.html", context, 422)


def _need_page(
    request: AssessmentRequest, need_form: NeedForm, errors: tuple[FieldError, ...] = (), *, is_conflict: bool = False
) -> HTMLResponse:
    what = "Det här behöver vi" if need_form.need is None else "Ändra behovet"
    context = need_page(_frame(request, need_form, what), need_form, errors, is_conflict=is_conflict)
    return page("support/html/needs/need.html", context, 422 if errors else 200)


def _frame(request: AssessmentRequest, need_form: NeedForm, what: str) -> Frame:
    """Titled by the need that is stored; a new one by its kommun."""
    assessment, need = need_form.assessment, need_form.need
    whose = f"{assessment.municipality} {assessment.round.year}" if need is None else clipped(need.need.text, 60)
    return assessment_frame(request, f"{what}: {whose}", assessment)
