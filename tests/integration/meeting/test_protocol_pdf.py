"""The protocol as a PDF that everybody can read."""

import datetime as dt
import io
from collections.abc import Iterator

import pikepdf
import pytest

from app.reports.paper.document import protocol_pdf
from tests.integration.support.pdf_checks import of
from tests.unit.reports.meeting.test_protocol import protocol

pytestmark = pytest.mark.slow

CREATED = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(protocol_pdf(protocol({}), CREATED))) as document:
        yield document


def test_the_protocol_says_its_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "sv"
    assert str(pdf.docinfo.Title) == "Protokoll: Prov, Ale"
    assert bool(pdf.Root.MarkInfo.Marked)


def test_every_table_heading_says_what_it_heads(pdf: pikepdf.Pdf) -> None:
    scopes = [str(element.A.Scope) for element in of(pdf, "/TH")]
    assert scopes.count("/Column") == 3
    assert scopes.count("/Row") == 2


def test_the_protocol_has_one_main_heading_and_one_per_capital(pdf: pikepdf.Pdf) -> None:
    assert len(of(pdf, "/H1")) == 1
    assert len(of(pdf, "/H2")) == 2  # the capital and the signatures


def test_the_same_protocol_gives_the_same_bytes() -> None:
    assert protocol_pdf(protocol({}), CREATED) == protocol_pdf(protocol({}), CREATED)
