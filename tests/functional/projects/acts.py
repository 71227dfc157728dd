"""Pressing a button that sends its own name, as those of drafts do."""

from tests.functional.support.pages import Page
from tests.functional.support.visitor import Visitor


def act(visitor: Visitor, address: str, button: str, act: str, status: int = 200, **fields: str) -> Page:
    """Fill in the form of a page that has the button, and press it."""
    form = visitor.get(address).form(button)
    return visitor.post(form.action, form.filled(fields) | {"act": act}, status)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
