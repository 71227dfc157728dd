"""A report as PDF: PDF/UA-1 and PDF/A-3a in one file, its figures attached as data, same input same bytes.

WeasyPrint makes the tagged PDF/A-3a; `pdf_finishing` adds what PDF/UA-1 asks for besides.
"""

import datetime as dt
import hashlib
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.reports.paper.pdf_finishing import Finisher
from app.reports.paper.pdf_parts import AttachedFile, Shorter
from app.reports.styles import STYLES

BASE_URL = STYLES.as_uri() + "/"


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Fetches the report's own styles and fonts, and nothing else: no network, no other file, no data URI."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file as WeasyPrint wants it. Raises PermissionError for every address outside the styles."""
        path = Path(url.removeprefix(BASE_URL))
        if not url.startswith(BASE_URL) or path.is_absolute() or ".." in path.parts:
            raise PermissionError(f"a report may not fetch {url}")
        kind = {".css": "text/css", ".woff2": "font/woff2"}[path.suffix]
        return URLFetcherResponse(url, (STYLES / path).read_bytes(), {"Content-Type": kind})


def render_pdf(
    html: str,
    *,
    title: str,
    created_at: dt.datetime,
    attachments: Sequence[AttachedFile] = (),
    shorter: Shorter | None = None,
) -> bytes:
    """The HTML (see `rendering.page`) as PDF bytes.

    `created_at` must be aware of its time zone (ValueError otherwise); it and a hash of the input stand in for clock
    and chance, so that the same input gives the same bytes. Styles come from the report's own files only.
    With `shorter` it may take twice as long.
    """
    if created_at.tzinfo is None:
        raise ValueError("the creation time needs a time zone")
    moment = created_at.astimezone(dt.UTC).replace(microsecond=0)
    document = _laid_out(html)
    if shorter is not None and not any(shorter.anchor in page.anchors for page in document.pages[: shorter.page]):
        html = shorter.html
        document = _laid_out(html)
    document.metadata.title = title
    document.metadata.created = document.metadata.modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile's file open
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier(html, title, attachments),
            attachments=[_attached(file, moment) for file in attachments],
            finisher=Finisher(),
        )
    return pdf


def _laid_out(html: str) -> Any:
    return HTML(string=html, base_url=BASE_URL, url_fetcher=OwnFilesOnly()).render(font_config=FontConfiguration())


def identifier(html: str, title: str, attachments: Sequence[AttachedFile]) -> bytes:
    """What tells this file from others: a hash of all that goes into it."""
    digest = hashlib.sha256()
    for part in (html.encode(), title.encode(), *(file.content for file in attachments)):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32].encode()


def _attached(file: AttachedFile, moment: dt.datetime) -> Attachment:
    return Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )
