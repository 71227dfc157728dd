"""Context of the page that shows the audit log of the installation, a region or a kommun."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.kernel.list_page import ListPage
from app.rounds.kernel.days import day_of
from app.services.privacy.audit_log import LogPart
from app.web.privacy.log_words import GROUPS, doer, sentence, where
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, time_of_day

EMPTY = {"grupp": "", "fran": "", "till": ""}


@dataclass(frozen=True, slots=True)
class EventRow:
    number: int
    day: str
    time: str
    who: str
    what: str
    where: str


@dataclass(frozen=True, slots=True)
class LogPage:
    frame: Frame
    url: str
    part: ListPage[EventRow]
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    query: str
    """What is chosen, as the end of an address: empty, or "grupp=roller&"."""
    of_region: bool
    of_installation: bool
    groups: tuple[tuple[str, str], ...] = (("", "Allt"), *((group.key, group.name) for group in GROUPS))


def log_page(
    frame: Frame, url: str, log_part: LogPart, fields: Mapping[str, str], errors: Mapping[str, str], query: str
) -> LogPage:
    names, organisation = log_part.names, log_part.organisation
    rows = tuple(
        EventRow(
            number=line.number,
            day=day(day_of(line.at)),
            time=time_of_day(line.at),
            who=doer(line, names),
            what=sentence(line, names),
            where=where(line, names),
        )
        for line in log_part.lines.items
    )
    return LogPage(
        frame=frame,
        url=url,
        part=ListPage(items=rows, number=log_part.lines.number, parts=log_part.lines.parts, count=log_part.lines.count),
        typed={**EMPTY, **fields},
        errors=errors,
        query=query,
        of_region=organisation.region is not None and organisation.municipality is None,
        of_installation=organisation.region is None,
    )
