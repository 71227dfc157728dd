"""Contexts of the pages where links to a report are made, and of the report as one reads it by a link."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from app.reports.paper.rendering import body
from app.reports.results.content import ReportContent
from app.rounds.kernel.days import day_of
from app.rounds.kernel.links import REPORT_LINK_DAYS, ReportLink
from app.services.results.report_links import NewReportLink, ReportLinks
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.formatting import day, moment

_FORM = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class ReportLinkLine:
    id: int
    made: str
    maker: str
    opened: str
    last_day: str
    state: str
    """Of one that is over: how it ended."""


@dataclass(frozen=True, slots=True)
class ReportLinksPage:
    frame: Frame
    url: str
    good: tuple[ReportLinkLine, ...]
    over: tuple[ReportLinkLine, ...]
    closed: str
    form: str
    """Tells this form from others, so that sending it twice makes one link."""
    last_day: DayTyped
    errors: Mapping[str, str]
    done: str


@dataclass(frozen=True, slots=True)
class ReportLinkMadePage:
    frame: Frame
    url: str
    address: str
    """Empty when it has been shown already."""
    last_day: str


@dataclass(frozen=True, slots=True)
class LinkedReportPage:
    frame: Frame
    url: str
    content: ReportContent
    body: Markup


def report_links_page(
    frame: Frame,
    links: ReportLinks,
    now: datetime,
    last_day: str | None,
    form: str,
    errors: Mapping[str, str],
    message: str,
) -> ReportLinksPage:
    """`last_day` is as typed, None in a form that nobody has filled in."""
    usual_day = (day_of(now) + timedelta(days=REPORT_LINK_DAYS)).isoformat()
    text = usual_day if last_day is None else "".join(filter(str.isprintable, last_day))
    return ReportLinksPage(
        frame=frame,
        url=url_of(links.assessment.key, "rapport"),
        good=tuple(_line(link, links) for link in links.good),
        over=tuple(_line(link, links) for link in links.over),
        closed=links.closed,
        form=form if _FORM.fullmatch(form) else secrets.token_urlsafe(16),
        last_day=DayTyped(text),
        errors=errors,
        done=message,
    )


def report_link_made_page(frame: Frame, new_link: NewReportLink, public_url: str) -> ReportLinkMadePage:
    address = "" if new_link.token is None else f"{public_url.rstrip('/')}/rapport-lank/{new_link.token}"
    return ReportLinkMadePage(
        frame=frame,
        url=url_of(new_link.assessment.key, "rapport", "lankar"),
        address=address,
        last_day=_last_day(new_link.link),
    )


def linked_report_page(frame: Frame, content: ReportContent, token: str) -> LinkedReportPage:
    return LinkedReportPage(frame=frame, url=f"/rapport-lank/{token}", content=content, body=body(content))


def _line(link: ReportLink, links: ReportLinks) -> ReportLinkLine:
    last_day = _last_day(link)
    return ReportLinkLine(
        id=link.id,
        made=moment(link.created_at),
        maker=links.makers.get(link.id, "") or "en person som tagits bort",
        opened="inte än" if not link.opened else "1 gång" if link.opened == 1 else f"{link.opened} gånger",
        last_day=last_day,
        state=f"slutade gälla {last_day}" if link.ended_at is None else f"drogs in {moment(link.ended_at)}",
    )


def _last_day(link: ReportLink) -> str:
    return day(day_of(link.expires_at - timedelta(seconds=1)))
