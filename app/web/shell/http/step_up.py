"""Step-up: before what cannot be undone, and before documents leave, a passkey is shown again.

A route says so with `dependencies=[STEP_UP]`, or `[step_up_with("adress")]` when it is so only of a form in which a
field is filled in. Whoever is asked keeps what was typed: the page that asks holds the form, and sends it to the same
address together with the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Request

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, OmstallningskollenError
from app.services.sign_in.passkey_ceremonies import RelyingParty
from app.services.sign_in.second_factor import confirm_by_code, confirm_by_passkey
from app.services.sign_in.sessions import Confirmation, confirmation_of, person_to_confirm
from app.web.shell.http.forms import MAX_BOXES, MAX_FIELD_BYTES
from app.web.shell.http.sessions import lifetime, session_token

ANSWER, CODE, BACK = "bekrafta.svar", "bekrafta.reservkod", "bekrafta.tillbaka"
"""Fields of the page that asks: what the passkey has answered, or a recovery code, and where one came from."""
SentFields = tuple[tuple[str, str], ...]


class StepUpRequiredError(OmstallningskollenError):
    """A passkey must be shown first. `fields` is the form that was sent, without what belongs to the step-up. `back` is
    where the page that asked before says that one came from, empty where none has asked."""

    def __init__(
        self,
        actor: Actor,
        fields: SentFields,
        errors: Mapping[str, str],
        *,
        back: str = "",
        answer_is_file: bool = False,
    ) -> None:
        super().__init__("step-up")
        self.actor = actor
        self.fields = fields
        self.errors = errors
        self.back = back
        self.answer_is_file = answer_is_file


@dataclass(frozen=True, slots=True)
class SentForm:
    """Texts alone: no form of a route with step-up has files."""

    fields: SentFields

    def last(self, name: str) -> str:
        return next((value for field, value in reversed(self.fields) if field == name), "")

    def without_confirmation(self) -> SentFields:
        return tuple((name, value) for name, value in self.fields if name not in {ANSWER, CODE, BACK})


async def _sent_form(request: Request) -> SentForm:
    if request.method in {"GET", "HEAD"}:
        return SentForm(())
    form = await request.form(max_fields=MAX_BOXES, max_files=0, max_part_size=MAX_FIELD_BYTES)
    return SentForm(tuple((name, value) for name, value in form.multi_items() if isinstance(value, str)))


@dataclass(frozen=True, slots=True)
class StepUp:
    """The dependency. With `fields` a form is let through in which all of them are empty. With `answer_is_file` the
    page that asks stays, since what follows is a file."""

    fields: tuple[str, ...] = ()
    answer_is_file: bool = False

    def __call__(self, request: Request, form: Annotated[SentForm, Depends(_sent_form)]) -> None:
        """Raises StepUpRequiredError unless a passkey was shown a moment ago, or nobody has to show one."""
        if self.fields and not any(form.last(name).strip() for name in self.fields):
            return
        state, now, token = request.app.state, datetime.now(UTC), session_token(request)
        person = None if token is None else person_to_confirm(state.database, token, now, lifetime(state.settings))
        if person is None or token is None:
            return
        try:
            is_shown = _confirm(request, form, person, token, now)
        except InvalidInputError as invalid:
            if confirmation_of(state.database, token, now, lifetime(state.settings)) is Confirmation.SHOWN:
                return  # the other one of two clicks has used the code or the answer up
            raise self._required(person, form, invalid.errors) from invalid
        if not is_shown:
            raise self._required(person, form, {})

    def _required(self, person: Actor, form: SentForm, errors: Mapping[str, str]) -> StepUpRequiredError:
        fields = form.without_confirmation()
        return StepUpRequiredError(person, fields, errors, back=form.last(BACK), answer_is_file=self.answer_is_file)


def _confirm(request: Request, form: SentForm, person: Actor, token: str, now: datetime) -> bool:
    """Whether the form holds an answer or a code, which is then believed. Raises InvalidInputError when it is not.

    The session keeps its token: the answer that could carry another one is the route's own.
    """
    database, url = request.app.state.database, request.app.state.settings.public_url
    answer, code = form.last(ANSWER), form.last(CODE).strip()
    if answer:
        confirm_by_passkey(database, RelyingParty(url), person, answer, token, now, renews_token=False)
    elif code:
        confirm_by_code(database, person, code, token, now, public_url=url, renews_token=False)
    return bool(answer or code)


STEP_UP: Any = Depends(StepUp())
STEP_UP_BEFORE_FILE: Any = Depends(StepUp(answer_is_file=True))


def step_up_with(*fields: str) -> Any:
    """STEP_UP of a form in which one of the fields is filled in."""
    return Depends(StepUp(fields))
