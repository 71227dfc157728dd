"""A page as a browser without JavaScript has it: its text, links, tables and forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from xml.etree.ElementTree import Element, SubElement

import html5lib
import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode

INVISIBLE = frozenset({"script", "style", "template", "head"})
SET_APART = frozenset({"p", "li", "td", "th", "dt", "dd", "option", "h1", "h2", "h3", "tr", "legend", "button"})


WORDS = re.compile(r">([^<&]+)")
VALUE = re.compile(r'="[^"<&]*"')
ALIKE = re.compile(r"(<(tr|li|option|dt|circle|path|text|line)\b(?:(?!<\2\b).)*?</\2>\s*)\1+", re.DOTALL)


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[Element, tuple[str, ...]]:
    """The document and everything that the HTML standard calls a parse error."""
    return _tree(text), _errors(_markup(text))


def _tree(text: str) -> Element:
    """By a parser that follows the standard and is ten times as fast as the one that tells errors."""
    root = LexborHTMLParser(text).root
    assert root is not None, "the page is empty"
    tree = Element(root.tag or "", _attributes(root))
    _add_children(tree, root)
    return tree


def _add_children(element: Element, node: LexborNode) -> None:
    last: Element | None = None
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            words = child.text_content or ""
            if last is None:
                element.text = (element.text or "") + words
            else:
                last.tail = (last.tail or "") + words
        elif child.tag is not None and not child.tag.startswith(("-", "!", "_")):
            last = SubElement(element, child.tag, _attributes(child))
            _add_children(last, child)


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _markup(text: str) -> str:
    """The page without its words, which decide nothing about whether it is well formed unless they have "<" or "&", and
    of rows that are alike then the first: the next are in order where it is."""
    bare = VALUE.sub('=""', WORDS.sub(lambda match: ">x" if match[1].strip() else "> ", text))
    return ALIKE.sub(r"\1", bare)


@lru_cache(maxsize=512)
def _errors(markup: str) -> tuple[str, ...]:
    """Many pages differ in their words only: each markup is read once."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(markup)
    return tuple(f"{place}: {code} {facts}" for place, code, facts in parser.errors)


def text_of(element: Element) -> str:
    """The visible text below an element, with single spaces."""
    texts: list[str] = []
    _add_texts(element, texts)
    return " ".join("".join(texts).split())


def _add_texts(element: Element, texts: list[str]) -> None:
    if element.tag in INVISIBLE:
        return
    texts.append(element.text or "")
    for child in element:
        _add_texts(child, texts)
        texts.append(child.tail or "")
        if child.tag in SET_APART:
            texts.append(" ")


@dataclass(frozen=True, slots=True)
class Form:
    """What a browser would send: where to, and every field's value as the page has it."""

    method: str
    action: str
    buttons: tuple[str, ...]
    values: dict[str, str]
    options: Mapping[str, tuple[str, ...]]
    """Values that a radio button, a box to tick or a list offers, by field."""

    def filled(self, fields: Mapping[str, str]) -> dict[str, str]:
        """The fields with some of them filled in. Fails for what nobody could choose on the page."""
        for name, value in fields.items():
            assert name in self.values or name in self.options, f"the form has no field {name}"
            assert value in self.options.get(name, (value,)), f"{name} does not offer {value}"
        return self.values | dict(fields)


@dataclass(frozen=True)
class Page:
    response: httpx.Response
    tree: Element
    forms: tuple[Form, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "forms", tuple(map(_form, self.tree.iter("form"))))

    @property
    def address(self) -> str:
        return self.response.url.path

    @property
    def title(self) -> str:
        title = self.tree.find("head/title")
        return "" if title is None else (title.text or "")

    @cached_property
    def text(self) -> str:
        return text_of(self.tree)

    @property
    def heading(self) -> str:
        return text_of(next(self.tree.iter("h1")))

    @property
    def links(self) -> dict[str, str]:
        """Address by text."""
        return {text_of(link): link.get("href", "") for link in self.tree.iter("a")}

    @property
    def table(self) -> list[list[str]]:
        """The rows of the first table, its head included."""
        return [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in self._first("table").iter("tr")]

    def form(self, button: str) -> Form:
        """The form that one sends with this button."""
        forms = [form for form in self.forms if button in form.buttons]
        assert forms, f"there is no button {button} on {self.address}"
        return forms[0]

    def by_class(self, name: str) -> list[Element]:
        return [element for element in self.tree.iter() if name in (element.get("class") or "").split()]

    def by_id(self, name: str) -> Element:
        return next(element for element in self.tree.iter() if element.get("id") == name)

    def _first(self, tag: str) -> Element:
        return next(self.tree.iter(tag))


def _form(element: Element) -> Form:
    values: dict[str, str] = {}
    options: dict[str, tuple[str, ...]] = {}
    for control in element.iter():
        name = control.get("name")
        if name is None or control.get("disabled") is not None:
            continue
        if control.tag == "input" and control.get("type") in {"radio", "checkbox"}:
            options[name] = (*options.get(name, ()), control.get("value", "on"))
            if control.get("checked") is not None:
                values[name] = control.get("value", "on")
        elif control.tag == "input":
            values[name] = control.get("value", "")
        elif control.tag == "textarea":
            values[name] = control.text or ""
        elif control.tag == "select":
            choices = {option.get("value", text_of(option)): option for option in control.iter("option")}
            options[name] = tuple(choices)
            selection = (value for value, option in choices.items() if option.get("selected") is not None)
            values[name] = next(selection, options[name][0])
    buttons = tuple(text_of(button) for button in element.iter("button") if button.get("type", "submit") == "submit")
    return Form(element.get("method", "get").upper(), element.get("action", ""), buttons, values, options)


def question_ids(page: Page) -> list[str]:
    """The questions of an answering page, in order."""
    return [re.sub("^fraga-", "", element.get("id", "")) for element in page.by_class("question")]
