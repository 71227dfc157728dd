"""A renderer that fails. It stands in a module of its own because the rendering process imports it by name."""

from datetime import datetime

from app.reports.results.content import ReportContent


def report_pdf(content: ReportContent, created_at: datetime) -> bytes:
    raise RuntimeError("the ink is out")
