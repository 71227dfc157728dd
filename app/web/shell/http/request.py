"""Request contexts as dependencies, one for each kind of address: a route takes one of them, and its own fields.

They are coroutines: FastAPI runs a plain function in another thread, and each such change of thread costs more than
what they do.
"""

import re
from datetime import UTC, datetime
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Query, Request

from app.accounts.kernel.reserved_segments import FIRST_SEGMENTS
from app.accounts.kernel.roles import Actor
from app.accounts.kernel.second_factor import SignInStep
from app.accounts.organisations.organisation import OrganisationKey
from app.errors import NotFoundError, NotSignedInError
from app.rounds.kernel.keys import TRIAL, AssessmentKey, RoundKey
from app.services.sign_in.sessions import SecondFactorMissingError, visitor
from app.web.shell.http.request_context import RequestContext
from app.web.shell.http.sessions import lifetime, session_token

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
YEAR = re.compile(rf"2[0-9]{{3}}({TRIAL})?")
"""A trial round has an address of its own beside the real one of the same year."""
_WHERE_STRANGERS_BEGIN = frozenset({"/", "/logga-in"})


async def _visitor(request: Request) -> Actor | None:
    token = session_token(request)
    state = request.app.state
    now = datetime.now(UTC)
    actor = None
    request.state.second_factor_missing = None
    try:
        actor = None if token is None else await visitor(state.database, token, now, lifetime(state.settings))
    except SecondFactorMissingError as missing:
        request.state.second_factor_missing = missing
    request.state.actor = actor  # so that an error page still says who is signed in
    return actor


async def _actor(request: Request) -> Actor:
    """Raises NotSignedInError; SecondFactorMissingError for who has shown one factor and must show two."""
    actor = await _visitor(request)
    if actor is None:
        raise request.state.second_factor_missing or NotSignedInError
    return actor


async def _person(request: Request, *steps: SignInStep) -> Actor:
    """As `_actor`; also who still has one of the steps to take, without any role. Raises the same."""
    actor, missing = await _visitor(request), request.state.second_factor_missing
    if actor is None and missing is not None and missing.step in steps:
        actor = missing.actor
    if actor is None:
        raise missing or NotSignedInError
    return actor


def _region(request: Request) -> str:
    """Raises NotFoundError for what no region can be called."""
    slug = _part(request, "region", SLUG)
    if slug in FIRST_SEGMENTS:
        raise NotFoundError
    return slug


def _organisation(request: Request) -> OrganisationKey:
    """The installation, a region or a kommun, by what stands in the address."""
    if "region" not in request.path_params:
        return OrganisationKey()
    region = _region(request)
    return OrganisationKey(
        region, _part(request, "municipality", SLUG) if "municipality" in request.path_params else ""
    )


def _round_key(request: Request) -> RoundKey:
    year, _, trial = _part(request, "year", YEAR).partition("-")
    return RoundKey(_part(request, "region", SLUG), _part(request, "questionnaire", SLUG), int(year), bool(trial))


def _assessment_key(request: Request) -> AssessmentKey:
    round_key = _round_key(request)
    return AssessmentKey(
        round_key.region, round_key.questionnaire, round_key.year, _part(request, "municipality", SLUG), round_key.trial
    )


def client_of(request: Request) -> str:
    """The network address that asks, for counting tries; with trusted proxies in front, what they say of it.

    Of IPv6 the network that one household or office has: each of them holds more addresses than there are tries.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


def _part(request: Request, name: str, pattern: re.Pattern[str]) -> str:
    """A part of the address. Raises NotFoundError when it is not of the pattern, since nothing can then be there."""
    text: str = request.path_params[name]
    if not pattern.fullmatch(text):
        raise NotFoundError
    return text


async def _sessionless(request: Request) -> RequestContext[None, None]:
    return RequestContext(http=request, actor=None, key=None, now=datetime.now(UTC))


async def _of_visitor(request: Request) -> RequestContext[Actor | None, None]:
    """Whoever has shown one factor and must show two is a stranger, and led on from where strangers begin."""
    actor = await _visitor(request)
    missing = request.state.second_factor_missing
    if missing is not None and request.method in {"GET", "HEAD"} and request.url.path in _WHERE_STRANGERS_BEGIN:
        raise missing
    return RequestContext(http=request, actor=actor, key=None, now=datetime.now(UTC))


async def _of_signing_in(request: Request) -> RequestContext[Actor, None]:
    actor = await _person(request, SignInStep.CONFIRM, SignInStep.ADD_PASSKEY)
    return RequestContext(http=request, actor=actor, key=None, now=datetime.now(UTC))


async def _of_confirming(request: Request) -> RequestContext[Actor | None, None]:
    try:
        return await _of_signing_in(request)
    except NotSignedInError:
        return RequestContext(http=request, actor=None, key=None, now=datetime.now(UTC))


async def _of_account(request: Request) -> RequestContext[Actor, None]:
    actor = await _person(request, SignInStep.ADD_PASSKEY)
    return RequestContext(http=request, actor=actor, key=None, now=datetime.now(UTC))


async def _of_actor(request: Request) -> RequestContext[Actor, None]:
    return RequestContext(http=request, actor=await _actor(request), key=None, now=datetime.now(UTC))


async def _of_region(request: Request) -> RequestContext[Actor, str]:
    region = _region(request)
    return RequestContext(http=request, actor=await _actor(request), key=region, now=datetime.now(UTC))


async def _of_visitor_to_region(request: Request) -> RequestContext[Actor | None, str]:
    return RequestContext(http=request, actor=await _visitor(request), key=_region(request), now=datetime.now(UTC))


async def _of_organisation(request: Request) -> RequestContext[Actor, OrganisationKey]:
    key = _organisation(request)
    return RequestContext(http=request, actor=await _actor(request), key=key, now=datetime.now(UTC))


async def _of_round(request: Request) -> RequestContext[Actor, RoundKey]:
    return RequestContext(http=request, actor=await _actor(request), key=_round_key(request), now=datetime.now(UTC))


async def _of_assessment(request: Request) -> RequestContext[Actor, AssessmentKey]:
    return RequestContext(
        http=request, actor=await _actor(request), key=_assessment_key(request), now=datetime.now(UTC)
    )


async def _of_assessment_sessionless(request: Request) -> RequestContext[None, AssessmentKey]:
    return RequestContext(http=request, actor=None, key=_assessment_key(request), now=datetime.now(UTC))


SessionlessRequest = Annotated[RequestContext[None, None], Depends(_sessionless)]
"""Of whoever it is: the session is not even looked at."""
SessionlessAssessmentRequest = Annotated[RequestContext[None, AssessmentKey], Depends(_of_assessment_sessionless)]
VisitorRequest = Annotated[RequestContext[Actor | None, None], Depends(_of_visitor)]
"""Of anybody, signed in or not."""
VisitorRegionRequest = Annotated[RequestContext[Actor | None, str], Depends(_of_visitor_to_region)]
SigningInRequest = Annotated[RequestContext[Actor, None], Depends(_of_signing_in)]
"""Of somebody who has shown one factor at least. Who has to show another is without any role."""
ConfirmingRequest = Annotated[RequestContext[Actor | None, None], Depends(_of_confirming)]
"""As SigningInRequest, or of nobody: the second of two clicks comes with the token that the first has replaced."""
AccountRequest = Annotated[RequestContext[Actor, None], Depends(_of_account)]
"""Of somebody who is signed in, or has only to add a passkey, and is without any role until then."""
SignedInRequest = Annotated[RequestContext[Actor, None], Depends(_of_actor)]
RegionRequest = Annotated[RequestContext[Actor, str], Depends(_of_region)]
"""The key is the region's slug."""
OrganisationRequest = Annotated[RequestContext[Actor, OrganisationKey], Depends(_of_organisation)]
RoundRequest = Annotated[RequestContext[Actor, RoundKey], Depends(_of_round)]
AssessmentRequest = Annotated[RequestContext[Actor, AssessmentKey], Depends(_of_assessment)]
SeriesKeys = Annotated[list[str] | None, Query(alias="med", max_length=30)]
"""The series that a figure is to have beside this year's: years, kommuner and others by their keys. None where the
address says nothing; an empty one among them says that none is wanted."""

ASSESSMENT = "/{region}/{questionnaire}/{year}/{municipality}"
MUNICIPALITY = "/{region}/kommuner/{municipality}"
ROUND = "/{region}/{questionnaire}/{year}"
