"""A kommun's latest profile, to stand beside its steps: this year's once there is one, before that the year before."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.figures import RadarFigure
from app.reports.figures.profile_figures import radar
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of
from app.services.results.development import has_result
from app.services.results.scoring import earlier_year, year_result
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities, find_assessment
from app.storage.results.earlier_years import approved_before


@dataclass(frozen=True, slots=True)
class LatestProfile:
    """The radar has the year before it behind, where that is locked and on the same scale."""

    key: AssessmentKey
    municipality_id: int
    year: int
    radar: RadarFigure


def latest_profile(database: Database, actor: Actor, key: AssessmentKey) -> LatestProfile | None:
    """None where there is no result yet, and for those who may not see the kommun's own."""
    with database.read() as session:
        assessment = find_assessment(session, key)
        return None if assessment is None else _latest(session, actor, assessment)


def own_profiles(database: Database, actor: Actor) -> tuple[LatestProfile, ...]:
    """The latest of each kommun where the person has a role."""
    if not actor.municipality_ids:
        return ()
    with database.read() as session:
        latest: dict[int, Assessment] = {}
        for assessment in assessments_of_municipalities(session, actor.municipality_ids):
            if not assessment.round.is_trial:
                latest.setdefault(assessment.municipality_id, assessment)
        profiles = [_latest(session, actor, assessment) for assessment in latest.values()]
    return tuple(profile for profile in profiles if profile is not None)


def _latest(session: Session, actor: Actor, assessment: Assessment) -> LatestProfile | None:
    if not may(actor, Right.SEE_ASSESSMENT, place_of(assessment)):
        return None
    years = approved_before(session, assessment)
    subject, *before = ((assessment,) if has_result(assessment) else ()) + years or (None,)
    if subject is None or not may(actor, Right.SEE_RESULT, place_of(subject)):
        return None
    result = year_result(session, subject)
    if all(capital.index is None for capital in result.profile.capitals):
        return None
    earlier = earlier_year(session, subject, before[0]) if before and before[0] is not None else None
    texts = profile_text(result.questionnaire, result.profile, earlier=earlier)
    return LatestProfile(
        key=subject.key, municipality_id=subject.municipality_id, year=subject.round.year, radar=radar(texts)
    )
