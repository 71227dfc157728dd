"""A kommun beside others: anonymous figures of those it cannot see by name, and those that share by name (method 9)."""

from dataclasses import dataclass

from app.accounts.kernel.roles import Actor, Right
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile
from app.errors import NotAvailableError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.visibility import BY_NAME, EVERYBODY, is_another, is_seen_by_name, shares_by_name
from app.services.kernel.access import assessment_for
from app.services.kernel.alphabet import swedish
from app.services.results import words
from app.services.results.anonymous_figures import Anonymous, anonymous_for
from app.services.results.scoring import profiles_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import kommuner_of_round
from app.storage.questionnaires.editions import questionnaire_of


@dataclass(frozen=True, slots=True)
class Peer:
    """Another kommun that may be seen by name."""

    assessment: Assessment
    profile: Profile


@dataclass(frozen=True, slots=True)
class Compared:
    """A kommun's profile beside what it may know of the others."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: Profile
    everybody: Anonymous
    similar: Anonymous | None
    """Among kommuner of the own size group; None until the association has set one."""
    may_name: bool
    """Whether the kommun itself shares by name, and so may see others by name."""
    peers: tuple[Peer, ...]
    under_way: tuple[Assessment, ...]
    """Those that share by name with it, and have not approved their result yet."""


def open_comparison(database: Database, actor: Actor, key: AssessmentKey) -> Compared:
    """Raises NotFoundError to people outside the kommun, and NotAvailableError before it has a result, in a
    trial and to the association, which is one of its kind.
    """
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.SEE_ASSESSMENT)
        if assessment.round.is_trial:
            raise NotAvailableError(words.TRIAL_NOT_COMPARED)
        if assessment.is_association:
            raise NotAvailableError(words.ASSOCIATION_NOT_COMPARED)
        if assessment.answering_closed_at is None:
            raise NotAvailableError(words.NO_COMPARISON_YET)
        others = [other for other in kommuner_of_round(session, assessment.round.id) if is_another(other, assessment)]
        others.sort(key=lambda kommun: swedish(kommun.municipality))
        by_name = [other for other in others if shares_by_name(other, assessment)]
        peers = [other for other in by_name if is_seen_by_name(other, assessment)]
        profiles = profiles_of(session, [assessment, *peers])
        return Compared(
            assessment=assessment,
            questionnaire=questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash),
            profile=profiles[assessment.id],
            everybody=anonymous_for(session, assessment, EVERYBODY),
            similar=anonymous_for(session, assessment, f"size:{assessment.size_group}")
            if assessment.size_group
            else None,
            may_name=assessment.sharing in BY_NAME,
            peers=tuple(Peer(other, profiles[other.id]) for other in peers),
            under_way=tuple(other for other in by_name if not is_seen_by_name(other, assessment)),
        )
