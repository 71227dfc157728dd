"""Contexts of the pages where an organisation keeps the tokens with which programs read."""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.api.api_scopes import SCOPES, Scope, TokenForm, standard_last_day
from app.accounts.organisations.organisation import Organisation
from app.rounds.kernel.days import day_of
from app.services.api.api_tokens import NewToken, TokenDetails, Tokens
from app.storage.api.api_tokens import ApiToken
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, moment

MEANINGS = {
    Scope.ROUNDS: "Vilka omgångar som finns, vilka kommuner som är med och hur långt de har kommit.",
    Scope.RESULTS: "Index, nivå, täckning och förändring per kapitalslag.",
    Scope.QUESTIONS: "Dessutom kommunens resultat på varje fråga. Aldrig enskilda svar.",
    Scope.BENCHMARK: "De siffror utan namn som syns på sidan där ni jämför er.",
    Scope.CATALOGUE: "Kapitalslag, frågor och nivåbeskrivningar.",
}
_FORM = re.compile(r"[A-Za-z0-9_-]{22}")
OF_REGION = {Scope.BENCHMARK: "Hur många kommuner som är på varje nivå, bland dem som delar med regionen."}


@dataclass(frozen=True, slots=True)
class TokenLine:
    url: str
    name: str
    scopes: str
    last_day: str
    used: str
    state: str


@dataclass(frozen=True, slots=True)
class TokensPage:
    frame: Frame
    url: str
    back_url: str
    is_region: bool
    good: tuple[TokenLine, ...]
    over: tuple[TokenLine, ...]
    form: str
    """Tells this form from others, so that sending it twice makes one token."""
    name: str
    scopes: tuple[Tick, ...]
    last_day: DayTyped
    errors: Mapping[str, str]
    done: str


@dataclass(frozen=True, slots=True)
class TokenMadePage:
    frame: Frame
    url: str
    line: TokenLine
    secret: str
    """Empty when it has been shown already."""


@dataclass(frozen=True, slots=True)
class TokenPage:
    frame: Frame
    url: str
    back: str
    line: TokenLine
    made_at: datetime
    maker: str
    is_good: bool


def tokens_page(
    frame: Frame,
    found: Tokens,
    now: datetime,
    typed: TokenForm | None,
    ticked: Collection[str] | None,
    errors: Mapping[str, str],
    done: str,
) -> TokensPage:
    last_day = standard_last_day(day_of(now)).isoformat() if typed is None else typed.sista
    form = typed or TokenForm()
    url, is_region = tokens_url(found.organisation), found.organisation.municipality is None
    chosen = {Scope.ROUNDS, Scope.RESULTS} if ticked is None else ticked
    meanings = MEANINGS | OF_REGION if is_region else MEANINGS
    return TokensPage(
        frame,
        url,
        found.organisation.key.path,
        is_region,
        tuple(_line(token, url) for token in found.good),
        tuple(_line(token, url) for token in found.over),
        _form(form.tillfalle),
        _shown(form.namn),
        tuple(Tick(scope.value, SCOPES[scope], meanings[scope], scope in chosen) for scope in Scope),
        DayTyped(_shown(last_day)),
        errors,
        done,
    )


def token_made_page(frame: Frame, made: NewToken) -> TokenMadePage:
    url = tokens_url(made.organisation)
    return TokenMadePage(frame, url, _line(made.token, url), made.secret or "")


def token_page(frame: Frame, found: TokenDetails) -> TokenPage:
    url = tokens_url(found.organisation)
    line = _line(found.token, url)
    return TokenPage(frame, line.url, url, line, found.token.created_at, found.maker, found.is_good)


def _form(sent: str) -> str:
    return sent if _FORM.fullmatch(sent) else secrets.token_urlsafe(16)


def _shown(typed: str) -> str:
    """What was typed, without characters that no page may hold."""
    return "".join(character for character in typed if character.isprintable())


def tokens_url(organisation: Organisation) -> str:
    return f"{organisation.key.path}/nycklar"


def _line(token: ApiToken, url: str) -> TokenLine:
    last_day = day(day_of(token.expires_at - timedelta(seconds=1)))
    return TokenLine(
        f"{url}/{token.id}",
        token.name,
        ", ".join(SCOPES[scope].lower() for scope in token.scopes).capitalize(),
        last_day,
        "aldrig" if token.last_used_at is None else moment(token.last_used_at),
        f"slutade gälla {last_day}" if token.ended_at is None else f"avslutad {moment(token.ended_at)}",
    )
