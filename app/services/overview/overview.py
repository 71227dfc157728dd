"""A round's results side by side, for the region: approved ones of the kommuner that share with it (method 9).

Counts and means over kommuner are of the same ones as are named: beside these, one kommun more would be told by them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire, RoundSubject
from app.assessment.results.results import CapitalResult, Profile
from app.errors import NotAvailableError, NotFoundError
from app.rounds.kernel.assessment import Assessment, Mode, Sharing
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round, RoundState
from app.rounds.kernel.visibility import is_readable
from app.rounds.overview.overview import Distribution, MeanChange, Showing, distribution, mean_changes, showing
from app.rounds.overview.shared_gaps import SharedGap, shared_gaps
from app.rounds.progress.round_board import BEGUN, Stage, region_state
from app.rounds.progress.year import YearState
from app.services.kernel.access import require
from app.services.kernel.alphabet import swedish
from app.services.overview import words
from app.services.results.earlier_years import editions_between
from app.services.results.score_keys import scored_from
from app.services.results.scoring import comparisons_of, profiles_of
from app.services.rounds.kommun_lines import stage_of_assessment
from app.services.rounds.progress_counts import settled_percents
from app.services.rounds.round_access import opened_rounds
from app.storage.answering.participation import answered_in, taking_in
from app.storage.engine.cache import cached
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_round, kommuner_of_round
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.rounds.rounds import submitted_in

MAX_CACHED_OVERVIEWS = 64


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One kommun. `profile` is None unless its result may be shown; `showing` then says why not."""

    assessment: Assessment
    state: YearState
    """In the words that the kommun's own people read, as far as its region is told."""
    stage: Stage
    invited: int
    handed_in: int
    showing: Showing
    profile: Profile | None

    @property
    def has_result(self) -> bool:
        """Answering has ended. Whether any capital came to a result is another matter."""
        return self.assessment.answering_closed_at is not None


@dataclass(frozen=True, slots=True)
class YearPanel:
    """The kommuner that are in this round and the one before it, and share both; `capitals` are all of the round's."""

    earlier_year: int
    kommuner: int
    invited: int
    """Kommuner in this round, whether they share or not."""
    capitals: tuple[MeanChange, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """`lines` are in Swedish order of the kommuner's names. Everything is over the kommuner and capitals asked for."""

    round: Round
    questionnaire: Questionnaire
    every_capital: tuple[Capital, ...]
    capitals: tuple[Capital, ...]
    size_groups: tuple[str, ...]
    lines: tuple[OverviewLine, ...]
    distributions: tuple[Distribution, ...]
    gaps: tuple[SharedGap, ...]
    """Kommuner by the ids of their assessments."""
    panel: YearPanel | None
    """None when there is no round before."""
    earlier: tuple[Assessment, ...]
    """Of the round before, of the same size group; they are not all to be shown."""
    years: tuple[Round, ...]
    """The region's rounds with this questionnaire that have been opened, this one among them, latest first."""

    @property
    def before(self) -> Round | None:
        """The round of the year before, or of the latest before that."""
        return _before(self.round, self.years)


def open_overview(
    database: Database, actor: Actor, key: RoundKey, *, size_group: str = "", capital_id: str = ""
) -> Overview:
    """Of one size group and one capital, where they are named and there are such.

    Raises NotFoundError to people outside the region, and NotAvailableError for a trial and before the round is opened.
    """
    with database.read() as session:
        return overview_in(session, actor, key, size_group, capital_id)


def overview_in(session: Session, actor: Actor, key: RoundKey, size_group: str = "", capital_id: str = "") -> Overview:
    """As `open_overview`, at the moment that the session reads."""
    round_ = find_round(session, key)
    if round_ is None:
        raise NotFoundError
    require(actor, Right.SEE_REGION, Place(round_.region_id))
    if round_.is_trial:
        raise NotAvailableError(words.TRIAL_WITHOUT_OVERVIEW)
    if round_.subject is RoundSubject.REGION:
        raise NotAvailableError(words.ASSOCIATION_WITHOUT_OVERVIEW.with_facts(region=round_.region_name))
    if round_.state is RoundState.PLANNED:
        raise NotAvailableError(words.OVERVIEW_NOT_YET)
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    every = round_.asked_capitals(questionnaire)
    assessments = sorted(kommuner_of_round(session, round_.id), key=lambda item: swedish(item.municipality))
    sizes = {item.size_group for item in assessments} - {""}
    selection = [item for item in assessments if size_group not in sizes or item.size_group == size_group]
    capitals = tuple(item for item in every if item.id == capital_id) or every
    readable = tuple(item for item in selection if is_readable(item))
    profiles = profiles_of(session, readable)
    years = opened_rounds(session, round_)
    before = _before(round_, years)
    earlier = () if before is None else kommuner_of_round(session, before.id)
    earlier = tuple(item for item in earlier if size_group not in sizes or item.size_group == size_group)
    return Overview(
        round_,
        questionnaire,
        every,
        capitals,
        tuple(sorted(sizes, key=swedish)),
        lines_of(session, round_, questionnaire, selection, profiles),
        *_together(session, questionnaire, capitals, readable, profiles),
        None if before is None else _panel(session, before, earlier, every, selection),
        earlier,
        years,
    )


def _before(round_: Round, years: Sequence[Round]) -> Round | None:
    return next((item for item in years if item.year < round_.year), None)


def lines_of(
    session: Session,
    round_: Round,
    questionnaire: Questionnaire,
    assessments: Collection[Assessment],
    profiles: Mapping[int, Profile],
) -> tuple[OverviewLine, ...]:
    """Of some of the round's assessments, in their order. `profiles` are those that may be shown, by assessment id. The
    caller has checked who asks."""
    taking, submitted_ids = taking_in(session, round_.id), submitted_in(session, round_.id)
    begun_ids = answered_in(
        session, [assessment.id for assessment in assessments if assessment.answering_closed_at is None]
    )
    stages = {
        item.id: stage_of_assessment(item, int(item.id in begun_ids), is_submitted=item.id in submitted_ids)
        for item in assessments
    }
    drafts = [item for item in assessments if stages[item.id] is Stage.DRAFT]
    percents = settled_percents(session, round_, questionnaire, drafts)
    nobody = (0, 0)
    lines = []
    for assessment in assessments:
        stage = stages[assessment.id]
        state = region_state(stage, percents.get(assessment.id, 0), answers_alone=assessment.mode is Mode.SIMPLE)
        standing = showing(
            has_begun=stage in BEGUN,
            is_final=assessment.approved_at is not None,
            shares=assessment.sharing is not Sharing.NOTHING,
        )
        counts = taking.get(assessment.id, nobody)
        lines.append(
            OverviewLine(
                assessment=assessment,
                state=state,
                stage=stage,
                invited=counts[0],
                handed_in=counts[1],
                showing=standing,
                profile=profiles.get(assessment.id),
            )
        )
    return tuple(lines)


def _together(
    session: Session,
    questionnaire: Questionnaire,
    capitals: tuple[Capital, ...],
    readable: tuple[Assessment, ...],
    profiles: Mapping[int, Profile],
) -> tuple[tuple[Distribution, ...], tuple[SharedGap, ...]]:
    """How the kommuner spread over the levels, and which gaps several have."""

    def count() -> tuple[tuple[Distribution, ...], tuple[SharedGap, ...]]:
        results_by_kommun = {
            identity: [result for capital in capitals if (result := profile.capital(capital.id)) is not None]
            for identity, profile in profiles.items()
        }
        spread = (distribution(item.id, _of(item, results_by_kommun), len(questionnaire.scale)) for item in capitals)
        return tuple(spread), shared_gaps(questionnaire, results_by_kommun)

    # The questionnaire by itself too: where nobody shares there is no result to tell one round from another.
    stands = tuple(map(scored_from, readable))
    key = (questionnaire.content_hash, stands, tuple(capital.id for capital in capitals))
    return cached(session, "together", key, MAX_CACHED_OVERVIEWS, count)


def _of(capital: Capital, results_by_kommun: Mapping[int, list[CapitalResult]]) -> list[CapitalResult]:
    return [result for results in results_by_kommun.values() for result in results if result.capital_id == capital.id]


def _panel(
    session: Session,
    before: Round,
    of_before: Collection[Assessment],
    every: tuple[Capital, ...],
    assessments: Collection[Assessment],
) -> YearPanel:
    """Against the round before, with the results that are locked (method 11) and shared both years.

    Over every capital that the round asks, also where only some are looked at: they are judged together.
    """
    earlier = {assessment.municipality_id: assessment for assessment in of_before if is_readable(assessment)}
    both = [
        (assessment, earlier[assessment.municipality_id])
        for assessment in assessments
        if is_readable(assessment) and assessment.municipality_id in earlier
    ]
    if not both:
        changes = mean_changes([capital.id for capital in every], [], len(assessments))
        return YearPanel(earlier_year=before.year, kommuner=0, invited=len(assessments), capitals=changes)
    round_ = both[0][0].round
    editions = editions_between(session, round_.questionnaire_id, before.year, round_.year)
    capital_ids = tuple(capital.id for capital in every)

    def change() -> tuple[MeanChange, ...]:
        return mean_changes(
            capital_ids, [assessment.capitals for assessment in comparisons_of(session, both)], len(assessments)
        )

    stands = tuple((scored_from(later), scored_from(assessment)) for later, assessment in both)
    chain = tuple(edition.content_hash for edition in editions)
    key = (stands, chain, capital_ids, len(assessments))
    return YearPanel(
        earlier_year=before.year,
        kommuner=len(both),
        invited=len(assessments),
        capitals=cached(session, "panel", key, MAX_CACHED_OVERVIEWS, change),
    )
