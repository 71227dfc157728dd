"""Markdown from a questionnaire as safe HTML: paragraphs, emphasis and lists, never links, images or raw HTML."""

from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["link", "image", "autolink", "html_inline", "html_block", "heading", "lheading", "code", "fence", "reference"]
)


def html(markdown: str) -> Markup:
    """The text as HTML that may stand in any page; whatever is not a paragraph, emphasis or list stays as typed."""
    return Markup(_MARKDOWN.render(markdown))  # noqa: S704 - the renderer escapes all text and emits no raw HTML
