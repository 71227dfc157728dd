"""Inviting people to answer: a list is pasted or sent as a file, asked about, looked through, confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.invitations.files import read_file
from app.accounts.invitations.tables.limits import MAX_TEXT_CHARACTERS
from app.accounts.invitations.tables.reading import UnreadableListError, WrittenList
from app.accounts.kernel.roles import Right
from app.assessment.questionnaires.questionnaire import RoleGroup
from app.errors import RateLimitedError
from app.rounds.kernel.assessment import Assessment
from app.services.respondents.invitations import InvitationPlan, UnsettledListError, plan_invitations, require_asking
from app.services.respondents.invitations import invite as invite_people
from app.web.respondents.contexts.invitations import (
    ANSWER,
    check_heading,
    invite_check_page,
    invite_page,
    invite_questions_page,
)
from app.web.respondents.routes.respondents import respondents_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.forms import ListFields, SentList
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page
from app.web.shell.waiting import retry_message

router = APIRouter(prefix=ASSESSMENT + "/svarande")


@dataclass(frozen=True, slots=True)
class _Visit:
    """Who is inviting for what, and the list as it came: what every page of it is made from."""

    request: AssessmentRequest
    about: tuple[Assessment, tuple[RoleGroup, ...]]
    sent: SentList

    def typed(self) -> WrittenList:
        """What was written in the form, whatever came beside it."""
        fields = self.sent.fields
        answers = {name.removeprefix(ANSWER): value for name, value in fields.items() if name.startswith(ANSWER)}
        return WrittenList(
            text=fields.get("lista", "")[: MAX_TEXT_CHARACTERS + 1],
            is_table=fields.get("tabell") == "ja",
            chosen=fields.get("rollgrupp", ""),
            answers=answers,
        )

    def written(self) -> WrittenList:
        """With a file as text that can be mended. Raises UnreadableListError for a file that is no list."""
        written_list = self.typed()
        if self.sent.file is None:
            return written_list
        if written_list.text.strip() and not written_list.is_table:
            raise UnreadableListError("Det finns både adresser i rutan och en fil.", "Töm rutan, eller ta bort filen.")
        return replace(read_file(self.sent.file), chosen=written_list.chosen)

    def form(
        self,
        written_list: WrittenList,
        errors: Mapping[str, str] | None = None,
        plan: InvitationPlan | None = None,
        status: int = 422,
    ) -> HTMLResponse:
        """`status` is that of a page with errors."""
        heading = "Ändra listan" if written_list.text and plan is None and not errors else "Bjud in svarande"
        frame = respondents_frame(self.request, self.about[0], heading)
        from_file = self.sent.file is not None
        context = invite_page(frame, self.about, heading, written_list, errors or {}, plan, from_file=from_file)
        return page("respondents/html/invite.html", context, status if context.invalid or context.errors else 200)

    def unreadable(self, error: UnreadableListError) -> HTMLResponse:
        """The text stays in the form, a file has to be chosen again."""
        field = "fil" if self.sent.file is not None else "lista"
        return self.form(self.typed(), {field: f"{error.message} {error.remedy}"})

    def outcome(self, plan: InvitationPlan, written_list: WrittenList) -> HTMLResponse:
        """What has to be mended first, or else answered, or else what the list comes to."""
        if plan.errors:
            return self.form(written_list, plan=plan)
        if not plan.is_settled or (plan.questions and "fragor" in self.sent.fields):
            return self._questions(plan, written_list)
        frame = respondents_frame(self.request, plan.assessment, "Stämmer listan?")
        return page(
            "respondents/html/invite_check.html", invite_check_page(frame, check_heading(plan), plan, written_list)
        )

    def _questions(self, plan: InvitationPlan, written_list: WrittenList) -> HTMLResponse:
        frame = respondents_frame(self.request, plan.assessment, "Frågor om listan")
        context = invite_questions_page(frame, plan, written_list, self.sent.fields.get("besvarat", ""))
        return page("respondents/html/invite_questions.html", context, 422 if context.errors else 200)

    def later(self, written_list: WrittenList, error: RateLimitedError) -> HTMLResponse:
        """The list stays in the form, with when to send it again."""
        words, wait = retry_message(error, self.request.now)
        response = self.form(written_list, {"lista": words}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response


def _visit(request: AssessmentRequest, list_fields: SentList) -> _Visit:
    return _Visit(request, require_asking(request.database, request.actor, request.key), list_fields)


@router.get("/bjud-in")
@needs(Right.LEAD_ASSESSMENT)
def form(request: AssessmentRequest, grupp: str = "") -> HTMLResponse:
    visit = _visit(request, SentList({}, None))
    return visit.form(WrittenList("", chosen=grupp))


@router.post("/granska")
@needs(Right.LEAD_ASSESSMENT)
def check(request: AssessmentRequest, list_fields: ListFields) -> HTMLResponse:
    """What the list comes to, what it leaves to be asked, or its errors. Nobody is invited yet."""
    visit = _visit(request, list_fields)
    if "andra" in list_fields.fields:
        return visit.form(visit.typed())
    try:
        written_list = visit.written()
        return visit.outcome(
            plan_invitations(request.database, request.actor, request.key, written_list, request.now), written_list
        )
    except UnreadableListError as error:
        return visit.unreadable(error)


@router.post("/bjud-in")
@needs(Right.LEAD_ASSESSMENT)
def invite(request: AssessmentRequest, list_fields: ListFields) -> Response:
    visit = _visit(request, list_fields)
    try:
        written_list = visit.written()
        invite_people(
            request.database, request.actor, request.key, written_list, request.now, public_url=request.public_url
        )
    except UnreadableListError as error:
        return visit.unreadable(error)
    except UnsettledListError as error:
        return visit.outcome(error.plan, written_list)
    except RateLimitedError as error:
        return visit.later(written_list, error)
    return RedirectResponse(url_of(request.key, "svarande") + "?gjort=bjudna", 303)
