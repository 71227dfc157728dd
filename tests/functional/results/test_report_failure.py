"""When a report cannot be made the page says so, the log says why, and everything else goes on."""

import logging

import pytest

from app.services.results import reports
from tests.functional.support import failing
from tests.functional.support.people import HARRYDA, HARRYDA_COORDINATOR
from tests.functional.support.visitor import NewVisitor


def test_a_report_that_cannot_be_made_is_told_on_a_page_and_in_the_log(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    for file in coordinator.site.settings.cache_dir.glob("*.pdf"):
        file.unlink()  # by another test
    with monkeypatch.context() as edge:
        edge.setattr(reports, "report_pdf", failing.report_pdf)
        with caplog.at_level(logging.ERROR):
            page = coordinator.get(f"{HARRYDA}/rapport.pdf", 503)
    assert page.heading == "Rapporten gick inte att skapa"
    assert "Rapporten går att läsa som webbsida under tiden." in page.text
    assert "ink" not in page.text
    (entry,) = [record.msg for record in caplog.records if "report_render_failed" in str(record.msg)]
    assert isinstance(entry, dict)
    assert entry["cause"] == "the ink is out"
    assert coordinator.get(f"{HARRYDA}/rapport").heading == "Härryda 2026"
    again = coordinator.fetch("GET", f"{HARRYDA}/rapport.pdf")
    assert again.content.startswith(b"%PDF-")
    assert coordinator.fetch("GET", f"{HARRYDA}/rapport.pdf").content == again.content
