"""Contexts of the pages about one's own passkeys, and of the page that asks for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.accounts.kernel.roles import Actor
from app.accounts.kernel.second_factor import CONFIRMED_FOR
from app.services.sign_in.passkeys import MAX_NAME_CHARACTERS, OwnPasskeys
from app.web.shell.contexts.frame import Frame, frame
from app.web.shell.http.request_context import AnyRequest
from app.web.shell.http.sessions import own_page
from app.web.shell.http.step_up import ANSWER, BACK, CODE, StepUpRequiredError
from app.web.shell.http.way_back import page_before

DONE = {
    "tillagd": "Passnyckeln är tillagd.",
    "redan": "Passnyckeln är redan tillagd. Såg du aldrig dina reservkoder, så kan du skapa nya längre ner.",
    "borttagen": "Passnyckeln är borttagen. Andra webbläsare där du har bekräftat med en passnyckel är utloggade.",
}


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    number: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class PasskeysPage:
    """`must_add` is somebody whose roles do not count without a passkey, `after` the page that one was going to."""

    frame: Frame
    passkeys: tuple[PasskeyLine, ...]
    codes_left: int
    codes_made_at: datetime | None
    codes_stamp: str
    are_off: bool
    must_add: bool
    must_confirm: bool
    """A passkey must be shown again before anything can be changed here."""
    name: str
    after: str
    done: str = ""
    refusal: str = ""
    """Why no recovery codes were made."""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def name_limit(self) -> int:
        return MAX_NAME_CHARACTERS


@dataclass(frozen=True, slots=True)
class CodesPage:
    frame: Frame
    codes: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """`url` is where the answer goes, `fields` what goes there with it, by name; the names of the answer's own fields
    are `answer_name` and `code_name`."""

    frame: Frame
    url: str
    answer_name: str
    code_name: str
    fields: tuple[tuple[str, str], ...]
    errors: Mapping[str, str]
    is_step_up: bool
    back: str = ""
    """Where one came from, before a step-up."""
    answer_is_file: bool = False
    """Then this page stays."""

    @property
    def minutes(self) -> int:
        """How long a step-up is good for."""
        return CONFIRMED_FOR // timedelta(minutes=1)


def lines_of(own: OwnPasskeys) -> tuple[PasskeyLine, ...]:
    return tuple(
        PasskeyLine(
            number=passkey.id, name=passkey.name, created_at=passkey.created_at, last_used_at=passkey.last_used_at
        )
        for passkey in own.passkeys
    )


def person_frame(request: AnyRequest, actor: Actor, title: str) -> Frame:
    """Of somebody whose roles may not count yet: by name alone."""
    return replace(frame(request, title), visitor=actor.name or "Mitt konto")


def step_up_page(request: AnyRequest, error: StepUpRequiredError, url: str) -> ConfirmPage:
    """`url` is the address that the form was sent to."""
    back = own_page(error.back) if error.back else page_before(request.http, url)
    return ConfirmPage(
        frame=person_frame(request, error.actor, "Bekräfta att det är du"),
        url=url,
        answer_name=ANSWER,
        code_name=CODE,
        fields=(*error.fields, (BACK, back)),
        errors={CODE if name == "reservkod" else name: message for name, message in error.errors.items()},
        is_step_up=True,
        back=back,
        answer_is_file=error.answer_is_file,
    )
