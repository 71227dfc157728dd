"""Inviting people to answer: a list is pasted or sent as a file, looked through, confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.invitation_files import read_file
from app.accounts.invitation_lists import as_text, read_pasted
from app.accounts.invitations import MOST_PEOPLE, ListRow, UnreadableList
from app.accounts.roles import Actor, Right
from app.assessment.questionnaire import RoleGroup
from app.errors import TooMany
from app.services.inviting import FaultyList, Plan, plan_invitations, require_asking
from app.services.inviting import invite as invite_people
from app.storage.assessments import Assessment
from app.web.contexts.frame import url_of
from app.web.contexts.respondents import InvitePage, invite_check_page
from app.web.errors import told_to_wait
from app.web.forms import ListFields, SentList
from app.web.permissions import needs
from app.web.rendering import page
from app.web.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SettingsDep, SignedIn
from app.web.routes.respondents import respondents_frame

router = APIRouter(prefix=ASSESSMENT + "/svarande")
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class _Typed:
    """What came from the form, as it is shown again: a file becomes text that can be mended."""

    text: str
    is_table: bool
    chosen: str
    from_file: bool = False

    def rows(self) -> tuple[ListRow, ...]:
        return read_pasted(self.text, table=self.is_table)


def _typed(sent: SentList) -> _Typed:
    """Raises UnreadableList for a file that is no list, and for a text that is too long."""
    text, chosen = sent.fields.get("lista", ""), sent.fields.get("rollgrupp", "")
    if sent.file is not None:
        if text.strip() and sent.fields.get("tabell") != "ja":
            raise UnreadableList("Det finns både adresser i rutan och en fil.", "Töm rutan, eller ta bort filen.")
        return _Typed(as_text(read_file(sent.file)), is_table=True, chosen=chosen, from_file=True)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableList("Listan är för lång.", f"Dela upp den, med högst {MOST_PEOPLE} personer i varje.")
    return _Typed(text, sent.fields.get("tabell") == "ja", chosen)


def _form(
    request: Request,
    actor: Actor,
    about: tuple[Assessment, tuple[RoleGroup, ...]],
    typed: _Typed,
    faults: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    status: int = 422,
) -> HTMLResponse:
    """`status` is that of a page with faults."""
    assessment, groups = about
    heading = "Ändra listan" if typed.text and plan is None and not faults else "Bjud in svarande"
    context = InvitePage(
        frame=respondents_frame(request, actor, assessment, heading),
        url=url_of(assessment.key, "svarande"),
        heading=heading,
        role_groups=groups,
        chosen=typed.chosen,
        typed=typed.text,
        is_table=typed.is_table,
        from_file=typed.from_file,
        faulty=() if plan is None else plan.faults,
        usable=0 if plan is None else len(plan.new) + len(plan.known),
        faults=dict(faults or {}),
        most_people=MOST_PEOPLE,
    )
    return page("pages/invite.html", context, status if context.faulty or context.faults else 200)


@router.get("/bjud-in")
@needs(Right.LEAD_ASSESSMENT)
def form(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, grupp: str = ""
) -> HTMLResponse:
    return _form(request, actor, require_asking(database, actor, key), _Typed("", is_table=False, chosen=grupp))


@router.post("/granska")
@needs(Right.LEAD_ASSESSMENT)
def check(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, sent: ListFields, now: Now
) -> HTMLResponse:
    """What the list comes to, or its faults. Nobody is invited yet."""
    about = require_asking(database, actor, key)
    try:
        typed = _typed(sent)
        rows = typed.rows()
    except UnreadableList as fault:
        return _unreadable(request, actor, about, sent, fault)
    if "andra" in sent.fields:
        return _form(request, actor, about, typed)
    plan = plan_invitations(database, actor, key, rows, typed.chosen, now)
    if plan.faults:
        return _form(request, actor, about, typed, plan=plan)
    page_frame = respondents_frame(request, actor, plan.assessment, "Stämmer listan?")
    context = invite_check_page(page_frame, plan, typed.text, typed.chosen, is_table=typed.is_table)
    return page("pages/invite_check.html", context)


@router.post("/bjud-in")
@needs(Right.LEAD_ASSESSMENT)
def invite(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: AssessmentAddress,
    sent: ListFields,
    now: Now,
) -> Response:
    about = require_asking(database, actor, key)
    try:
        typed = _typed(sent)
        invite_people(database, actor, key, typed.rows(), typed.chosen, now, public_url=settings.public_url)
    except UnreadableList as fault:
        return _unreadable(request, actor, about, sent, fault)
    except FaultyList as faulty:
        return _form(request, actor, about, typed, plan=faulty.plan)
    except TooMany as fault:
        words, wait = told_to_wait(fault, now)
        shown = _form(request, actor, about, typed, {"lista": words}, status=429)
        shown.headers["Retry-After"] = str(wait)
        return shown
    return RedirectResponse(url_of(key, "svarande") + "?gjort=bjudna", 303)


def _unreadable(
    request: Request,
    actor: Actor,
    about: tuple[Assessment, tuple[RoleGroup, ...]],
    sent: SentList,
    fault: UnreadableList,
) -> HTMLResponse:
    """The text stays in the form, a file has to be chosen again."""
    typed = _Typed(
        sent.fields.get("lista", "")[:MOST_CHARACTERS],
        is_table=sent.fields.get("tabell") == "ja",
        chosen=sent.fields.get("rollgrupp", ""),
    )
    field = "fil" if sent.file is not None else "lista"
    return _form(request, actor, about, typed, {field: f"{fault.message} {fault.remedy}"})
