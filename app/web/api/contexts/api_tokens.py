"""Contexts of the pages where an organisation keeps the tokens with which programs read."""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.api.api_scopes import SCOPES, Scope, TokenForm, standard_last_day
from app.accounts.api.api_token import ApiToken
from app.accounts.organisations.organisation import Organisation
from app.reports.kernel.wording import in_words
from app.rounds.kernel.days import day_of
from app.services.api.api_tokens import NOTE_EVERY, NewToken, TokenDetails, Tokens
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, moment

MEANINGS = {
    Scope.ROUNDS: "Vilka omgångar som finns, vilka kommuner som är med och hur långt de har kommit.",
    Scope.RESULTS: "Index, nivå, täckning och förändring per kapitalslag.",
    Scope.QUESTIONS: "Dessutom resultatet på varje fråga. Aldrig enskilda svar.",
    Scope.BENCHMARK: "De siffror utan namn som syns på sidan där ni jämför er.",
    Scope.CATALOGUE: "Kapitalslag, frågor och nivåbeskrivningar.",
}
_FORM = re.compile(r"[A-Za-z0-9_-]{22}")
OF_REGION = {
    Scope.BENCHMARK: "Hur många kommuner som är på varje nivå, bland dem som har fastställt och delar med regionen."
}


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
    noted_minutes: str
    """How long a use may have gone unnoted."""


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
    tokens: Tokens,
    now: datetime,
    sent_form: TokenForm | None,
    ticks: Collection[str] | None,
    errors: Mapping[str, str],
    message: str,
) -> TokensPage:
    last_day = standard_last_day(day_of(now)).isoformat() if sent_form is None else sent_form.sista
    form = sent_form or TokenForm()
    url, is_region = tokens_url(tokens.organisation), tokens.organisation.municipality is None
    scopes = {Scope.ROUNDS, Scope.RESULTS} if ticks is None else ticks
    meanings = MEANINGS | OF_REGION if is_region else MEANINGS
    return TokensPage(
        frame=frame,
        url=url,
        back_url=tokens.organisation.key.path,
        is_region=is_region,
        good=tuple(_line(token, url) for token in tokens.good),
        over=tuple(_line(token, url) for token in tokens.over),
        form=_form(form.tillfalle),
        name=_shown(form.namn),
        scopes=tuple(
            Tick(name=scope.value, label=SCOPES[scope], note=meanings[scope], is_ticked=scope in scopes)
            for scope in Scope
        ),
        last_day=DayTyped(_shown(last_day)),
        errors=errors,
        done=message,
        noted_minutes=in_words(NOTE_EVERY // timedelta(minutes=1)),
    )


def token_made_page(frame: Frame, new_token: NewToken) -> TokenMadePage:
    url = tokens_url(new_token.organisation)
    return TokenMadePage(frame=frame, url=url, line=_line(new_token.token, url), secret=new_token.secret or "")


def token_page(frame: Frame, details: TokenDetails) -> TokenPage:
    url = tokens_url(details.organisation)
    line = _line(details.token, url)
    return TokenPage(
        frame=frame,
        url=line.url,
        back=url,
        line=line,
        made_at=details.token.created_at,
        maker=details.maker,
        is_good=details.is_good,
    )


def _form(value: str) -> str:
    return value if _FORM.fullmatch(value) else secrets.token_urlsafe(16)


def _shown(text: str) -> str:
    """What was typed, without characters that no page may hold."""
    return "".join(character for character in text if character.isprintable())


def tokens_url(organisation: Organisation) -> str:
    return f"{organisation.key.path}/nycklar"


def _line(token: ApiToken, url: str) -> TokenLine:
    last_day = day(day_of(token.expires_at - timedelta(seconds=1)))
    return TokenLine(
        url=f"{url}/{token.id}",
        name=token.name,
        scopes=", ".join(SCOPES[scope].lower() for scope in token.scopes).capitalize(),
        last_day=last_day,
        used="aldrig" if token.last_used_at is None else moment(token.last_used_at),
        state=f"slutade gälla {last_day}" if token.ended_at is None else f"avslutad {moment(token.ended_at)}",
    )
