"""What a kommun works with and has signed up to, and the offers that are open: of what news is made."""

import json
from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.audit.support_events import OfferPublished
from app.accounts.mail.mail_kinds import MailKind
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.assessments.plans import ActionStatus
from app.rounds.kernel.days import day_of
from app.storage.kernel.audit import lines_of_region
from app.storage.tables import (
    ActionRow,
    AssessmentRow,
    MailRow,
    MunicipalityRow,
    NetworkSeatRow,
    OfferRow,
    RoundRow,
    SignUpRow,
    TargetRow,
)
from app.support.exchange.news import NewsReader, OpenOffer
from app.support.offers.offer import OfferState
from app.support.offers.sign_up import SignUpState

UNDER_WAY = (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)


def news_readers(session: Session, region_id: int) -> tuple[NewsReader, ...]:
    """Every kommun of the region, with the capitals that it has targets or actions in now."""
    query = select(col(MunicipalityRow.id)).where(
        col(MunicipalityRow.region_id) == region_id, col(MunicipalityRow.is_association).is_(False)
    )
    return tuple(_reader(session, number) for number in session.exec(query.order_by(col(MunicipalityRow.id))) if number)


def open_offers_in(session: Session, region_id: int, today: date) -> tuple[OpenOffer, ...]:
    """Those that one can sign up to, the first that end first. When an offer was published is told by the log alone."""
    query = (
        select(OfferRow)
        .where(OfferRow.region_id == region_id, OfferRow.state == OfferState.OPEN, OfferRow.last_day >= today)
        .order_by(col(OfferRow.last_day), col(OfferRow.id))
    )
    rows = session.exec(query).all()
    if not rows:
        return ()
    begun_at = min(row.created_at for row in rows) - timedelta(seconds=1)
    lines = lines_of_region(session, OfferPublished, region_id, begun_at)
    published_at = {json.loads(line.facts)["offer_id"]: line.at for line in lines}
    return tuple(
        OpenOffer(row.id or 0, row.title, day_of(published_at.get(row.id or 0, row.created_at))) for row in rows
    )


def latest_mail_day(session: Session, kind: MailKind, person_id: int, region_id: int | None = None) -> date | None:
    """When the latest mail of the kind to the person was made, or of the region's; None when there is none."""
    query = select(func.max(col(MailRow.created_at))).where(MailRow.person_id == person_id, MailRow.kind == kind)
    if region_id is not None:
        query = query.where(MailRow.region_id == region_id)
    at = session.exec(query).one()
    return None if at is None else day_of(at)


def _reader(session: Session, municipality_id: int) -> NewsReader:
    latest = (
        select(col(AssessmentRow.id))
        .join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id))
        .where(
            col(AssessmentRow.municipality_id) == municipality_id,
            col(AssessmentRow.answering_closed_at).is_not(None),
            col(RoundRow.is_trial).is_(False),
            col(RoundRow.subject) == RoundSubject.KOMMUN,
        )
        .order_by(col(RoundRow.opens_on).desc(), col(RoundRow.id).desc())
        .limit(1)
    )
    assessment_id = session.exec(latest).first()
    capitals = set(session.exec(select(TargetRow.capital_id).where(TargetRow.assessment_id == assessment_id)))
    actions = select(ActionRow.capital_id).where(
        ActionRow.assessment_id == assessment_id,
        col(ActionRow.status).in_(UNDER_WAY),
        col(ActionRow.deleted_at).is_(None),
    )
    signed_up = select(SignUpRow.offer_id).where(
        SignUpRow.municipality_id == municipality_id, SignUpRow.state != SignUpState.LEFT
    )
    own = select(OfferRow.id).where(OfferRow.municipality_id == municipality_id)
    seats = select(NetworkSeatRow.network_id).where(NetworkSeatRow.municipality_id == municipality_id)
    return NewsReader(
        municipality_id=municipality_id,
        capital_ids=frozenset(capitals | set(session.exec(actions))),
        network_ids=frozenset(session.exec(seats)),
        offer_ids=frozenset(session.exec(signed_up)) | frozenset(filter(None, session.exec(own))),
    )
