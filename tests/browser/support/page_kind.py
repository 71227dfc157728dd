"""A kind of page, with the way to it."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.support.visiting import Person, sign_in


@dataclass(frozen=True, slots=True)
class PageKind:
    """`arrive` ends on the page, in the state that the name tells."""

    name: str
    arrive: Callable[[Page], None]


def as_person(person: Person, path: str) -> Callable[[Page], None]:
    return lambda page: sign_in(page, person, path)
