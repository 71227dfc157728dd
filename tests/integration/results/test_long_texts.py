"""On paper a long word or link wraps, pushes nothing off the page, and is found whole by whoever searches for it."""

import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from app.reports.paper.document import disclosure_pdf, protocol_pdf, regional_pdf, report_pdf
from app.reports.paper.pdf import render_pdf
from tests.integration.support.pdf_checks import CHECKS, page_of, running_headers_and_page_numbers_are_artifacts
from tests.integration.support.pdf_words import SOFT_HYPHEN, text, unbroken, words
from tests.unit.reports.support import hostile

pytestmark = pytest.mark.slow

CREATED = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
MARGIN = 50
"""Points. Every page leaves at least 18 mm (51 points) at its sides; the running lines keep 5 mm from the paper's edge."""
RUNNING = 14
FILES: dict[str, Callable[[], bytes]] = {
    "report": lambda: report_pdf(hostile.report(), CREATED),
    "protocol": lambda: protocol_pdf(hostile.protocol(), CREATED),
    "regional": lambda: regional_pdf(hostile.regional(), CREATED),
    "disclosure": lambda: disclosure_pdf(hostile.disclosure(), CREATED),
}


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    path.write_bytes(FILES[request.param]())
    return path


def test_no_word_leaves_the_page(file: Path) -> None:
    outside = [
        word for word in words(file) if min(word.left, word.right) < MARGIN or min(word.top, word.bottom) < RUNNING
    ]
    assert outside == []


def test_nothing_of_a_long_text_is_cut_and_all_of_it_is_found(file: Path) -> None:
    content = unbroken(text(file))
    assert hostile.WORD in content
    if file.stem != "regional":  # which has no links
        assert hostile.LINK in content
        assert unbroken(hostile.SIGHTED) in content


def test_a_word_that_the_program_breaks_ends_its_line_with_a_soft_hyphen(file: Path) -> None:
    content = text(file)
    assert re.search(rf"[a-zåäö]{SOFT_HYPHEN}\n[a-zåäö]", content)
    assert re.findall(r"[a-zåäö]+-\n[a-zåäö]+", content) == []


def test_a_link_is_broken_without_a_hyphen(file: Path) -> None:
    assert re.findall(rf"(?:%7B|4f9A|https|sites){SOFT_HYPHEN}", text(file)) == []


def test_long_texts_change_nothing_for_those_who_listen(file: Path) -> None:
    if file.stem not in {"report", "regional"}:  # the two with the charts that the rules are about
        assert words(file)
        return
    with pikepdf.open(file) as pdf:
        for check in CHECKS:
            if check is not running_headers_and_page_numbers_are_artifacts:  # counts the lines of ordinary ones
                check(pdf)
        # However long its title, a cover is one page; a kommun's report has its story on the same page.
        assert page_of(pdf, "sammanfattning") == (1 if file.stem == "report" else 2)


def test_a_hyphen_that_somebody_wrote_stays_one(tmp_path: Path) -> None:
    html = """<html lang="sv"><head><title>t</title><link rel="stylesheet" href="tokens.css">
      <link rel="stylesheet" href="paper.css"></head>
      <body><div style="width: 22mm; hyphens: auto">Hållbarhetsunderlagen norra-västra</div></body></html>"""
    path = tmp_path / "t.pdf"
    path.write_bytes(render_pdf(html, title="t", created_at=CREATED))
    content = text(path)
    assert f"{SOFT_HYPHEN}\n" in content
    assert "norra-\nvästra" in content or "norra-västra" in content
    assert "Hållbarhetsunderlagen" in unbroken(content)


def test_the_hyphen_is_drawn_although_it_is_read_as_none() -> None:
    """The glyph is the font's own, and the font says U+00AD of it, not the private character it was laid out by."""
    with pikepdf.open(io.BytesIO(protocol_pdf(hostile.protocol(), CREATED))) as pdf:
        meanings = [
            item.ToUnicode.read_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item
        ]
    assert any(b"<00ad>" in meaning for meaning in meanings)
    assert not any(b"<e0ad>" in meaning for meaning in meanings)
