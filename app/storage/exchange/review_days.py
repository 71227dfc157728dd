"""What a region has said that it takes up again on a day, and has not taken up yet."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from app.storage.projects.projects import projects_in
from app.storage.tables import (
    AmbitionDecisionRow,
    IdeaDecisionRow,
    IdeaRow,
    NetworkMeetingRow,
    NetworkRow,
    NetworkTopicRow,
)
from app.support.exchange.network import NetworkState
from app.support.exchange.review_days import ReviewDay, ReviewKind
from app.support.projects.idea import DECIDED


def review_days_of(session: Session, region_id: int) -> tuple[ReviewDay, ...]:
    """In no order: of the ideas that are decided, the items of active networks' agendas, and the ambition."""
    return (*_ideas(session, region_id), *_topics(session, region_id), *_ambition(session, region_id))


def _ideas(session: Session, region_id: int) -> Iterator[ReviewDay]:
    """The latest decision tells the day. An idea that has become a project is not tried again while it has one."""
    query = (
        select(col(IdeaRow.id), col(IdeaRow.title), col(IdeaDecisionRow.review_on))
        .join(IdeaDecisionRow, col(IdeaDecisionRow.idea_id) == col(IdeaRow.id))
        .where(
            col(IdeaRow.region_id) == region_id,
            col(IdeaRow.state).in_(DECIDED),
            col(IdeaDecisionRow.finished_at).is_not(None),
        )
        .order_by(col(IdeaDecisionRow.id))
    )
    latest = {idea_id: (title, review_on) for idea_id, title, review_on in session.execute(query)}
    kept_ids = {each.idea_id for each in projects_in(session, region_id) if each.keeps_idea} if latest else set()
    for idea_id, (title, review_on) in latest.items():
        if review_on and idea_id not in kept_ids:
            on = date.fromisoformat(review_on)
            yield ReviewDay(kind=ReviewKind.IDEA, on=on, title=title, path=f"/ideer/{idea_id}")


def _topics(session: Session, region_id: int) -> Iterator[ReviewDay]:
    query = (
        select(NetworkTopicRow, col(NetworkRow.id))
        .join(NetworkMeetingRow, col(NetworkMeetingRow.id) == col(NetworkTopicRow.network_meeting_id))
        .join(NetworkRow, col(NetworkRow.id) == col(NetworkMeetingRow.network_id))
        .where(
            col(NetworkRow.region_id) == region_id,
            col(NetworkRow.state) == NetworkState.ACTIVE,
            col(NetworkTopicRow.review_on).is_not(None),
        )
    )
    for topic, network_id in session.execute(query):
        path = f"/natverk/{network_id}/moten/{topic.network_meeting_id}/punkter/{topic.id}"
        yield ReviewDay(kind=ReviewKind.TOPIC, on=topic.review_on, title=topic.text, path=path)


def _ambition(session: Session, region_id: int) -> Iterator[ReviewDay]:
    query = (
        select(col(AmbitionDecisionRow.review_on))
        .where(col(AmbitionDecisionRow.region_id) == region_id)
        .order_by(col(AmbitionDecisionRow.decided_on).desc(), col(AmbitionDecisionRow.id).desc())
        .limit(1)
    )
    for review_on in session.exec(query):
        yield ReviewDay(kind=ReviewKind.AMBITION, on=review_on, title="", path="/ambition")
