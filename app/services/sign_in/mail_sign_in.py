"""Signing in by mail: a link and a code, good once and for twenty minutes, and only in the browser that asked for them.

Whoever asks is told the same whether anybody has the address or not, and the same work is done. Opening the link signs
nobody in, since programs that check mails open links too; a button on its page does.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlmodel import Session

from app.accounts.kernel.tokens import hash_of
from app.accounts.mail.mail_kinds import MailKind
from app.errors import OmstallningskollenError
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.mail.mail_queue import queue_mail
from app.services.sign_in import words
from app.services.sign_in.known_browsers import is_known
from app.storage.engine.database import Database
from app.storage.mail.mail_queue import About
from app.storage.sign_in import mail_sign_in as links
from app.storage.sign_in.mail_sign_in import SignInLink

VALID = timedelta(minutes=20)
MAX_WRONG_CODES = 5
_HOUR = timedelta(hours=1)
MAILS_TO_KNOWN_BROWSER = Limit("sign-in mail to known browser", 5, _HOUR, words.MANY_MAILS_TO_ADDRESS)
"""Asked for in a browser that has signed in with the address before: nobody else's tries take from these."""
MAILS_TO_ADDRESS_FROM_CLIENT = Limit("sign-in mail to address from client", 5, _HOUR, words.MANY_MAILS_TO_ADDRESS)
MAILS_TO_ADDRESS = Limit("sign-in mail to address", 20, _HOUR, words.MANY_MAILS_TO_ADDRESS)
"""From all networks together, known browsers apart: what somebody's mailbox must stand."""
MAILS_FROM_CLIENT = Limit("sign-in mail from client", 60, _HOUR, words.MANY_MAILS_FROM_NETWORK)
CODES_FROM_CLIENT = Limit("sign-in code from client", 60, _HOUR, words.MANY_CODES_FROM_NETWORK)


class LinkState(Enum):
    OPEN = "open"
    OTHER_BROWSER = "other browser"
    """It is good, but not in this browser."""
    GONE = "gone"
    """Unknown, too old, or used. Which of them is nobody's business who cannot use it."""


class LinkGoneError(OmstallningskollenError):
    """The link or the code is good no longer, or never was."""


class OtherBrowserError(OmstallningskollenError):
    """The link is good, but only in the browser that asked for it."""


class WrongCodeError(OmstallningskollenError):
    """`left` is how many more wrong codes there may be, at least one."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.left = tries_left


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who has shown to be the one that the mail went to, and where they were going."""

    person_id: int
    after: str


def ask(
    database: Database,
    address: str,
    browser: str,
    after: str,
    client: str,
    now: datetime,
    *,
    public_url: str,
    known_browser: str | None = None,
) -> None:
    """Send a link and a code to an address, if somebody has it who may sign in. Raises RateLimitedError.

    `browser` is a secret of the browser that asks, `client` its network address, `known_browser` the secret of one that
    has signed in by mail before (`known_browsers`). What others ask for ends no mail that was sent.

    For an address that nobody has, the same is written, but for the mail, which is taken back: neither this answer, nor
    that to a code, nor the time they take tells the two apart.
    """
    count(database, _tries(database, address, client, known_browser, now), now)
    token, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**8):08}"
    values = {
        "länk": link_address(public_url, token),
        "kod": f"{code[:4]} {code[4:]}",
        "minuter": str(VALID // timedelta(minutes=1)),
    }

    def work(session: Session) -> None:
        links.clear_links(session, now)
        person_id = links.person_who_may_sign_in(session, address)
        link = SignInLink(
            token_hash=hash_of(token),
            code_hash=_code_hash(browser, code),
            person_id=person_id,
            browser_hash=hash_of(browser),
            after=after,
            tries=0,
            used_at=None,
        )
        links.add_link(session, link, now, now + VALID)
        mailing = session.begin_nested()
        about = About(person_id=person_id)
        queue_mail(session, MailKind.SIGN_IN, address, values, about, now, public_url=public_url)
        if person_id is None:
            mailing.rollback()
        else:
            mailing.commit()

    database.write(work)


def _tries(database: Database, address: str, client: str, known_browser: str | None, now: datetime) -> list[Try]:
    """What a mail is counted as. The same for an address that nobody has, which no browser has signed in with."""
    if known_browser is not None and is_known(database, address, known_browser, now):
        return [Try(MAILS_TO_KNOWN_BROWSER, f"{known_browser}:{address}")]
    return [
        Try(MAILS_TO_ADDRESS_FROM_CLIENT, f"{client}:{address}"),
        Try(MAILS_TO_ADDRESS, address),
        Try(MAILS_FROM_CLIENT, client),
    ]


def link_address(public_url: str, token: str) -> str:
    return f"{public_url.rstrip('/')}/logga-in/lank/{token}"


def link_state(database: Database, token: str, browser: str | None, now: datetime) -> LinkState:
    with database.read() as session:
        return _state(links.find_link(session, hash_of(token), now), browser)


def use_link(database: Database, token: str, browser: str | None, now: datetime) -> Arrival:
    """Use a link, once. Raises LinkGoneError and OtherBrowserError; the latter leaves it unused."""

    def work(session: Session) -> Arrival:
        link = links.find_link(session, hash_of(token), now)
        state = _state(link, browser)
        if state is LinkState.OTHER_BROWSER:
            raise OtherBrowserError
        if link is None or state is LinkState.GONE:
            raise LinkGoneError
        return _use(session, link, now)

    return database.write(work)


def use_code(database: Database, code: str, browser: str, client: str, now: datetime) -> Arrival:
    """Use the code of one of the browser's links, once. Raises RateLimitedError, WrongCodeError, and LinkGoneError when
    no link is left.

    After MAX_WRONG_CODES neither the code nor the link is good any more.
    """
    count(database, [Try(CODES_FROM_CLIENT, client)], now)
    digits = "".join(character for character in code if not character.isspace() and character != "-")

    def work(session: Session) -> Arrival | WrongCodeError:
        open_links = [link for link in links.unused_links_of(session, hash_of(browser), now) if _has_tries_left(link)]
        if not open_links:
            raise LinkGoneError
        for link in open_links:
            if link.code_hash == _code_hash(browser, digits):
                return _use(session, link, now)
        links.note_wrong_code(session, hash_of(browser))
        return WrongCodeError(max(MAX_WRONG_CODES - link.tries for link in open_links) - 1)

    outcome = database.write(work)
    if isinstance(outcome, WrongCodeError):
        raise outcome if outcome.left else LinkGoneError
    return outcome


def _use(session: Session, link: SignInLink, now: datetime) -> Arrival:
    """Raises LinkGoneError when somebody else was faster, and when the person's last role has ended meanwhile."""
    person_id = link.person_id
    if person_id is None or not links.may_sign_in(session, person_id):
        raise LinkGoneError
    if not links.use_link(session, link.token_hash, now):
        raise LinkGoneError
    return Arrival(person_id, link.after)


def _state(link: SignInLink | None, browser: str | None) -> LinkState:
    if link is None or link.person_id is None or link.used_at is not None or not _has_tries_left(link):
        return LinkState.GONE
    if link.browser_hash and (browser is None or hash_of(browser) != link.browser_hash):
        return LinkState.OTHER_BROWSER
    return LinkState.OPEN


def _has_tries_left(link: SignInLink) -> bool:
    return link.tries < MAX_WRONG_CODES


def _code_hash(browser: str, code: str) -> str:
    """Eight digits alone would be guessed from their hash; the browser's secret is not in the database."""
    return hash_of(f"{browser}:{code}")
