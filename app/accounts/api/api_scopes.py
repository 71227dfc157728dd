"""What a program's token may read, for how long it is good, and the errors of a form that asks for one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel

from app.accounts.kernel.tokens import token_of_form
from app.errors import InvalidInputError

STANDARD_DAYS = 365
MAX_DAYS = 731
MAX_NAME_LENGTH = 80
PREFIX = "omk_"
"""What every token begins with, so that one that has leaked can be searched for."""


class Scope(StrEnum):
    """What a token may read. The values stand in the database and in the API's own description."""

    ROUNDS = "rounds"
    RESULTS = "results"
    QUESTIONS = "questions"
    """Results per question; it takes RESULTS along."""
    BENCHMARK = "benchmark"
    CATALOGUE = "catalogue"


SCOPES = {
    Scope.ROUNDS: "Omgångar",
    Scope.RESULTS: "Resultat",
    Scope.QUESTIONS: "Resultat per fråga",
    Scope.BENCHMARK: "Jämförelse",
    Scope.CATALOGUE: "Frågeformulär",
}


class TokenForm(BaseModel, frozen=True):
    """As typed; the names are those of the form's fields. `tillfalle` tells one filled-in form from another."""

    namn: str = ""
    sista: str = ""
    tillfalle: str = ""


@dataclass(frozen=True, slots=True)
class TokenTerms:
    """A token as it is asked for; good until the end of `last_day`."""

    name: str
    scopes: tuple[Scope, ...]
    last_day: date


def standard_last_day(today: date) -> date:
    return today + timedelta(days=STANDARD_DAYS)


def read_terms(name: str, scopes: Collection[str], last_day: date | None, today: date) -> TokenTerms:
    """`last_day` is None for what is no day. Raises InvalidInputError with every error, by the form's fields."""
    plain_name = " ".join(name.split())
    selection = {scope for scope in Scope if scope in scopes}
    errors = {}
    if not plain_name:
        errors["namn"] = "Skriv vad nyckeln ska användas till."
    elif len(plain_name) > MAX_NAME_LENGTH or not plain_name.isprintable():
        errors["namn"] = f"Skriv högst {MAX_NAME_LENGTH} vanliga tecken."
    if not selection:
        errors["laser"] = "Välj minst en sak som nyckeln får läsa."
    if last_day is None:
        errors["sista"] = "Skriv en dag, till exempel 2027-06-30."
    elif not today < last_day <= today + timedelta(days=MAX_DAYS):
        errors["sista"] = "Välj en dag efter i dag och högst två år fram."
    if errors or last_day is None:
        raise InvalidInputError(errors)
    if Scope.QUESTIONS in selection:
        selection.add(Scope.RESULTS)
    return TokenTerms(plain_name, tuple(scope for scope in Scope if scope in selection), last_day)


def token_for(place: str, form: str, session_secret: str) -> str:
    """The token that one form makes, as `token_of_form`."""
    return PREFIX + token_of_form(place, form, session_secret)
