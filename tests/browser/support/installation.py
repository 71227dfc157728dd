"""A real installation for the tests in browsers: no demo, a mail server that keeps what it gets, and one organisation whose
own sign-in is the certified provider. Whoever signs in does so by mail or there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.support.server import Server, free_port
from tests.mail_catcher import SENDER, MailCatcher, catching_mail
from tests.oidc.certified import CLIENT_ID, SECRET, certified_provider

ORGANISATION = "Förbundet"
Way = Literal["mail", "organisation"]


@dataclass(frozen=True, slots=True)
class Installation:
    server: Server
    mails: MailCatcher

    @property
    def url(self) -> str:
        return self.server.url

    def invite_operator(self, address: str) -> str:
        """The link that the command prints."""
        return self.server.command("operator", "invite", address).strip()

    def sign_in(self, page: Page, address: str, way: Way) -> None:
        """From the page where one signs in, as far as the page that one was going to."""
        page.get_by_label("E-postadress").fill(address)
        page.get_by_role("button", name="Skicka länk och kod").click()
        if way == "organisation":
            go_to_provider(page)
            sign_in_there(page, address)
            return
        page.get_by_role("button", name="Skicka ett mejl i stället").click()
        page.wait_for_url("**/logga-in/vanta")
        page.goto(self.mails.next_to(address).link)
        page.get_by_role("main").get_by_role("button", name="Logga in").click()


@contextmanager
def new_installation(folder: Path, *domains: str) -> Iterator[Installation]:
    """Runs while the block does. `domains` are those of the organisation's addresses."""
    server, provider_port = Server(folder), free_port()
    provider = {
        "id": "forbundet",
        "name": ORGANISATION,
        "issuer": f"http://127.0.0.1:{provider_port}",
        "client_id": CLIENT_ID,
        "client_secret_env": "OIDC_FORBUNDET_SECRET",
        "email_domains": domains,
    }
    file = folder / "organisations.json"
    file.write_text(json.dumps([provider]), encoding="utf-8")
    back = f"{server.url}/logga-in/organisation/forbundet/klar"
    with catching_mail() as mails, certified_provider(provider_port, back, {}):
        server.more = {
            "DEMO": "false",
            "PUBLIC_URL": server.url,
            "SMTP_URL": mails.url,
            "MAIL_FROM": SENDER,
            "OIDC_PROVIDERS_FILE": str(file),
            "OIDC_FORBUNDET_SECRET": SECRET,
        }
        server.start()
        try:
            yield Installation(server, mails)
        finally:
            server.stop()


def go_to_provider(page: Page) -> None:
    """A link leads on, since a form must not send anybody to another site."""
    page.get_by_role("link", name=f"Fortsätt till {ORGANISATION}").click()
    page.wait_for_url("**/interaction/**")


def sign_in_there(page: Page, address: str) -> None:
    """Back at the service afterwards. The provider asks once more whether it may tell the address."""
    page.locator('input[name="login"]').fill(address)
    page.locator('input[name="password"]').fill("none is checked")
    page.locator("form button[type=submit]").click()
    page.locator("form button[type=submit]").click()
