"""Contexts of the pages that tell which mails were sent, and what became of them."""

from dataclasses import dataclass

from app.accounts.kernel.list_page import ListPage
from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.mail.mail_status import MailLine
from app.rounds.kernel.days import day_of
from app.web.mail.mail_words import TRIED_AGAIN, reason_in_words
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, time_of_day
from app.web.shell.wording import MAIL


@dataclass(frozen=True, slots=True)
class MailLogRow:
    day: str
    time: str
    kind: str
    to: str
    municipality: str
    region: str
    status: str
    is_troubled: bool
    reason: str
    """In plain words."""
    said: str
    """By the mail server."""


@dataclass(frozen=True, slots=True)
class UndeliveredMailPage:
    frame: Frame
    url: str
    part: ListPage[MailLogRow]


@dataclass(frozen=True, slots=True)
class MailLogPage:
    frame: Frame
    url: str
    of_region: bool
    """It tells which kommun a mail is about."""
    only_troubled: bool
    part: ListPage[MailLogRow]
    mend: str = ""
    """Where an address can be mended."""


def mail_log_page(
    frame: Frame, url: str, lines: ListPage[MailLine], *, of_region: bool, only_troubled: bool, mend: str = ""
) -> MailLogPage:
    return MailLogPage(
        frame=frame, url=url, of_region=of_region, only_troubled=only_troubled, part=_rows(lines), mend=mend
    )


def undelivered_mail_page(frame: Frame, url: str, lines: ListPage[MailLine]) -> UndeliveredMailPage:
    return UndeliveredMailPage(frame=frame, url=url, part=_rows(lines))


def _rows(lines: ListPage[MailLine]) -> ListPage[MailLogRow]:
    return ListPage(items=tuple(map(_row, lines.items)), number=lines.number, parts=lines.parts, count=lines.count)


def _row(line: MailLine) -> MailLogRow:
    kinds = {kind.value for kind in MailKind}
    return MailLogRow(
        day=day(day_of(line.at)),
        time=time_of_day(line.at),
        kind=FORMS[MailKind(line.kind)].name if line.kind in kinds else line.kind,
        to=line.to_address or "en person som tagits bort",
        municipality=line.municipality,
        region=line.region,
        status=TRIED_AGAIN if line.is_tried_again else MAIL[line.status],
        is_troubled=bool(line.problem),
        reason=reason_in_words(line.problem),
        said=line.problem,
    )
