"""The checks that every page goes through find what they are there for."""

from typing import Any

import httpx
import pytest

from tests.functional.support.checks import complaints_about_fragment, complaints_about_page
from tests.functional.support.pages import Page, parse
from tests.functional.support.people import ALE, ALE_COORDINATOR
from tests.functional.support.visitor import NewVisitor

SPOILT = [
    # what is replaced, with what, and a word of the complaint
    ("</h1>", "</h1></span>", "unexpected-end-tag"),
    ("</h1>", "</h1><p>Mat&yuml</p>", "named-entity-without-semicolon"),
    ("</h1>", "</h1><p id=a>x<p id=a>", "stands 2 times"),
    ("</h1>", "</h1><h1>Två</h1>", "main headings"),
    ("</h1>", "</h1><h4>Hopp</h4>", "jumps from 1 to 4"),
    ("</h1>", "</h1><p>None</p>", "'None'"),
    ("</h1>", "</h1><p>{{ glömt }}</p>", "'{{'"),
    ("</h1>", "</h1><p style='color:red'>x</p>", "attribute style"),
    ("</h1>", "</h1><p onclick='x()'>x</p>", "attribute onclick"),
    ("</h1>", "</h1><script>alert(1)</script>", "script on the page"),
    ("</h1>", "</h1><style>p{}</style>", "style element"),
    ("</h1>", "</h1><a href='javascript:x'>x</a>", "leads to javascript"),
    ("</h1>", "</h1><a href='/finns-inte/alls'>x</a>", "does not exist"),
    ("</h1>", "</h1><a href='#finns-inte'>x</a>", "not there"),
    ("</h1>", "</h1><a href='/'></a>", "has no text"),
    ("</h1>", "</h1><img alt='' src='https://annan.se/b.png'>", "img leads to"),
    ("</h1>", "</h1><img alt='' src='/static/finns-inte/alls.svg'>", "there is no file"),
    ("</h1>", "</h1><input name='a'>", "has no label"),
    ("</h1>", "</h1><label>A <input></label>", "has no name"),
    ("</h1>", "</h1><label for='b'>B</label>", "points to b"),
    ("</h1>", "</h1><p aria-describedby='c'>C</p>", "points to c"),
    ("</h1>", "</h1><form method='post' action='/metod'><button>Sänd</button></form>", "does not exist"),
    ('lang="sv"', 'lang="en"', "in Swedish"),
    (" – Omställningskollen</title>", "</title>", "the title is"),
    ("Exempeldata", "Prov", "not marked"),
    ("<!doctype html>", "", "doctype"),
]


def spoilt(good: Page, **values: Any) -> Page:
    """The same page with another text or other headers."""
    text = values.get("text", good.response.text)
    headers = httpx.Headers(values.get("headers", good.response.headers))
    for name in ("content-length", "content-encoding", "transfer-encoding"):
        headers.pop(name, None)
    response = httpx.Response(200, headers=headers, content=text.encode(), request=good.response.request)
    return Page(response, parse(text)[0])


@pytest.fixture
def good(visit: NewVisitor) -> Page:
    page: Page = visit(ALE_COORDINATOR).get(ALE)
    return page


@pytest.mark.parametrize(("old", "new", "words"), SPOILT, ids=[words for *_, words in SPOILT])
def test_a_spoilt_page_is_complained_about(good: Page, visit: NewVisitor, old: str, new: str, words: str) -> None:
    text = good.response.text.replace(old, new)
    assert text != good.response.text
    assert any(words in complaint for complaint in complaints_about_page(spoilt(good, text=text), visit().site))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-security-policy", "default-src 'none'; script-src 'self' 'unsafe-inline'"),
        ("content-security-policy", "default-src 'none'; img-src *"),
        ("content-security-policy", ""),
        ("cache-control", "max-age=60"),
        ("x-content-type-options", ""),
        ("content-type", "text/html"),
    ],
)
def test_a_page_with_weaker_headers_is_complained_about(good: Page, visit: NewVisitor, name: str, value: str) -> None:
    headers = dict(good.response.headers) | {name: value}
    assert len(complaints_about_page(spoilt(good, headers=headers), visit().site)) == 1


def test_two_pages_with_the_same_title_are_complained_about(good: Page, visit: NewVisitor) -> None:
    visitor = visit()
    visitor.checked(good.response, 200)
    other = httpx.Response(
        200,
        headers=dict(good.response.headers) | {"content-length": "", "content-encoding": ""},
        content=good.response.text.encode(),
        request=httpx.Request("GET", visitor.site.url + "/annan"),
    )
    with pytest.raises(AssertionError, match="same title"):
        visitor.checked(other, 200)


def test_a_spoilt_fragment_is_complained_about(good: Page) -> None:
    page = spoilt(good, text="<div><p>Sparat</p></span></div>")
    assert complaints_about_fragment(page.response)
    assert complaints_about_fragment(spoilt(good, text="<p onclick='x'>Sparat</p>").response)
    assert complaints_about_fragment(spoilt(good, text="<p>Sparat 14.32</p>").response) == []
