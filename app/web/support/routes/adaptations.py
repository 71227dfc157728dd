"""Adapting a region's catalogue: an item's form with its preview, its versions, and retiring it."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.support.adaptations import (
    ItemChangedError,
    ItemForm,
    open_item_form,
    open_versions,
    preview_item,
    put_back,
    retire_item,
    save_item,
)
from app.services.support.sources import source_rows
from app.support.catalogue.catalogue import CatalogueItem
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.adaptation import RetirePage, item_form_page, versions_page
from app.web.support.contexts.item import ItemView, item_view
from app.web.support.routes.catalogue import region_frame

router = APIRouter(prefix="/{region}/stod")
PREVIEW, DRAFT = "visa", "utkast"


@router.get("/ny")
@needs(Right.ADAPT_SUPPORT)
def new_item(request: RegionRequest) -> HTMLResponse:
    return _form_page(request, open_item_form(request.database, request.actor, request.key))


@router.post("/ny")
@needs(Right.ADAPT_SUPPORT)
def add_item(request: RegionRequest, fields: FormFields) -> Response:
    return _saved(request, "", fields)


@router.get("/{item}/andra")
@needs(Right.ADAPT_SUPPORT)
def edit_item(request: RegionRequest, item: str) -> HTMLResponse:
    return _form_page(request, open_item_form(request.database, request.actor, request.key, item))


@router.post("/{item}/andra")
@needs(Right.ADAPT_SUPPORT)
def change_item(request: RegionRequest, item: str, fields: FormFields) -> Response:
    return _saved(request, item, fields)


@router.get("/{item}/versioner")
@needs(Right.ADAPT_SUPPORT)
def versions(request: RegionRequest, item: str) -> HTMLResponse:
    item_versions = open_versions(request.database, request.actor, request.key, item)
    title = f"Versioner av {item_versions.item.title}"
    page_frame = region_frame(request, item_versions.region_catalogue, title, is_below=True)
    return page("support/html/catalogue/versions.html", versions_page(page_frame, item_versions))


@router.post("/{item}/versioner")
@needs(Right.ADAPT_SUPPORT)
def restore(request: RegionRequest, item: str, fields: FormFields) -> Response:
    put_back(request.database, request.actor, request.key, item, number_in(fields, "number"), request.now)
    return RedirectResponse(f"/{request.key}/stod/{item}", 303)


@router.get("/{item}/dra-in")
@needs(Right.ADAPT_SUPPORT)
def retiring(request: RegionRequest, item: str) -> HTMLResponse:
    return _retire_page(request, item)


@router.post("/{item}/dra-in")
@needs(Right.ADAPT_SUPPORT)
def retire(request: RegionRequest, item: str, fields: FormFields) -> Response:
    reason = fields.get("reason", "")
    try:
        retire_item(request.database, request.actor, request.key, item, reason, request.now)
    except InvalidInputError as error:
        return _retire_page(request, item, reason, error.errors)
    return RedirectResponse(f"/{request.key}/stod/{item}", 303)


def _saved(request: RegionRequest, item_id: str, fields: dict[str, str]) -> Response:
    act, number = fields.get("act", ""), number_in(fields, "number")
    form = open_item_form(request.database, request.actor, request.key, item_id).loaded_as(number)
    try:
        if act == PREVIEW:
            return _form_page(request, form, fields, preview=_view(request, form, preview_item(form, fields)))
        saved_id = save_item(
            request.database,
            request.actor,
            request.key,
            item_id,
            fields,
            request.now,
            number=number,
            is_draft=act == DRAFT,
        )
    except ItemChangedError as error:
        return _conflict_page(request, item_id, fields, error.errors)
    except InvalidInputError as error:
        return _form_page(request, form, fields, error.errors)
    below = "/andra" if act == DRAFT else ""
    return RedirectResponse(f"/{request.key}/stod/{saved_id}{below}", 303)


def _conflict_page(
    request: RegionRequest, item_id: str, fields: Mapping[str, str], errors: Mapping[str, str]
) -> HTMLResponse:
    """With the other's version above what was typed: only here does the form go on from the latest."""
    form = open_item_form(request.database, request.actor, request.key, item_id)
    other = None if form.item is None else _view(request, form, form.item)
    return _form_page(request, form, fields, errors, other=other)


def _view(request: RegionRequest, form: ItemForm, item: CatalogueItem) -> ItemView:
    return item_view(form.region_catalogue, item, source_rows(request.settings.catalogues_dir, item))


def _form_page(
    request: RegionRequest,
    form: ItemForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    preview: ItemView | None = None,
    other: ItemView | None = None,
) -> HTMLResponse:
    title = "Lägg till en insats" if form.item is None else f"Anpassa {form.item.title}"
    page_frame = region_frame(request, form.region_catalogue, title, is_below=True)
    context = item_form_page(page_frame, form, fields, errors, preview=preview, other=other)
    return page("support/html/catalogue/item_form.html", context, 422 if errors else 200)


def _retire_page(
    request: RegionRequest, item_id: str, reason: str = "", errors: Mapping[str, str] | None = None
) -> HTMLResponse:
    versions = open_versions(request.database, request.actor, request.key, item_id)
    url = f"/{request.key}/stod/{versions.item.id}"
    page_frame = region_frame(request, versions.region_catalogue, f"Dra in {versions.item.title}?", is_below=True)
    context = RetirePage(frame=page_frame, url=url, title=versions.item.title, reason=reason, errors=errors or {})
    return page("support/html/catalogue/retire.html", context, 422 if errors else 200)
