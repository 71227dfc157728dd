"""What people do with passkeys, where they sign in by mail."""

from tests.authenticator import Authenticator
from tests.functional.sign_in.test_mail_sign_in import ask, latest_mail
from tests.functional.support.pages import Page, text_of
from tests.functional.support.serving import Site
from tests.functional.support.visitor import Visitor

URL = "https://kollen.example"
KOMMUN, REGION = "sara.lind@ale.example", "rut.ek@gr.example"
CONFIRM, MINE = "Bekräfta att det är du", "/mitt/passnycklar"


def give_addresses(site: Site) -> None:
    for address, role, place in (
        (KOMMUN, "kommun_coordinator", "municipality_id = (SELECT id FROM municipality WHERE name = 'Ale')"),
        (REGION, "region_coordinator", "region_id = (SELECT id FROM region WHERE slug = 'gr')"),
    ):
        site.change(
            f"UPDATE person SET email = ? WHERE id = (SELECT person_id FROM membership WHERE role = ? AND {place})",
            address,
            role,
        )


def device() -> Authenticator:
    return Authenticator(URL, "kollen.example")


def arrive(visitor: Visitor, address: str = KOMMUN, then: str = "/") -> Page:
    """Sign in by mail, as far as that goes."""
    waiting = ask(visitor, address, then)
    return visitor.send(waiting.form("Logga in"), kod=latest_mail(visitor.site).code)


def add(visitor: Visitor, key: Authenticator, name: str = "Telefonen", status: int = 200) -> Page:
    options = visitor.fetch("POST", f"{MINE}/utmaning").json()
    form = visitor.get(MINE).form("Lägg till passnyckel")
    return visitor.send(form, status, namn=name, svar=key.create(options))


def shown(visitor: Visitor, key: Authenticator) -> str:
    """What the browser answers where a passkey is asked for."""
    return key.get(visitor.fetch("POST", "/logga-in/bekrafta/utmaning").json())


def codes_of(page: Page) -> list[str]:
    return [text_of(element) for element in page.tree.iter("code")]


def grow_old(site: Site) -> None:
    """The passkeys were shown long ago."""
    site.change("UPDATE sign_in SET confirmed_at = '2026-01-01 00:00:00' WHERE confirmed_at IS NOT NULL")
