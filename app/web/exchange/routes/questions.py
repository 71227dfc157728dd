"""Asking the others: the memory of questions, asking a new one, and writing down the answer."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError
from app.reports.kernel.wording import clipped
from app.services.exchange import questions as services
from app.services.exchange.asking_again import ask_again
from app.web.exchange.contexts.questions import ask_page, memory_page, question_page
from app.web.exchange.routes.examples import Number, exchange_frame
from app.web.shell.contexts.frame import Crumb
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/fragor")
TITLE_SHOWN = 60
"""Characters of a question in the title of its page."""


@router.get("")
@needs(Right.SEE_EXCHANGE)
def memory(request: RegionRequest, q: str = "") -> HTMLResponse:
    questions = services.open_memory(request.database, request.actor, request.key)
    region = questions.place.region
    page_frame = exchange_frame(request, region, f"Frågor och svar i {region.name}")
    return page("exchange/html/memory.html", memory_page(page_frame, questions, q))


@router.get("/ny")
@needs(Right.ASK_OTHERS)
def new_question(request: RegionRequest, natverk: str = "") -> HTMLResponse:
    return _ask_page(request, {"network": natverk})


@router.post("/ny")
@needs(Right.ASK_OTHERS)
def ask(request: RegionRequest, fields: FormFields) -> Response:
    facts = request.database, request.actor, request.key, fields, request.now
    try:
        number = services.ask(*facts, public_url=request.public_url)
    except InvalidInputError as error:
        return _ask_page(request, fields, error.errors)
    return RedirectResponse(f"/{request.key}/fragor/{number}?klart=skickad", 303)


@router.get("/{number}")
@needs(Right.SEE_EXCHANGE)
def question(request: RegionRequest, number: Number, klart: str = "") -> HTMLResponse:
    return _question_page(request, number, klart)


@router.post("/{number}/svar")
@needs(Right.ASK_OTHERS)
def answer(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    try:
        services.answer(request.database, request.actor, request.key, number, fields, request.now)
    except InvalidInputError as error:
        return _question_page(request, number, fields=fields, errors=error.errors)
    return RedirectResponse(f"/{request.key}/fragor/{number}?klart=svar", 303)


@router.post("/{number}/igen")
@needs(Right.LEAD_EXCHANGE)
def again(request: RegionRequest, number: Number) -> Response:
    ask_again(request.database, request.actor, request.key, number, request.now, public_url=request.public_url)
    return RedirectResponse(f"/{request.key}/fragor/{number}?klart=igen", 303)


def _crumb(region: Region) -> Crumb:
    return Crumb("Frågor och svar", f"{region.key.path}/fragor")


def _ask_page(
    request: RegionRequest, fields: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> HTMLResponse:
    form = services.open_ask_form(request.database, request.actor, request.key)
    page_frame = exchange_frame(request, form.place.region, "Fråga de andra", _crumb(form.place.region))
    return page("exchange/html/ask.html", ask_page(page_frame, form, fields, errors), 422 if errors else 200)


def _question_page(
    request: RegionRequest,
    number: int,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:
    view = services.open_question(request.database, request.actor, request.key, number, request.now)
    region, question = view.place.region, view.question
    title = f"{question.municipality} frågar: {clipped(question.text, TITLE_SHOWN)}"
    page_frame = exchange_frame(request, region, title, _crumb(region))
    context = question_page(page_frame, view, notice, fields=fields, errors=errors)
    return page("exchange/html/question.html", context, 422 if errors else 200)
