"""The mirror: how the association and its kommuner see their collaboration, beside each other (decision 0060)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.assessment.comparison.benchmarks import MIN_KOMMUNER, PublishedFigures
from app.assessment.comparison.mirror import Reflection, discloses_few, factor_indices, mirror_standing, reflections
from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.assessment.results.scale import scale_values
from app.errors import NotAvailableError, NotFoundError, OmstallningskollenError
from app.reports.kernel.tables import Source
from app.reports.overview.evidence import evidence_parts, evidence_table
from app.reports.overview.mirror import MirrorContent, MirrorSubject, build_mirror, mirror_table
from app.reports.paper.document import mirror_pdf
from app.reports.tables.table_files import swedish_csv
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of, midnight_before
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round
from app.rounds.kernel.visibility import is_readable, shares_by_name
from app.services.kernel.access import place_of, require
from app.services.overview import words
from app.services.overview.mirror_evidence import evidence_for, rounds_showing
from app.services.results.mirror_figures import MIRROR, factors_of, readable_kommuner
from app.services.results.report_files import ReportFiles
from app.services.results.scoring import profile_of
from app.services.support.catalogues import placing_capitals
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round, find_round
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.results.benchmarks import MadeBenchmark, benchmarks_of, find_benchmark
from app.support.workshops.evidence import WorkshopEvidence


@dataclass(frozen=True, slots=True)
class MirrorStanding:
    """What has to be in place before there is a mirror, and how far it is."""

    is_closed: bool
    is_association_ready: bool
    """The association has approved its own result and shares it."""
    ready: int
    """Kommuner that have approved and share."""
    is_hidden: bool
    """Medians were made, but so few have left since that they would be told by it."""

    @property
    def is_complete(self) -> bool:
        return self.is_closed and self.is_association_ready and self.ready >= MIN_KOMMUNER and not self.is_hidden


@dataclass(frozen=True, slots=True)
class MirrorView:
    """`reflections` stand in the questionnaire's order, each capital before its questions; none while not complete."""

    round: Round
    questionnaire: Questionnaire
    standing: MirrorStanding
    reflections: tuple[Reflection, ...]
    made_over: int
    """How many kommuner the medians are made over."""
    newcomers: int
    """How many more have approved and share since."""
    evidence: tuple[WorkshopEvidence, ...]
    """What the region's workshops have said that it must have in its own house."""
    capital_names: Mapping[str, str]
    """Of the capitals that workshops are about, in their order."""
    may_see_round: bool
    """Whether who reads may open the round itself, as the region's people may."""


def open_mirror(database: Database, actor: Actor, key: RoundKey) -> MirrorView:
    """For the region's people and the association's, also while something is missing; for those of a kommun that has
    approved and shares, once it is there.

    Raises NotFoundError to everybody else and for a round about something else, NotAvailableError to a kommun's people
    as long as there is nothing for them, and for a trial.
    """
    with database.read() as session:
        round_ = find_round(session, key)
        if round_ is None:
            raise NotFoundError
        return _mirror(session, actor, round_)


def _mirror(session: Session, actor: Actor, round_: Round) -> MirrorView:
    """Raises as `open_mirror`."""
    require(actor, Right.SEE_MIRROR, Place(round_.region_id))
    if round_.subject is not RoundSubject.COLLABORATION:
        raise NotFoundError
    every = assessments_of_round(session, round_.id)
    viewer = _viewer(actor, round_, every)
    if round_.is_trial:
        raise NotAvailableError(words.TRIAL_WITHOUT_MIRROR)
    if viewer is not None and not is_readable(viewer):
        raise NotAvailableError(words.MIRROR_FOR_THOSE_WHO_SHARE)
    view = _view(session, actor, round_, every, viewer)
    if viewer is not None and not view.reflections:
        raise NotAvailableError(words.MIRROR_NOT_YET.with_facts(limit=MIN_KOMMUNER))
    return view


def mirror_with(session: Session, actor: Actor, region_id: int, closed_at: datetime) -> RoundKey | None:
    """The latest mirror that shows what a workshop said that was closed then, of those that the actor may open."""
    for round_ in rounds_showing(session, region_id, closed_at):
        with suppress(OmstallningskollenError):
            _mirror(session, actor, round_)
            return round_.key
    return None


def _viewer(actor: Actor, round_: Round, every: Sequence[Assessment]) -> Assessment | None:
    """The kommun that the actor reads as; None for the region's and the association's people.

    Raises NotFoundError for the people of a kommun that is not in the round.
    """
    own = [item for item in every if may(actor, Right.SEE_ASSESSMENT, place_of(item))]
    if may(actor, Right.SEE_REGION, Place(round_.region_id)) or any(item.is_association for item in own):
        return None
    if not own:
        raise NotFoundError
    return next((item for item in own if is_readable(item)), own[0])


def _view(
    session: Session, actor: Actor, round_: Round, every: Sequence[Assessment], viewer: Assessment | None
) -> MirrorView:
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    association = next((item for item in every if item.is_association), None)
    medians = None if association is None else find_benchmark(session, round_.id, association.municipality_id, MIRROR)
    members = frozenset(item.municipality_id for item in readable_kommuner(every))
    standing = MirrorStanding(
        is_closed=round_.closed_at is not None,
        is_association_ready=association is not None and is_readable(association),
        ready=len(members),
        is_hidden=medians is not None and mirror_standing(medians.members, members) is not PublishedFigures.KEEP,
    )
    if association is None or medians is None or not standing.is_complete:
        visible: tuple[Reflection, ...] = ()
    else:
        visible = _shown(session, round_, questionnaire, association, medians, every, viewer)
    evidence = evidence_for(session, actor, round_)
    capitals = placing_capitals(session) if evidence else ()
    return MirrorView(
        round=round_,
        questionnaire=questionnaire,
        standing=standing,
        reflections=visible,
        made_over=0 if medians is None else len(medians.members),
        newcomers=0 if medians is None else len(members - medians.members),
        evidence=evidence,
        capital_names={capital.id: capital.name for capital in capitals},
        may_see_round=may(actor, Right.SEE_REGION, Place(round_.region_id)),
    )


def _shown(
    session: Session,
    round_: Round,
    questionnaire: Questionnaire,
    association: Assessment,
    medians: MadeBenchmark,
    every: Sequence[Assessment],
    viewer: Assessment | None,
) -> tuple[Reflection, ...]:
    """The region may read each of the kommuner anyhow; a kommun knows its own, and those it sees by name."""
    familiar: frozenset[int] = frozenset()
    if viewer is not None:
        by_name = (item.municipality_id for item in every if item is viewer or shares_by_name(item, viewer))
        familiar = medians.members & frozenset(by_name)
        beside = benchmarks_of(session, round_.id, viewer.municipality_id)
        if discloses_few(medians.members - familiar, [other.members for other in beside if other.figures]):
            return ()
    return reflections(
        factors_of(round_, questionnaire),
        factor_indices(profile_of(session, association)),
        medians.figures,
        scale_values(questionnaire),
        len(familiar),
    )


def mirror_content(view: MirrorView, now: datetime) -> MirrorContent:
    """What page and paper say of it. It is dated today: a kommun may withdraw what it shares on any day."""
    subject = MirrorSubject(
        questionnaire=view.questionnaire,
        association=view.round.region_name,
        made_over=view.made_over,
        newcomers=view.newcomers,
        generated=day_of(now),
        is_example_data=view.round.is_example,
    )
    return build_mirror(subject, view.reflections, evidence_parts(view.evidence, view.capital_names))


def mirror_file(files: ReportFiles, content: MirrorContent, now: datetime) -> bytes:
    """The mirror as PDF, from the cache or rendered now. Raises RenderError."""
    return files.get(content.fingerprint(), mirror_pdf, content, midnight_before(day_of(now)))


def mirror_csv(view: MirrorView, now: datetime) -> bytes:
    """Its figures, as a Swedish spreadsheet opens them."""
    return swedish_csv(mirror_table(view.questionnaire, view.reflections), _source(view, now))


def evidence_csv(view: MirrorView, now: datetime) -> bytes:
    """What workshops have said, as a Swedish spreadsheet opens it. No figures, so a file of its own."""
    return swedish_csv(evidence_table(view.evidence, view.capital_names), _source(view, now))


def _source(view: MirrorView, now: datetime) -> Source:
    round_ = view.round
    return Source(
        owner=round_.region_name,
        code="",
        year=round_.year,
        title=view.questionnaire.title,
        questionnaire=round_.questionnaire_id,
        version=round_.content_hash[:16],
        method=round_.method,
        status="",
        is_final=True,
        is_example_data=round_.is_example,
        is_trial=round_.is_trial,
        made=day_of(now),
    )
