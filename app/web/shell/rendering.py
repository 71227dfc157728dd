"""Turning a context into a page: the templates, which parts of pages are kept, and the address of static files."""

import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from app.reports.figures.svg.capital_icon import capital_icon
from app.reports.styles import STYLES
from app.web.shell.formatting import day, moment, time_of_day
from app.web.shell.markdown import to_html
from app.web.shell.terms import term_of

Part = Callable[..., Markup]
"""A macro that is imported without context, as Jinja does unless it is told otherwise."""
MAX_CACHED_PARTS = 2_048
"""Some 2 kB each. An edition of 59 questions makes 474 of them: each question's choices as many times as there are
choices and once with none, and its empty fields. After answering is closed, as many again."""

_WEB = Path(__file__).parents[1]
_FOLDERS = {"delat": STYLES}
"""First part of a static address -> its folder; every other one is below `static/`."""
_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9.-]{0,60}/){0,3}[A-Za-z0-9][A-Za-z0-9.-]{0,60}")
"""What our files are called; nothing else is even looked for on the disk."""
_SUFFIXES = frozenset({".css", ".js", ".svg", ".woff2", ".txt", ".json"})


def static_file(path: str) -> Path | None:
    """The file at a static address, or None. Nothing outside the static folders is ever found."""
    if not _NAME.fullmatch(path):
        return None
    first, _, rest = path.partition("/")
    folder, below = (_FOLDERS[first], rest) if first in _FOLDERS else (_WEB / "static", path)
    file = (folder / below).resolve()
    if not file.is_relative_to(folder.resolve()) or file.suffix not in _SUFFIXES or not file.is_file():
        return None
    return file


@lru_cache(maxsize=256)
def content_hash(path: str) -> str:
    """The beginning of the hash of what is at a static address. Raises ValueError when nothing is."""
    file = static_file(path)
    if file is None:
        raise ValueError(f"there is no static file {path}")
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """Address of a static file with its content's hash, so that browsers may keep it for ever. Raises ValueError."""
    return f"/static/{path}?v={content_hash(path)}"


def _made(part: Part, *values: Hashable) -> Markup:
    return part(*values)


cached_part = lru_cache(MAX_CACHED_PARTS)(_made)
"""A part of a page, made the first time and found again by the values it is made from. A macro sees nothing but what it
is given, so it can depend on nothing else. Never give it what a person has written: that would stay in memory."""


@lru_cache(maxsize=32)
def capital_drawing(key: str) -> Markup:
    """The line icon of a capital; nothing for one of another questionnaire than ours."""
    return Markup(capital_icon(key))  # noqa: S704


def environment(*, keeping: bool = True) -> Environment:
    """Of all templates, named as they lie below `app/web`.

    `keeping=False` makes every part again each time, as Jinja by itself does.
    """
    templates = Environment(
        loader=FileSystemLoader(_WEB),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters |= {
        "day": day,
        "markdown": to_html,
        "moment": moment,
        "time_of_day": time_of_day,
    }
    templates.globals |= {
        "static": static,
        "cached_part": cached_part if keeping else _made,
        "capital_drawing": capital_drawing,
        "term_of": term_of,
    }
    return templates


_templates = environment()


@lru_cache(maxsize=128)
def _names(context: type[Any]) -> tuple[str, ...]:
    """Fields and properties of a context dataclass."""
    if not is_dataclass(context):
        raise TypeError("a template's context is a dataclass")
    properties = (name for name, member in vars(context).items() if isinstance(member, property))
    return (*(field.name for field in fields(context)), *properties)


def variables(context: Any) -> dict[str, Any]:
    """A context dataclass's fields and properties: what its template sees."""
    return {name: getattr(context, name) for name in _names(context.__class__)}


def render(template: str, context: Any) -> str:
    """The template filled with a context dataclass."""
    return _templates.get_template(template).render(variables(context))


def fragment(template: str, context: Any, status: int = 200) -> HTMLResponse:
    """A part of a page that is asked for over and over: the template's macro `fragment`, called with what a context
    dataclass holds. A template with a macro is set up once, another one with all that it imports each time."""
    html: str = _templates.get_template(template).module.fragment(**variables(context))  # type: ignore[attr-defined]
    return HTMLResponse(html, status)


def page(template: str, context: Any, status: int = 200) -> HTMLResponse:
    return HTMLResponse(render(template, context), status)
