"""The region's own wording of the mails: the list, one mail, its preview, and the standard text again."""

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.mail.mail_wording import Wording, errors_of, read_wording
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError
from app.services.mail import mail_wording
from app.services.mail.mail_wording import RegionWording
from app.web.mail.contexts.mail_wording import wording_page, wordings_page
from app.web.shell.contexts.done import done
from app.web.shell.contexts.frame import Crumb, frame, region_crumbs
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SLUG, RegionRequest
from app.web.shell.rendering import page

router = APIRouter()
WORDINGS = "/{region}/brev"
Kind = Annotated[str, InPath(pattern=SLUG)]


@router.get(WORDINGS)
@needs(Right.RUN_REGION)
def wording_list(request: RegionRequest, klart: str = "") -> HTMLResponse:
    wordings = mail_wording.region_wordings(request.database, request.actor, request.key)
    title = f"Mejlens texter i {wordings.region.name}"
    page_frame = frame(request, title, region_crumbs(wordings.region), is_example=wordings.region.is_example)
    return page("mail/html/wordings.html", wordings_page(page_frame, wordings, done(klart)))


@router.get(WORDINGS + "/{kind}")
@needs(Right.RUN_REGION)
def wording_form(request: RegionRequest, kind: Kind) -> HTMLResponse:
    stored_region, wording = mail_wording.region_wording(request.database, request.actor, request.key, kind)
    return _wording_page(request, stored_region, wording)


@router.post(WORDINGS + "/{kind}")
@needs(Right.RUN_REGION)
def change(request: RegionRequest, kind: Kind, fields: FormFields) -> Response:
    draft = _typed(fields)
    try:
        mail_wording.change_wording(request.database, request.actor, request.key, kind, draft, request.now)
    except InvalidInputError as invalid:
        stored_region, wording = mail_wording.region_wording(request.database, request.actor, request.key, kind)
        return _wording_page(request, stored_region, wording, draft, invalid.errors)
    return RedirectResponse(f"/{request.key}/brev?klart=sparat", 303)


@router.post(WORDINGS + "/{kind}/forhandsvisa")
@needs(Right.RUN_REGION)
def preview(request: RegionRequest, kind: Kind, fields: FormFields) -> HTMLResponse:
    stored_region, wording = mail_wording.region_wording(request.database, request.actor, request.key, kind)
    draft = _typed(fields)
    return _wording_page(
        request, stored_region, wording, draft, dict(errors_of(wording.form.kind, draft)), is_preview=True
    )


@router.post(WORDINGS + "/{kind}/aterstall")
@needs(Right.RUN_REGION)
def reset(request: RegionRequest, kind: Kind) -> Response:
    mail_wording.reset_wording(request.database, request.actor, request.key, kind, request.now)
    return RedirectResponse(f"/{request.key}/brev?klart=aterstalld", 303)


def _typed(fields: dict[str, str]) -> Wording:
    return read_wording(fields.get("amne", ""), fields.get("text", ""))


def _wording_page(
    request: RegionRequest,
    region: Region,
    wording: RegionWording,
    draft: Wording | None = None,
    errors: dict[str, str] | None = None,
    *,
    is_preview: bool = False,
) -> HTMLResponse:
    base = f"{region.key.path}/brev"
    is_shown = is_preview and not errors
    title = f"{'Förhandsvisning av mejl' if is_shown else 'Mejl'}: {wording.form.name}"
    crumbs = (*region_crumbs(region), Crumb("Mejlens texter", base))
    page_frame = frame(request, title, crumbs, is_example=region.is_example)
    context = wording_page(page_frame, f"{base}/{wording.form.kind}", wording, draft, errors, is_preview=is_shown)
    return page("mail/html/wording.html", context, 422 if errors else 200)
