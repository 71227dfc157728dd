"""The report file as it is handed out: laid out, its data attached. One call, so that a process can be given it."""

import datetime as dt
from collections.abc import Sequence

from app.reports.learning.handout import Handout
from app.reports.meeting.protocol import Protocol
from app.reports.overview.mirror import MirrorContent
from app.reports.overview.regional.content import RegionalContent
from app.reports.overview.regional.data import regional_csv
from app.reports.paper.pdf_parts import AttachedFile, Shorter
from app.reports.paper.rendering import (
    disclosure_page,
    handout_page,
    mirror_page,
    page,
    protocol_page,
    regional_page,
    workshop_paper,
)
from app.reports.privacy.disclosure import Disclosure
from app.reports.results.content import ReportContent
from app.reports.results.data_file import profile_csv
from app.reports.workshops.protocol import WorkshopProtocol

AFTER_PAGE_ONE = "innehall"
"""Id of the heading that begins page two."""
DATA_DESCRIPTION = "Rapportens siffror som CSV (UTF-8, komma mellan fälten, decimalpunkt)."


def report_pdf(content: ReportContent, created_at: dt.datetime) -> bytes:
    """The PDF of a report. The same content and time give the same bytes."""
    name = "-".join(filter(None, ("omstallningskollen", content.municipality_code, str(content.year)))) + ".csv"
    data = AttachedFile(name, profile_csv(content), DATA_DESCRIPTION)
    title = f"{content.title}, {content.municipality_name}"
    shorter = Shorter(page(content, support_first=False), AFTER_PAGE_ONE, 2) if content.support else None
    return _drawn(page(content), title=title, created_at=created_at, attachments=[data], shorter=shorter)


def regional_pdf(content: RegionalContent, created_at: dt.datetime) -> bytes:
    """The PDF of a regional report. The same content and time give the same bytes."""
    name = f"omstallningskollen-{content.region_slug}-{content.year}.csv"
    data = AttachedFile(name, regional_csv(content), DATA_DESCRIPTION)
    title = f"{content.title}, {content.region_name}"
    return _drawn(regional_page(content), title=title, created_at=created_at, attachments=[data])


def mirror_pdf(content: MirrorContent, created_at: dt.datetime) -> bytes:
    """The PDF of a mirror. The same content and time give the same bytes."""
    return _drawn(mirror_page(content), title=f"{content.title}, {content.association}", created_at=created_at)


def protocol_pdf(content: Protocol, created_at: dt.datetime) -> bytes:
    """The PDF of a meeting's protocol. The same content and time give the same bytes."""
    title = f"Protokoll: {content.title}, {content.municipality_name}"
    return _drawn(protocol_page(content), title=title, created_at=created_at)


def disclosure_pdf(content: Disclosure, created_at: dt.datetime) -> bytes:
    """The PDF of what a kommun hands out. The same content and time give the same bytes."""
    title = f"Handlingar: {content.title}, {content.municipality_name}"
    return _drawn(disclosure_page(content), title=title, created_at=created_at)


def handout_pdf(content: Handout, created_at: dt.datetime) -> bytes:
    """The PDF of a learning text. The same content and time give the same bytes."""
    return _drawn(handout_page(content), title=content.title, created_at=created_at)


def workshop_pdf(content: WorkshopProtocol, created_at: dt.datetime) -> bytes:
    """The PDF of a workshop's protocol or of a group's sheet. The same content and time give the same bytes."""
    title = f"Protokoll från workshop: {content.title}, {content.owner}"
    if content.is_sheet:
        title = f"{content.groups[0].name}: {content.title}, {content.owner}"
    return _drawn(workshop_paper(content), title=title, created_at=created_at)


def _drawn(
    html: str,
    *,
    title: str,
    created_at: dt.datetime,
    attachments: Sequence[AttachedFile] = (),
    shorter: Shorter | None = None,
) -> bytes:
    # WeasyPrint takes a fifth of a start's time and 20 MB, and only the rendering processes draw.
    from app.reports.paper.pdf import render_pdf  # noqa: PLC0415

    return render_pdf(html, title=title, created_at=created_at, attachments=attachments, shorter=shorter)
