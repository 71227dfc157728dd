"""Outgoing mail as a region and a kommun see it: what was sent to whom, and the region's own wording of the letters."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.organisations.organisation import Region
from app.accounts.own_wording import Wording, faults_of, read_wording
from app.accounts.roles import Actor, Right
from app.errors import Invalid
from app.services import letter_wording, mail_log
from app.services.letter_wording import RegionLetter
from app.web.contexts.frame import Crumb, assessment_crumbs, frame, url_of
from app.web.contexts.letters import letter_page, letters_page
from app.web.contexts.mail_log import mail_log_page
from app.web.contexts.organisations import done, region_crumbs
from app.web.forms import FormFields, number_in
from app.web.permissions import needs
from app.web.rendering import page
from app.web.request import ASSESSMENT, SLUG, AssessmentAddress, DatabaseDep, Now, RegionAddress, SignedIn
from app.web.wording import assessment_title

router = APIRouter()
LETTERS = "/{region}/brev"
Kind = Annotated[str, InPath(pattern=SLUG)]


@router.get("/{region}/utskick")
@needs(Right.RUN_REGION)
def of_region(
    request: Request, database: DatabaseDep, region: RegionAddress, actor: SignedIn, sida: str = "", visa: str = ""
) -> HTMLResponse:
    troubled = visa == "problem"
    found = mail_log.region_mail(database, actor, region, number_in({"n": sida}, "n"), only_troubled=troubled)
    title = f"Skickade mejl i {found.region.name}"
    page_frame = frame(request, title, actor, region_crumbs(found.region), is_example=found.region.is_example)
    url = f"{found.region.key.path}/utskick"
    return page(
        "pages/mail_log.html", mail_log_page(page_frame, url, found.lines, of_region=True, only_troubled=troubled)
    )


@router.get(ASSESSMENT + "/utskick")
@needs(Right.LEAD_ASSESSMENT)
def of_assessment(
    request: Request, database: DatabaseDep, key: AssessmentAddress, actor: SignedIn, sida: str = "", visa: str = ""
) -> HTMLResponse:
    troubled = visa == "problem"
    found = mail_log.assessment_mail(database, actor, key, number_in({"n": sida}, "n"), only_troubled=troubled)
    title = f"Skickade mejl, {assessment_title(found.assessment)}"
    crumbs = assessment_crumbs(found.assessment, actor)
    page_frame = frame(request, title, actor, crumbs, is_example=found.assessment.round.is_example)
    context = mail_log_page(page_frame, url_of(key, "utskick"), found.lines, of_region=False, only_troubled=troubled)
    return page("pages/mail_log.html", context)


@router.get(LETTERS)
@needs(Right.RUN_REGION)
def letters(
    request: Request, database: DatabaseDep, region: RegionAddress, actor: SignedIn, klart: str = ""
) -> HTMLResponse:
    found = letter_wording.region_letters(database, actor, region)
    title = f"Mejlens texter i {found.region.name}"
    page_frame = frame(request, title, actor, region_crumbs(found.region), is_example=found.region.is_example)
    return page("pages/letters.html", letters_page(page_frame, found, done(klart)))


@router.get(LETTERS + "/{kind}")
@needs(Right.RUN_REGION)
def letter(request: Request, database: DatabaseDep, region: RegionAddress, kind: Kind, actor: SignedIn) -> HTMLResponse:
    found, known = letter_wording.region_letter(database, actor, region, kind)
    return _letter(request, actor, found, known)


@router.post(LETTERS + "/{kind}")
@needs(Right.RUN_REGION)
def change(
    request: Request,
    database: DatabaseDep,
    region: RegionAddress,
    kind: Kind,
    actor: SignedIn,
    fields: FormFields,
    now: Now,
) -> Response:
    typed = _typed(fields)
    try:
        letter_wording.change_letter(database, actor, region, kind, typed, now)
    except Invalid as invalid:
        found, known = letter_wording.region_letter(database, actor, region, kind)
        return _letter(request, actor, found, known, typed, invalid.faults)
    return RedirectResponse(f"/{region}/brev?klart=sparat", 303)


@router.post(LETTERS + "/{kind}/forhandsvisa")
@needs(Right.RUN_REGION)
def preview(
    request: Request, database: DatabaseDep, region: RegionAddress, kind: Kind, actor: SignedIn, fields: FormFields
) -> HTMLResponse:
    found, known = letter_wording.region_letter(database, actor, region, kind)
    typed = _typed(fields)
    return _letter(request, actor, found, known, typed, dict(faults_of(known.form.kind, typed)), is_preview=True)


@router.post(LETTERS + "/{kind}/aterstall")
@needs(Right.RUN_REGION)
def reset(database: DatabaseDep, region: RegionAddress, kind: Kind, actor: SignedIn, now: Now) -> Response:
    letter_wording.reset_letter(database, actor, region, kind, now)
    return RedirectResponse(f"/{region}/brev?klart=aterstalld", 303)


def _typed(fields: dict[str, str]) -> Wording:
    return read_wording(fields.get("amne", ""), fields.get("text", ""))


def _letter(
    request: Request,
    actor: Actor,
    region: Region,
    known: RegionLetter,
    typed: Wording | None = None,
    faults: dict[str, str] | None = None,
    *,
    is_preview: bool = False,
) -> HTMLResponse:
    base = f"{region.key.path}/brev"
    shown = is_preview and not faults
    title = f"{'Förhandsvisning av mejl' if shown else 'Mejl'}: {known.form.name}"
    crumbs = (*region_crumbs(region), Crumb("Mejlens texter", base))
    page_frame = frame(request, title, actor, crumbs, is_example=region.is_example)
    context = letter_page(page_frame, f"{base}/{known.form.kind}", known, typed, faults, is_preview=shown)
    return page("pages/letter.html", context, 422 if faults else 200)
