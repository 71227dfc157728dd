"""Writing an example: choosing the action that it tells of, its form, and changing a draft."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError
from app.services.exchange import example_writing as services
from app.services.exchange.example_writing import SEND, ExampleChangedError, ExampleForm
from app.web.exchange.contexts.example_form import action_choice_page, example_form_page
from app.web.exchange.routes.examples import Number, exchange_frame, library_crumb
from app.web.shell.contexts.frame import Frame
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/exempel")


@router.get("/nytt")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def new_example(request: RegionRequest, atgard: str = "") -> HTMLResponse:
    action_id = whole_number(atgard)
    if not 0 < action_id < 2**31:
        place, actions = services.open_actions_to_tell(request.database, request.actor, request.key)
        title = "Vad vill ni berätta om?"
        page_frame = exchange_frame(request, place.region, title, library_crumb(place.region))
        return page("exchange/html/action_choice.html", action_choice_page(page_frame, place, actions))
    form = services.open_new_example(request.database, request.actor, request.key, action_id)
    return page("exchange/html/example_form.html", example_form_page(_frame(request, form), form))


@router.post("/nytt")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def add_example(request: RegionRequest, fields: FormFields) -> Response:
    action_id, facts = number_in(fields, "atgard"), (request.database, request.actor, request.key)
    try:
        number = services.save_example(*facts, fields, request.now, action_id=action_id)
    except InvalidInputError as error:
        form = services.open_new_example(*facts, action_id)
        context = example_form_page(_frame(request, form), form, fields, error.errors)
        return page("exchange/html/example_form.html", context, 422)
    return _saved(request, fields, number)


@router.get("/{number}/andra")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def edit_example(request: RegionRequest, number: Number) -> HTMLResponse:
    form = services.open_example_form(request.database, request.actor, request.key, number, request.now)
    return page("exchange/html/example_form.html", example_form_page(_frame(request, form), form))


@router.post("/{number}/andra")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def change_example(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    version, facts = number_in(fields, "version"), (request.database, request.actor, request.key)
    try:
        services.save_example(*facts, fields, request.now, example_id=number, version=version)
    except InvalidInputError as error:
        is_conflict = isinstance(error, ExampleChangedError)
        form, loaded_version = services.open_example_form(*facts, number, request.now), None if is_conflict else version
        context = example_form_page(
            _frame(request, form), form, fields, error.errors, version=loaded_version, is_conflict=is_conflict
        )
        return page("exchange/html/example_form.html", context, 422)
    return _saved(request, fields, number)


def _frame(request: RegionRequest, form: ExampleForm) -> Frame:
    title = "Berätta för de andra" if form.stored is None else f"Ändra {form.stored.example.title}"
    return exchange_frame(request, form.place.region, title, library_crumb(form.place.region))


def _saved(request: RegionRequest, fields: dict[str, str], number: int) -> Response:
    notice = "skickat" if fields.get("act") == SEND else "sparat"
    return RedirectResponse(f"/{request.key}/exempel/{number}?klart={notice}", 303)
