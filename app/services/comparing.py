"""A kommun beside others: anonymous figures of those it cannot see by name, and those that share by name (method 9)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.roles import Actor, Right
from app.assessment.benchmark import Benchmark, Standing, standing
from app.assessment.questionnaire import Questionnaire
from app.assessment.results import Profile
from app.errors import Refused
from app.services.access import assessment_for
from app.services.benchmarking import BY_NAME, EVERYBODY, is_seen_by_name, scopes_of
from app.services.overviews import swedish
from app.services.results import profile_of
from app.storage.assessments import Assessment, AssessmentKey, assessments_of_round
from app.storage.benchmarks import find_benchmark
from app.storage.database import Database
from app.storage.editions import questionnaire_of
from app.storage.tables import Sharing


@dataclass(frozen=True, slots=True)
class Peer:
    """Another kommun that may be seen by name."""

    assessment: Assessment
    profile: Profile


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Figures by capital over kommuner that are not named; empty with a reason in Swedish when there are none."""

    figures: Mapping[str, Benchmark]
    why_none: str = ""


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


def open_comparison(database: Database, actor: Actor, key: AssessmentKey) -> Compared:
    """Raises NotFound to people outside the kommun, and Refused before the kommun has a result."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.SEE_ASSESSMENT)
        if assessment.answering_closed_at is None:
            raise Refused("Ni kan jämföra er när svarstiden är avslutad och ni har ett resultat.")
        others = [
            other for other in assessments_of_round(session, assessment.round.id) if _is_another(other, assessment)
        ]
        named = [other for other in others if is_seen_by_name(other, assessment)]
        return Compared(
            assessment,
            questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash),
            profile_of(session, assessment),
            anonymous_for(session, assessment, EVERYBODY),
            anonymous_for(session, assessment, f"size:{assessment.size_group}") if assessment.size_group else None,
            assessment.sharing in BY_NAME,
            tuple(
                Peer(other, profile_of(session, other))
                for other in sorted(named, key=lambda found: swedish(found.municipality))
            ),
        )


def anonymous_for(session: Session, viewer: Assessment, scope: str) -> Anonymous:
    """The anonymous figures that a kommun may see now, as they were made."""
    if viewer.round.is_trial:
        return Anonymous({}, "En provomgång jämförs inte med andra kommuner.")
    if viewer.round.closed_at is None:
        return Anonymous({}, "Jämförelsen görs när omgången är avslutad.")
    made = find_benchmark(session, viewer.round.id, viewer.municipality_id, scope)
    others = [other for other in assessments_of_round(session, viewer.round.id) if _is_another(other, viewer)]
    members = scopes_of(viewer, others).get(scope, frozenset())
    if made is not None and standing(made.members, members) is not Standing.KEEP:
        return Anonymous({}, "En eller två kommuner har ändrat vad de delar. Siffrorna visas igen när fler har ändrat.")
    if made is None or not made.figures:
        return Anonymous({}, "För få kommuner delar sitt resultat. Det behövs minst fem utan namn.")
    return Anonymous(made.figures)


def _is_another(other: Assessment, viewer: Assessment) -> bool:
    shares = other.sharing is not Sharing.NOTHING and other.answering_closed_at is not None
    return shares and other.municipality_id != viewer.municipality_id
