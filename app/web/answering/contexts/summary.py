"""Contexts of the pages where answers are gone through and handed in, and of what comes after."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.organisations.member import Member
from app.assessment.results.results import CapitalResult, CapitalStatus
from app.reports.kernel.wording import level_title
from app.rounds.kernel.days import day_of
from app.services.answering.answers import Answering, CapitalProgress
from app.services.answering.receipt import Receipt
from app.web.answering.contexts.last_day import LastDay, for_respondent
from app.web.answering.contexts.meeting_time import MeetingWords, meeting_words
from app.web.questionnaires.contexts.questions import QuestionView, question_view
from app.web.shell.contexts.frame import Frame, url_of

MAX_UNFOLDED = 10
"""Questions without an answer that are listed openly on the summary."""
Part = tuple[CapitalProgress, tuple[QuestionView, ...]]
"""A capital with its questions, or some of them."""


@dataclass(frozen=True, slots=True)
class SummaryPage:
    frame: Frame
    url: str
    answering: Answering
    capitals: tuple[Part, ...]
    last_day: LastDay
    closed: str | None
    error: str = ""

    @property
    def missing(self) -> int:
        return sum(progress.asked - progress.answered for progress, _ in self.capitals)

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The capitals that lack an answer, each with the questions where it is lacking."""
        parts = (
            (progress, tuple(question for question in questions if not question.is_answered))
            for progress, questions in self.capitals
        )
        return tuple(part for part in parts if part[1])

    @property
    def is_long(self) -> bool:
        """Whether the list of what is missing is folded, since it fills more than a screen."""
        return self.missing > MAX_UNFOLDED

    @property
    def may_hand_in(self) -> bool:
        return self.closed is None or self.answering.place.may_hand_in_late


@dataclass(frozen=True, slots=True)
class OwnLevel:
    """What one's own answers come to in a capital, in words."""

    capital: str
    words: str
    has_level: bool
    progress: CapitalProgress


@dataclass(frozen=True, slots=True)
class DonePage:
    frame: Frame
    url: str
    answering: Answering
    levels: tuple[OwnLevel, ...]
    coordinators: tuple[Member, ...]
    last_day: LastDay
    last_day_passed: bool
    closed: str
    """Why nothing can be handed in any more; empty while it can."""
    meeting: MeetingWords | None
    error: str = ""


def summary_page(page_frame: Frame, answering: Answering, today: date, error: str = "") -> SummaryPage:
    place = answering.place
    return SummaryPage(
        frame=page_frame,
        url=url_of(place.assessment.key, "svara"),
        answering=answering,
        capitals=tuple(
            (progress, tuple(question_view(answering, question) for question in place.questions(progress.capital)))
            for progress in answering.progress
        ),
        last_day=for_respondent(place, answering.contact, today),
        closed=place.closed_because(),
        error=error,
    )


def done_page(page_frame: Frame, receipt: Receipt, now: datetime, error: str = "") -> DonePage:
    answering, today = receipt.answering, day_of(now)
    url = url_of(answering.place.assessment.key, "svara")
    return DonePage(
        frame=page_frame,
        url=url,
        answering=answering,
        levels=_own_levels(receipt),
        coordinators=receipt.coordinators,
        last_day=for_respondent(answering.place, answering.contact, today),
        last_day_passed=today > answering.place.assessment.round.closes_on,
        closed=answering.place.closed_because() or "",
        meeting=meeting_words(receipt.meeting_time, f"{url}/kalender", now),
        error=error,
    )


def _own_levels(receipt: Receipt) -> tuple[OwnLevel, ...]:
    if receipt.profile is None:
        return ()
    scale = receipt.answering.place.questionnaire.scale
    return tuple(
        OwnLevel(
            capital=progress.capital.name,
            words=_why_none(result) if result.level is None else level_title(scale[result.level - 1]),
            has_level=result.level is not None,
            progress=progress,
        )
        for progress, result in zip(receipt.answering.progress, receipt.profile.capitals, strict=True)
        if progress.asked
    )


def _why_none(result: CapitalResult) -> str:
    if result.status is CapitalStatus.NOT_APPLICABLE:
        return "Ingen nivå: frågorna gäller inte er"
    if result.status is CapitalStatus.INSUFFICIENT:
        return "Ingen nivå: för få svar"
    return "Ingen nivå: en kärnfråga har inget svar med nivå"
