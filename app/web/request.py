"""What a route takes from its request: the database, who is asking, the clock.

Dependencies that only hand something over are coroutines: FastAPI runs a plain function in another thread, and each
such change of thread costs more than what they do.
"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Path, Request

from app.accounts.roles import Actor
from app.config import Settings
from app.errors import NotSignedIn
from app.services.sign_in import actor_for
from app.storage.assessments import AssessmentKey, RoundKey
from app.storage.database import Database

SLUG = r"^[a-z0-9][a-z0-9-]{0,79}$"


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _now() -> datetime:
    return datetime.now(UTC)


def cookie_name(settings: Settings) -> str:
    """`__Host-` pins the cookie to this host; browsers accept that prefix only over HTTPS."""
    return "__Host-session" if settings.secure_cookies else "session"


def session_token(request: Request) -> str | None:
    return request.cookies.get(cookie_name(request.app.state.settings))


def _visitor(request: Request) -> Actor | None:
    token = session_token(request)
    actor = None if token is None else actor_for(request.app.state.database, token, datetime.now(UTC))
    request.state.actor = actor  # so that an error page still says who is signed in
    return actor


async def _actor(actor: Annotated[Actor | None, Depends(_visitor)]) -> Actor:
    if actor is None:
        raise NotSignedIn
    return actor


async def _round_key(
    region: Annotated[str, Path(pattern=SLUG)],
    questionnaire: Annotated[str, Path(pattern=SLUG)],
    year: Annotated[int, Path(ge=2000, le=2999)],
) -> RoundKey:
    return RoundKey(region, questionnaire, year)


async def _assessment_key(
    round_key: Annotated[RoundKey, Depends(_round_key)], municipality: Annotated[str, Path(pattern=SLUG)]
) -> AssessmentKey:
    return AssessmentKey(round_key.region, round_key.questionnaire, round_key.year, municipality)


SettingsDep = Annotated[Settings, Depends(_settings)]
DatabaseDep = Annotated[Database, Depends(_database)]
Now = Annotated[datetime, Depends(_now)]
Visitor = Annotated[Actor | None, Depends(_visitor)]
SignedIn = Annotated[Actor, Depends(_actor)]
RoundAddress = Annotated[RoundKey, Depends(_round_key)]
AssessmentAddress = Annotated[AssessmentKey, Depends(_assessment_key)]

ASSESSMENT = "/{region}/{questionnaire}/{year}/{municipality}"
ROUND = "/{region}/{questionnaire}/{year}"
