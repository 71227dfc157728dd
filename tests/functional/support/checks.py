"""What every page and fragment must keep, whatever it shows. Each complaint is a sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import httpx

from app.web.shell.rendering import static
from tests.functional.support.pages import Page, parse, text_of
from tests.functional.support.serving import Site

PRODUCT = " – Omställningskollen"
LEFTOVERS = re.compile(r"\bNone\b|\bUndefined\b|\bnan\b|\{\{|\}\}|\{%|\bTrue\b|\bFalse\b|Markup\(|<[a-z]+ object at ")
WAYS = ("href", "src", "action", "hx-put", "poster", "data", "formaction")
OTHER_BUTTONS = frozenset({"button-secondary", "button-quiet", "button-danger"})
UNTYPED = frozenset({"hidden", "submit", "button", "image"})


def complaints_about_page(page: Page, site: Site) -> list[str]:
    return [
        *_headers(page.response),
        *parse(page.response.text)[1],
        *_frame(page, is_demo=site.settings.demo),
        *_ids(page.tree),
        *_controls(page.tree),
        *_inline(page.tree),
        *_leftovers(page.text),
        *_ways(page, site),
        *_primary_buttons(page),
    ]


def complaints_about_fragment(response: httpx.Response) -> list[str]:
    """A piece of a page that htmx puts in its place."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    fragment = parser.parseFragment(response.text)
    errors = [f"{place}: {code}" for place, code, _ in parser.errors]
    return [*_headers(response), *errors, *_inline(fragment), *_leftovers(text_of(fragment))]


def _headers(response: httpx.Response) -> Iterator[str]:
    policy = response.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy or "*" in policy:
        yield f"the Content-Security-Policy is {policy}"
    if response.headers.get("cache-control") != "no-store":
        yield "a page may be kept by a cache"
    if response.headers.get("x-content-type-options") != "nosniff":
        yield "browsers may guess the content type"
    if response.headers.get("content-type") != "text/html; charset=utf-8":
        yield f"the content type is {response.headers.get('content-type')}"


def _frame(page: Page, *, is_demo: bool) -> Iterator[str]:
    if not page.response.text.lower().startswith("<!doctype html>"):
        yield "the page has no doctype"
    if page.tree.get("lang") != "sv":
        yield "the page does not say that it is in Swedish"
    title = page.title
    if not title.endswith(PRODUCT) or not title.removesuffix(PRODUCT).strip(" :"):
        yield f"the title is {title!r}"
    headings = [text_of(heading) for heading in page.tree.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"the main headings are {headings}"
    yield from _outline(page.tree)
    if is_demo and "Exempeldata" not in page.text:
        yield "example data is not marked as such"
    if not is_demo and ("Exempeldata" in page.text or "/demo" in page.response.text):
        yield "there is a trace of the demo"


def _outline(tree: Element) -> Iterator[str]:
    """Headings go down one step at a time, so that they work as a table of contents."""
    before = 1
    for element in tree.iter():
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
            level = int(element.tag[1])
            if level > before + 1:
                yield f"a heading jumps from {before} to {level}: {text_of(element)}"
            before = level


def _ids(tree: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    yield from (f"the id {name!r} stands {times} times" for name, times in counts.items() if times > 1 or not name)
    for element in tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "headers"):
            for target in (element.get(attribute) or "").split():
                if target not in counts:
                    yield f"{element.tag} {attribute} points to {target}, which is not there"
    for element in tree.iter():
        way = element.get("href") or ""
        if way.startswith("#") and way[1:] not in counts:
            yield f"a link leads to {way}, which is not there"


def _controls(tree: Element) -> Iterator[str]:
    ids = {label.get("for") for label in tree.iter("label") if text_of(label)}
    inside = {id(control) for label in tree.iter("label") if text_of(label) for control in label.iter()}
    for control in tree.iter():
        if control.tag not in {"input", "select", "textarea"}:
            continue
        if not control.get("name"):
            yield f"a {control.tag} has no name"
        has_name = control.get("id") in ids or id(control) in inside or control.get("aria-label")
        if control.get("type") not in UNTYPED and not has_name:
            yield f"the {control.tag} {control.get('name')} has no label"
    for button in (*tree.iter("button"), *tree.iter("a")):
        if not text_of(button) and not button.get("aria-label"):
            yield f"a {button.tag} has no text"


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style":
            yield "there is a style element"
        if element.tag == "script" and not element.get("src") and element.get("type") != "application/json":
            yield f"there is a script on the page: {(element.text or '')[:60]}"
        for attribute, value in element.attrib.items():
            if attribute == "style" or attribute.startswith(("on", "hx-on")):
                yield f"{element.tag} has the attribute {attribute}"
            if attribute in WAYS and value.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                yield f"{element.tag} leads to {value[:40]}"


def _leftovers(text: str) -> Iterator[str]:
    for match in LEFTOVERS.finditer(text):
        yield f"the text has {match.group()!r}: …{text[max(0, match.start() - 40) : match.end() + 40]}…"


def _primary_buttons(page: Page) -> Iterator[str]:
    """One at most, so that whoever opens a page sees what to do. Of screens and questions that are shown one at a time,
    each has its own.
    """
    if "/svara/" in page.address:
        return
    screens = {
        id(element)
        for screen in page.tree.iter()
        if (screen.get("id") or "").startswith("skarm-")
        for element in screen.iter()
    }
    buttons = [
        text_of(element)
        for element in page.tree.iter()
        if "button" in (classes := (element.get("class") or "").split())
        and not OTHER_BUTTONS & set(classes)
        and id(element) not in screens
    ]
    if len(buttons) > 1:
        yield f"there are several primary buttons: {buttons}"


def _ways(page: Page, site: Site) -> Iterator[str]:
    """Every address on the page is one that exists. Only a link in a text may lead elsewhere."""
    for element in page.tree.iter():
        for attribute in WAYS:
            way = element.get(attribute)
            if way is None or way.startswith("#"):
                continue
            parts = urlsplit(way)
            if parts.netloc or parts.scheme:
                if element.tag != "a" or parts.scheme not in {"https", "http", "mailto"}:
                    yield f"{element.tag} leads to {way}"
            elif parts.path.startswith("/static/"):
                yield from _asset(way)
            elif not _exists(site, _method(element, attribute), parts.path or page.address):
                yield f"{element.tag} leads to {way}, which does not exist"


def _method(element: Element, attribute: str) -> str:
    if attribute == "hx-put":
        return "PUT"
    if attribute == "formaction":
        return "POST"
    return element.get("method", "get").upper() if attribute == "action" else "GET"


def _asset(way: str) -> Iterator[str]:
    try:
        right = static(urlsplit(way).path.removeprefix("/static/"))
    except ValueError:
        yield f"there is no file {way}"
        return
    if way != right:
        yield f"{way} is an old address of {right}"


def _exists(site: Site, method: str, path: str) -> bool:
    """Whether a route has this address. Whether there is something behind it is found out by following all links."""
    return site.has_route(method, path)
