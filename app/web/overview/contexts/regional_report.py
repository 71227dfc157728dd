"""Context of the regional report as a page: the same content that the PDF is made from."""

from dataclasses import dataclass

from markupsafe import Markup

from app.reports.overview.regional.content import RegionalContent
from app.reports.paper.rendering import regional_body
from app.rounds.kernel.keys import RoundKey
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class RegionalReportPage:
    frame: Frame
    url: str
    """Of the round."""
    content: RegionalContent
    body: Markup


def regional_report_page(frame: Frame, key: RoundKey, content: RegionalContent) -> RegionalReportPage:
    return RegionalReportPage(frame=frame, url=url_of(key), content=content, body=regional_body(content))
