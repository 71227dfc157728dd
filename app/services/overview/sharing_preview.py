"""What others will see at a choice of sharing, made by what makes their own pages. Nothing is changed."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.errors import NotFoundError
from app.reports.overview.open_data import PublicResult
from app.reports.results.content import ReportContent
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import RoundState
from app.rounds.kernel.visibility import is_readable
from app.services.kernel.access import assessment_for, place_of
from app.services.overview import words
from app.services.overview.open_data import public_result
from app.services.overview.overview import Overview, lines_of
from app.services.results.reports import report_content
from app.services.results.results import Result, result_of, shared_with_region
from app.services.results.scoring import edition_of, profile_of
from app.services.results.words import TRIAL_NOT_SHARED
from app.storage.engine.database import Database


@dataclass(frozen=True, slots=True)
class SharingPreview:
    """One choice, as if it were made now."""

    assessment: Assessment
    """As it would be. What is shown of it is as if it were approved too: nobody outside sees a draft."""
    current: Sharing
    may_change: bool
    why_none: str
    """Why there is nothing to show yet, or empty."""
    overview: Overview | None
    """The region's, with this kommun alone; None before there is one."""
    result: Result | None
    """As the region would read it; None while there is none, and when nothing is shared."""
    report: ReportContent | None
    """Of that result."""
    public: PublicResult | None
    """As everybody would read it; None unless that is the choice."""


def open_preview(
    database: Database, actor: Actor, key: AssessmentKey, sharing: Sharing, now: datetime
) -> SharingPreview:
    """Raises NotFoundError to people outside the kommun, and for the association, which others see nowhere by name."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.SEE_ASSESSMENT)
        if assessment.is_association:
            raise NotFoundError
        as_if = _approved(replace(assessment, sharing=sharing), now)
        overview = _overview(session, as_if)
        result = result_of(session, as_if, shared_with_region) if _is_shown(as_if) else None
        return SharingPreview(
            assessment=replace(assessment, sharing=sharing),
            current=assessment.sharing,
            may_change=may(actor, Right.LEAD_ASSESSMENT, place_of(assessment)) and not assessment.round.is_trial,
            why_none=_why_none(assessment),
            overview=overview,
            result=result,
            report=None if result is None else report_content(result, now),
            public=_public(session, as_if, now) if result is not None else None,
        )


def _approved(assessment: Assessment, now: datetime) -> Assessment:
    """As if today's result were approved, where there is one."""
    is_draft = assessment.answering_closed_at is not None and assessment.approved_at is None
    return replace(assessment, approved_at=now) if is_draft else assessment


def _is_shown(as_if: Assessment) -> bool:
    return is_readable(as_if) and not as_if.round.is_trial


def _why_none(assessment: Assessment) -> str:
    if assessment.round.is_trial:
        return TRIAL_NOT_SHARED
    if assessment.answering_closed_at is None:
        return words.NO_FIGURES_YET
    return words.DRAFT_NOT_SHOWN if assessment.approved_at is None else ""


def _public(session: Session, as_if: Assessment, now: datetime) -> PublicResult | None:
    if as_if.sharing is not Sharing.PUBLIC:
        return None
    return public_result(session, as_if, as_if.approved_at or now)


def _overview(session: Session, as_if: Assessment) -> Overview | None:
    round_ = as_if.round
    if round_.is_trial or round_.state is RoundState.PLANNED:
        return None
    questionnaire = edition_of(session, as_if)
    capitals = round_.asked_capitals(questionnaire)
    profiles = {as_if.id: profile_of(session, as_if)} if is_readable(as_if) else {}
    lines = lines_of(session, round_, questionnaire, [as_if], profiles)
    return Overview(
        round=round_,
        questionnaire=questionnaire,
        every_capital=capitals,
        capitals=capitals,
        size_groups=(),
        lines=lines,
        distributions=(),
        gaps=(),
        panel=None,
        earlier=(),
        years=(round_,),
    )
