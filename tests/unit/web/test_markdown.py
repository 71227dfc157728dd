"""Markdown of authors: text, lists and links come through, and nothing else does."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.shell.markdown import to_html

ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "a", "br", "code", "blockquote"}


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Hej", "<p>Hej</p>"),
        ("ett\n\ntvå", "<p>ett</p>\n<p>två</p>"),
        ("*lätt* **tungt**", "<p><em>lätt</em> <strong>tungt</strong></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("[länk](https://a.se)", '<p><a href="https://a.se" rel="noopener noreferrer">länk</a></p>'),
        ("Å & <ö>", "<p>Å &amp; &lt;ö&gt;</p>"),
    ],
)
def test_text_lists_and_links_come_through(markdown: str, html: str) -> None:
    assert to_html(markdown).strip() == html


@pytest.mark.parametrize("markdown", ["<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- c -->", "<img src=x>"])
def test_html_is_shown_as_text(markdown: str) -> None:
    assert markdown.replace("<", "&lt;").replace(">", "&gt;") in to_html(markdown)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc"]
)
def test_a_link_leads_to_the_web_or_to_mail_only(address: str) -> None:
    assert "href" not in to_html(f"[x]({address})")


def test_headings_and_pictures_lose_their_tags() -> None:
    assert to_html("# Rubrik").strip() == "Rubrik"
    assert "<img" not in to_html("![bild](https://a.se/b.png)")
    assert "a.se" not in to_html("![bild](https://a.se/b.png)")


FRAGMENTS = (
    "<",
    ">",
    '"',
    "'",
    "[",
    "](",
    ")",
    "javascript:",
    "<script>",
    "&#x6a;",
    "*",
    "`",
    "\n",
    "- ",
    "# ",
    "![",
    "onload=",
    "å",
)


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=25).map("".join))
def test_nothing_but_the_allowed_tags_ever_comes_out(markdown: str) -> None:
    tree = html5lib.parseFragment(str(to_html(markdown)), namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree or not isinstance(element.tag, str):
            continue
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else {"start"} & set())
        assert not element.get("href", "").strip().lower().startswith(("javascript", "data", "vbscript"))
