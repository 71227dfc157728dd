"""Markdown of questionnaire texts to HTML that cannot carry anything but text, lists and links."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_parser = MarkdownIt("commonmark", {"html": False})
_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br", "code", "blockquote"}


@lru_cache(maxsize=2_048)
def to_html(text: str) -> Markup:
    """Safe HTML. Raw HTML is shown as text, headings and pictures lose their tags, links open with no referrer."""
    html = nh3.clean(
        _parser.render(text), tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
    )
    return Markup(html)  # noqa: S704  cleaned on the line above
