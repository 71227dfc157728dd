"""Contexts of the pages where a region's coordinator reminds kommuner, and sees who has been reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.progress.round_content import Sent
from app.services.rounds.round_reminders import KommunReminderPlan, Reminder
from app.web.rounds.contexts.round_acts import NamedLink
from app.web.rounds.contexts.round_board import people_url
from app.web.shell.contexts.form_fields import Tick
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.contexts.round_frame import heading_of
from app.web.shell.formatting import moment
from app.web.shell.wording import REMIND

KOMMUN = "kommun"


@dataclass(frozen=True, slots=True)
class ReminderLogRow:
    at: datetime
    municipality: str
    mails: int
    failed: int


@dataclass(frozen=True, slots=True)
class RemindKommunerPage:
    frame: Frame
    heading: str
    act: str
    """What the page is for, by who answers in the round."""
    has_kommuner: bool
    """Whether kommuner are among them, and not the association alone."""
    url: str
    ticks: tuple[Tick, ...]
    unreachable: tuple[NamedLink, ...]
    log: tuple[ReminderLogRow, ...]
    errors: dict[str, str]
    done: str
    mails_url: str


@dataclass(frozen=True, slots=True)
class ReminderView:
    slug: str
    municipality: str
    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class RemindPreviewPage:
    frame: Frame
    heading: str
    url: str
    mails: tuple[ReminderView, ...]
    recent: tuple[str, ...]
    """Kommuner among them that have been reminded today."""
    count: int
    """How many mails that is in all."""


def remind_page(
    frame: Frame, plan: KommunReminderPlan, slugs: Collection[str] | None, errors: dict[str, str], message: str
) -> RemindKommunerPage:
    """`slugs` is what was ticked; None is everybody."""
    names = {line.assessment.id: line.assessment.municipality for line in plan.board.lines}
    return RemindKommunerPage(
        frame=frame,
        heading=heading_of(plan.board.round),
        act=REMIND[plan.board.round.subject],
        has_kommuner=plan.board.round.subject is not RoundSubject.REGION,
        url=url_of(plan.board.round.key),
        ticks=tuple(
            Tick(
                name=reminder.slug,
                label=reminder.line.assessment.municipality,
                note=_note(reminder),
                is_ticked=slugs is None or reminder.slug in slugs,
            )
            for reminder in plan.reminders
        ),
        unreachable=tuple(NamedLink(line.assessment.municipality, people_url(line)) for line in plan.unreachable),
        log=tuple(_log_row(reminder, names) for reminder in plan.sent if reminder.assessment_id in names),
        errors=errors,
        done=message,
        mails_url=f"/{plan.board.round.region_slug}/utskick",
    )


def _note(reminder: Reminder) -> str:
    if reminder.last is None:
        return f"{reminder.line.state.value}, inte påmind"
    return f"{reminder.line.state.value}, påmind {moment(reminder.last.at)}"


def _log_row(log_entry: Sent, names: dict[int, str]) -> ReminderLogRow:
    return ReminderLogRow(
        at=log_entry.at, municipality=names[log_entry.assessment_id], mails=log_entry.letters, failed=log_entry.failed
    )


def preview_page(frame: Frame, plan: KommunReminderPlan, reminders: tuple[Reminder, ...]) -> RemindPreviewPage:
    return RemindPreviewPage(
        frame=frame,
        heading=heading_of(plan.board.round),
        url=url_of(plan.board.round.key),
        mails=tuple(map(_letter, reminders)),
        recent=tuple(reminder.line.assessment.municipality for reminder in reminders if reminder.is_recent),
        count=sum(reminder.letters for reminder in reminders),
    )


def _letter(reminder: Reminder) -> ReminderView:
    people = [person.name or person.address for person in reminder.line.coordinators if person.address]
    return ReminderView(
        slug=reminder.slug,
        municipality=reminder.line.assessment.municipality,
        to=", ".join(people),
        subject=reminder.subject,
        body=reminder.body,
    )
