"""Who has which role: the same pages for the installation, a region and a kommun, each with the right it needs."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.roles import Place, Right, may
from app.accounts.organisations.organisation import Organisation
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.reports.kernel.organisation_words import noun_of
from app.services.organisations import memberships
from app.services.sign_in.federated_accounts import loosen_for_member
from app.web.organisations.contexts.memberships import (
    EMPTY,
    HandOverPage,
    member_page,
    organisation_crumbs,
    people_page,
    people_url,
    place_name,
)
from app.web.organisations.contexts.organisations import who
from app.web.shell.contexts.done import done
from app.web.shell.contexts.frame import Crumb, Frame, frame
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import OrganisationRequest
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page


def people_router(base: str, right: Right) -> APIRouter:
    """The pages below an organisation's own page. They are so alike that they are made three times."""
    router = APIRouter(prefix=f"{base}/personer")
    for add in (_add_list, _add_handing_over, _add_one_role):
        add(router, right)
    return router


def _add_list(router: APIRouter, right: Right) -> None:
    @router.get("")
    @needs(right)
    def every(request: OrganisationRequest, klart: str = "") -> HTMLResponse:
        return _people(request, message=done(klart))

    @router.post("", dependencies=[STEP_UP])
    @needs(right)
    def grant(request: OrganisationRequest, fields: FormFields) -> Response:
        role, address = fields.get("roll", ""), fields.get("adress", "")
        try:
            memberships.grant(
                request.database, request.actor, request.key, role, address, request.now, public_url=request.public_url
            )
        except InvalidInputError as invalid:
            return _people(request, fields, invalid.errors)
        except PermissionDeniedError as refused:
            return _people(request, fields, error=refused.message)
        return RedirectResponse(f"{request.key.path}/personer?klart=roll", 303)


def _add_handing_over(router: APIRouter, right: Right) -> None:
    @router.get("/lamna-over")
    @needs(right)
    def confirm_hand_over(request: OrganisationRequest) -> HTMLResponse:
        return _hand_over(request)

    @router.post("/lamna-over", dependencies=[STEP_UP])
    @needs(right)
    def hand_over(request: OrganisationRequest, fields: FormFields) -> Response:
        try:
            memberships.hand_over(
                request.database,
                request.actor,
                request.key,
                fields.get("adress", ""),
                request.now,
                public_url=request.public_url,
            )
        except InvalidInputError as invalid:
            return _hand_over(request, fields, invalid.errors)
        return RedirectResponse("/?klart=lamnat", 303)


def _add_one_role(router: APIRouter, right: Right) -> None:
    @router.get("/{number}")
    @needs(right)
    def one(request: OrganisationRequest, number: str) -> HTMLResponse:
        return _one(request, _number(number))

    @router.post("/{number}/avsluta", dependencies=[STEP_UP])
    @needs(right)
    def end(request: OrganisationRequest, number: str) -> Response:
        try:
            is_own = memberships.end_role(request.database, request.actor, request.key, _number(number), request.now)
        except PermissionDeniedError as refused:
            return _one(request, _number(number), refused.message)
        return RedirectResponse("/?klart=egen" if is_own else f"{request.key.path}/personer?klart=avslutad", 303)

    @router.post("/{number}/lossa", dependencies=[STEP_UP])
    @needs(right)
    def loosen(request: OrganisationRequest, number: str) -> Response:
        try:
            loosen_for_member(request.database, request.actor, request.key, _number(number), request.now)
        except PermissionDeniedError as refused:
            return _one(request, _number(number), refused.message)
        return RedirectResponse(f"{request.key.path}/personer?klart=lossad", 303)

    @router.post("/{number}/mejl")
    @needs(right)
    def welcome_again(request: OrganisationRequest, number: str) -> Response:
        try:
            memberships.welcome_again(
                request.database,
                request.actor,
                request.key,
                _number(number),
                request.now,
                public_url=request.public_url,
            )
        except PermissionDeniedError as refused:
            return _one(request, _number(number), refused.message)
        return RedirectResponse(f"{request.key.path}/personer?klart=mejl", 303)


def _people(
    request: OrganisationRequest,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    message: str = "",
    error: str = "",
) -> HTMLResponse:
    people = memberships.people_of(request.database, request.actor, request.key)
    title = f"Personer och roller: {place_name(people.organisation)}"
    page_frame = _frame(request, people.organisation, title)
    context = people_page(page_frame, people, fields or {}, errors or {}, message=message, error=error)
    return page("organisations/html/people/people.html", context, 422 if errors else 409 if error else 200)


def _one(request: OrganisationRequest, number: int, error: str = "") -> HTMLResponse:
    details = memberships.one_member(request.database, request.actor, request.key, number)
    role = title_of(details.member.role, is_association=details.organisation.is_association)
    title = f"{who(details.member)}, {role}: {place_name(details.organisation)}"
    crumb = Crumb("Personer och roller", people_url(details.organisation))
    context = member_page(_frame(request, details.organisation, title, crumb), details, error)
    return page("organisations/html/people/member.html", context, 409 if error else 200)


def _hand_over(
    request: OrganisationRequest, fields: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> HTMLResponse:
    people = memberships.people_of(request.database, request.actor, request.key)
    if people.own is None:
        raise PermissionDeniedError("Bara den som själv har rollen kan lämna över den.")
    place = place_name(people.organisation)
    crumb = Crumb("Personer och roller", people_url(people.organisation))
    page_frame = _frame(request, people.organisation, f"Lämna över till en annan: {place}", crumb)
    url, role = (
        people_url(people.organisation),
        title_of(people.own.role, is_association=people.organisation.is_association),
    )
    context = HandOverPage(
        frame=page_frame,
        url=f"{url}/lamna-over",
        back=url,
        role=role,
        place=place,
        typed={**EMPTY, **(fields or {})},
        errors=errors or {},
    )
    return page("organisations/html/people/hand_over.html", context, 422 if errors else 200)


def _frame(request: OrganisationRequest, organisation: Organisation, title: str, *more: Crumb) -> Frame:
    region = organisation.region
    sees_region = region is not None and may(request.actor, Right.SEE_REGION_HOME, Place(region.id))
    crumbs = (*organisation_crumbs(organisation, sees_region=sees_region), *more)
    noun = noun_of(is_association=organisation.is_association)
    return frame(request, title, crumbs, is_example=region is not None and region.is_example, noun=noun)


def _number(text: str) -> int:
    """Raises NotFoundError for what is no number that a membership could have."""
    number = whole_number(text)
    if not number:
        raise NotFoundError
    return number
