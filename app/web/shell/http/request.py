"""What a route takes from its request: the database, who is asking, the clock.

Dependencies that only hand something over are coroutines: FastAPI runs a plain function in another thread, and each
such change of thread costs more than what they do.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Request

from app.accounts.kernel.roles import Actor
from app.accounts.kernel.segments import FIRST_SEGMENTS
from app.accounts.organisations.organisation import OrganisationKey
from app.config import Settings
from app.errors import NotFoundError, NotSignedInError
from app.federation.client import Federation
from app.rounds.kernel.keys import TRIAL, AssessmentKey, RoundKey
from app.services.sign_in.sessions import visitor
from app.storage.engine.database import Database
from app.web.shell.http.sessions import lifetime, session_token

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
YEAR = re.compile(rf"2[0-9]{{3}}({TRIAL})?")
"""A trial round has an address of its own beside the real one of the same year."""


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _federation(request: Request) -> Federation:
    federation: Federation = request.app.state.federation
    return federation


async def _now() -> datetime:
    return datetime.now(UTC)


async def _visitor(request: Request) -> Actor | None:
    token = session_token(request)
    state = request.app.state
    now = datetime.now(UTC)
    actor = None if token is None else await visitor(state.database, token, now, lifetime(state.settings))
    request.state.actor = actor  # so that an error page still says who is signed in
    return actor


async def _actor(request: Request) -> Actor:
    actor = await _visitor(request)
    if actor is None:
        raise NotSignedInError
    return actor


async def _region(request: Request) -> str:
    """Raises NotFoundError for what no region can be called."""
    slug = _part(request, "region", SLUG)
    if slug in FIRST_SEGMENTS:
        raise NotFoundError
    return slug


async def _organisation(request: Request) -> OrganisationKey:
    """The installation, a region or a kommun, by what stands in the address."""
    if "region" not in request.path_params:
        return OrganisationKey()
    region = await _region(request)
    return OrganisationKey(
        region, _part(request, "municipality", SLUG) if "municipality" in request.path_params else ""
    )


async def _round_key(request: Request) -> RoundKey:
    year, _, trial = _part(request, "year", YEAR).partition("-")
    return RoundKey(_part(request, "region", SLUG), _part(request, "questionnaire", SLUG), int(year), bool(trial))


async def _assessment_key(request: Request) -> AssessmentKey:
    round_key = await _round_key(request)
    return AssessmentKey(
        round_key.region, round_key.questionnaire, round_key.year, _part(request, "municipality", SLUG), round_key.trial
    )


def client_of(request: Request) -> str:
    """The network address that asks, for counting tries; with a proxy in front, as `serve --behind-proxy` tells it.

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


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Who asks for something of an assessment, and when: what the two busiest routes take as one dependency instead of
    four, since each costs the framework as much as a query costs the database."""

    database: Database
    actor: Actor
    key: AssessmentKey
    now: datetime


async def _context(request: Request) -> RequestContext:
    actor = await _actor(request)
    return RequestContext(
        database=request.app.state.database, actor=actor, key=await _assessment_key(request), now=datetime.now(UTC)
    )


SettingsDep = Annotated[Settings, Depends(_settings)]
FederationDep = Annotated[Federation, Depends(_federation)]
DatabaseDep = Annotated[Database, Depends(_database)]
Now = Annotated[datetime, Depends(_now)]
Visitor = Annotated[Actor | None, Depends(_visitor)]
SignedIn = Annotated[Actor, Depends(_actor)]
RegionAddress = Annotated[str, Depends(_region)]
OrganisationAddress = Annotated[OrganisationKey, Depends(_organisation)]
RoundAddress = Annotated[RoundKey, Depends(_round_key)]
AssessmentAddress = Annotated[AssessmentKey, Depends(_assessment_key)]
Context = Annotated[RequestContext, Depends(_context)]

ASSESSMENT = "/{region}/{questionnaire}/{year}/{municipality}"
MUNICIPALITY = "/{region}/kommuner/{municipality}"
ROUND = "/{region}/{questionnaire}/{year}"
