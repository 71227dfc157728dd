"""Somebody with a browser without JavaScript. Every page that comes back is checked before the test sees it."""

import re
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from ssl import SSLContext, create_default_context
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from app.demo.personas import personas
from app.storage.engine.database import Database
from tests.functional.support.checks import complaints_about_fragment, complaints_about_page
from tests.functional.support.pages import Form, Page, parse
from tests.functional.support.people import Person
from tests.functional.support.serving import Site

PERSONAL = re.compile("^(/lank/).+")
"""Two links of two people lead to the same page."""
WHO_IS_WHO = ("membership", "municipality", "person", "region", "respondent")
"""The tables that the page where one chooses whom to be is made of."""


class Visitor:
    """Signed in as nobody until it becomes somebody. Every method that returns a page follows redirects."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.http = httpx.Client(
            base_url=site.url,
            headers={"Accept-Language": "sv", "User-Agent": "functional"},
            timeout=60,
            verify=_certificates(),
        )
        self._address_by_title: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def become(self, person: Person) -> None:
        """Sign in as somebody of the example region."""
        response = self.fetch("POST", "/demo", {"person": self.number_of(person)})
        assert response.status_code == 303, f"{person} cannot sign in: {response.status_code} {_brief(response)}"

    def number_of(self, person: Person) -> str:
        """What the page where one chooses whom to be sends for a person."""
        number = _numbers(self.site.untouched).get((person.place, person.title))
        if number is not None and not self.site.has_changed(*WHO_IS_WHO):
            return number
        for each in personas(self.site.database):
            if (each.place, each.title) == (person.place, person.title):
                return str(each.person_id)
        raise AssertionError(f"{person} is not in the example region")

    def get(self, address: str, status: int = 200) -> Page:
        """The page at an address, after any redirect."""
        return self.checked(self._follow(self.fetch("GET", address)), status)

    def send(self, form: Form, status: int = 200, /, **fields: str) -> Page:
        """Send a form with some fields filled in, and follow where it leads."""
        return self.checked(self._follow(self.fetch(form.method, form.action, form.filled(fields))), status)

    def fill(self, form: Form, fields: dict[str, str], status: int = 200) -> Page:
        """As `send`, for fields whose names are no words of Python."""
        return self.checked(self._follow(self.fetch(form.method, form.action, form.filled(fields))), status)

    def press(self, page: Page, button: str, status: int = 200) -> Page:
        return self.send(page.form(button), status)

    def post(self, address: str, fields: dict[str, str] | None = None, status: int = 200) -> Page:
        """What no form on a page sends: from a page that is out of date, or written by hand."""
        return self.checked(self._follow(self.fetch("POST", address, fields or {})), status)

    def put(self, address: str, fields: dict[str, str], status: int = 200) -> str:
        """An autosave, as htmx sends it. Returns the fragment."""
        response = self.fetch("PUT", address, fields, {"HX-Request": "true"})
        assert response.status_code == status, f"{response.status_code} {response.text[:300]}"
        assert complaints_about_fragment(response) == []
        return response.text

    def fetch(
        self,
        method: str,
        address: str,
        fields: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """One request with the headers that browsers send of themselves; no redirect is followed."""
        own = {"Sec-Fetch-Site": "same-origin"}
        if method not in {"GET", "HEAD"}:
            own["Origin"] = self.site.url
        return self.http.request(method, address, data=fields, headers=own | (headers or {}))

    def answer(self, address: str, question: str, choice: str, version: int = 0, **more: str) -> str:
        """Autosave one answer: `address` is the capital's page."""
        fields = {f"{question}.choice": choice, f"{question}.version": str(version)}
        fields |= {f"{question}.{name}": value for name, value in more.items()}
        return self.put(f"{address}/{question}", fields)

    def _follow(self, response: httpx.Response) -> httpx.Response:
        for _ in range(3):
            if response.status_code != 303:
                return response
            place = response.headers["location"]
            assert not urlsplit(place).netloc, f"sent to somebody else: {place}"
            response = self.fetch("GET", place)
        raise AssertionError(f"redirected too often, at last to {response.url}")

    def checked(self, response: httpx.Response, status: int) -> Page:
        """An answer as a page that keeps what every page must keep."""
        assert response.status_code == status, f"{response.status_code} {response.url} {_brief(response)}"
        page = Page(response, parse(response.text)[0])
        assert complaints_about_page(page, self.site) == [], f"on {response.url}"
        if status == 200 and not page.title.startswith("Fel:"):
            path = PERSONAL.sub(r"\1", response.url.path)
            address = self._address_by_title.setdefault(page.title, path)
            assert address == path, f"{address} and {response.url} have the same title: {page.title}"
        return page


@lru_cache(maxsize=1)
def _certificates() -> SSLContext:
    """Read once: a client of its own for every visitor would read all of the system's certificates again."""
    return create_default_context()


@lru_cache(maxsize=8)
def _numbers(untouched: Path) -> dict[tuple[str, str], str]:
    """Of everybody a test may begin as, by place and title."""
    with closing(Database(f"sqlite:///{untouched}")) as database:
        return {(each.place, each.title): str(each.person_id) for each in reversed(personas(database))}


def _brief(response: httpx.Response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))[-600:]


NewVisitor = Callable[..., Visitor]
"""The fixture `visit`."""
