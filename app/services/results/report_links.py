"""Links to an approved report, for kommunstyrelsen and others without an account: made, withdrawn, read by.

A link is shown once. It leads nowhere before the result is approved, while it is opened again, once it has expired and
once it is withdrawn; whoever follows it then is told the same as of a link that never was.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.report_events import ReportLinkEnded, ReportLinkMade
from app.accounts.kernel.roles import Actor, Right
from app.accounts.kernel.tokens import hash_of, token_of_form
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.reports.results.content import ReportContent
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of, midnight_before, read_day
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.links import MAX_REPORT_LINK_DAYS, ReportLink
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.services.results import words
from app.services.results.reports import report_content
from app.services.results.results import Result, result_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.privacy.log_names import names_of_people
from app.storage.results import report_links as stored

MAX_LINKS = 20
"""That are good at the same time, to one report."""
SECOND_CLICK = timedelta(seconds=5)
"""So long a link is shown again to the same form: a browser drops the first answer when a button is clicked twice."""


@dataclass(frozen=True, slots=True)
class ReportLinks:
    """The links to one report, the latest first. `makers` are names by the link's number, as far as they are known."""

    assessment: Assessment
    good: tuple[ReportLink, ...]
    over: tuple[ReportLink, ...]
    makers: Mapping[int, str]
    closed: str
    """Why no link can be made, or empty."""


@dataclass(frozen=True, slots=True)
class NewReportLink:
    """`token` is None when the link has been shown already."""

    assessment: Assessment
    link: ReportLink
    token: str | None


def open_report_links(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> ReportLinks:
    """For the kommun's coordinators. Raises NotFoundError outside the kommun, NotAuthorizedError inside it."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
        links = stored.report_links_of(session, assessment.id)
        makers = stored.maker_ids(session, assessment.municipality_id)
        names = names_of_people(session, set(makers.values()))
        return ReportLinks(
            assessment=assessment,
            good=tuple(link for link in links if link.is_good(now)),
            over=tuple(link for link in links if not link.is_good(now)),
            makers={link.id: names.get(makers.get(link.id, 0), "") for link in links},
            closed=_closed(assessment),
        )


def create_report_link(
    database: Database, actor: Actor, key: AssessmentKey, last_day: str, form: str, session_secret: str, now: datetime
) -> NewReportLink:
    """Make the link that a form asks for; one filled-in form makes one link. `last_day` is as typed.

    Raises InvalidInputError for a day that cannot be, PermissionDeniedError before the result is approved.
    """
    one_form = form or secrets.token_urlsafe()

    def work(session: Session) -> NewReportLink:
        lock_assessment(session, key, exclusive=True)
        assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
        if why := _closed(assessment):
            raise PermissionDeniedError(why)
        token = token_of_form(f"{key.path}/rapport", one_form, session_secret)
        if stored.report_link_with(session, hash_of(token)) is None:
            _add(session, actor, assessment, token, last_day, now)
        link = _link(session, token)
        is_shown = link.is_good(now) and now - link.created_at < SECOND_CLICK
        return NewReportLink(assessment, link, token if is_shown else None)

    return database.write(work)


def end_report_link(database: Database, actor: Actor, key: AssessmentKey, link_id: int, now: datetime) -> None:
    """From now on it leads nowhere. Twice is the same as once. NotFoundError for one that the report has not had."""

    def work(session: Session) -> None:
        assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
        if all(link.id != link_id for link in stored.report_links_of(session, assessment.id)):
            raise NotFoundError
        if stored.end_report_link(session, link_id, now):
            event = ReportLinkEnded(assessment_id=assessment.id, report_link_id=link_id)
            note(session, actor, event, place_of(assessment), now)

    database.write(work)


def read_by_link(database: Database, token: str, now: datetime, *, is_opening: bool) -> tuple[Result, ReportContent]:
    """The report that a link leads to; `is_opening` counts it. NotFoundError for every link that leads nowhere."""
    with database.read() as session:
        pair = stored.report_link_with(session, hash_of(token))
        if pair is None or not pair[1].is_good(now) or pair[0].approved_at is None:
            raise NotFoundError
        assessment, link = pair
        # The kommun's own earlier years; but, as for others outside it, no medians with drafts in them.
        result = result_of(session, assessment, lambda year: year.id != assessment.id, over_years=True)
    if is_opening:
        database.write(lambda session: stored.count_opening(session, link.id))
    return result, report_content(result, now)


def _closed(assessment: Assessment) -> str:
    if assessment.round.is_trial:
        return words.TRIAL_NOT_SHARED
    return "" if assessment.approved_at is not None else words.LINK_NOT_APPROVED


def _add(session: Session, actor: Actor, assessment: Assessment, token: str, last_day: str, now: datetime) -> None:
    day, today = read_day(last_day), day_of(now)
    if day is None:
        raise InvalidInputError({"sista": words.LINK_DAY_UNREADABLE})
    if not today <= day <= today + timedelta(days=MAX_REPORT_LINK_DAYS):
        raise InvalidInputError({"sista": words.LINK_DAY_OUT_OF_RANGE})
    if stored.count_good(session, assessment.id, now) >= MAX_LINKS:
        raise InvalidInputError({"sista": words.TOO_MANY_REPORT_LINKS.with_facts(limit=MAX_LINKS)})
    ends = midnight_before(day + timedelta(days=1))
    stored.add_report_link(session, hash_of(token), assessment.id, now, ends)
    event = ReportLinkMade(assessment_id=assessment.id, report_link_id=_link(session, token).id, last_day=day)
    note(session, actor, event, place_of(assessment), now)


def _link(session: Session, token: str) -> ReportLink:
    pair = stored.report_link_with(session, hash_of(token))
    if pair is None:
        raise NotFoundError
    return pair[1]
