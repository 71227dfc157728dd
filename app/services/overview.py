"""A round's results side by side, for the region: of the kommuner that share with it, and only of them (method 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.roles import Actor, Place, Right
from app.assessment.comparison import YearResult, compare_years
from app.assessment.lineage import later_positions, shared_over
from app.assessment.questionnaire import Capital, Questionnaire
from app.assessment.results import CapitalResult, Profile
from app.assessment.scale import one_level, scale_values
from app.errors import NotFound, Refused
from app.followup.board import BEGUN
from app.followup.overview import Distribution, MeanChange, Showing, distribution, mean_change, showing
from app.followup.rounds import RoundState
from app.followup.together import SharedGap, shared_gaps
from app.services.access import require
from app.services.last_year import editions_between
from app.services.results import year_result
from app.services.round_board import BoardLine, board_of
from app.storage.assessments import Assessment, Round, RoundKey, assessments_of_round, find_round, rounds_of_regions
from app.storage.database import Database
from app.storage.tables import Sharing


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One kommun. `profile` is None unless its result may be shown; `showing` then says why not."""

    line: BoardLine
    showing: Showing
    profile: Profile | None

    @property
    def assessment(self) -> Assessment:
        return self.line.assessment


@dataclass(frozen=True, slots=True)
class YearPanel:
    """The kommuner that are in this round and the one before it, and share both."""

    earlier_year: int
    kommuner: int
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


def open_overview(
    database: Database, actor: Actor, key: RoundKey, now: datetime, *, size_group: str = "", capital_id: str = ""
) -> Overview:
    """Of one size group and one capital, where they are named and there are such.

    Raises NotFound to people outside the region, and Refused for a trial and before the round has been opened.
    """
    with database.read() as session:
        round_ = find_round(session, key)
        if round_ is None:
            raise NotFound
        require(actor, Right.SEE_REGION, Place(round_.region_id))
        if round_.is_trial:
            raise Refused("En provomgång har ingen översikt. Dess svar är bara på prov.")
        if round_.state is RoundState.PLANNED:
            raise Refused("Översikten finns när omgången är öppnad.")
        board = board_of(session, actor, round_, now)
        every = round_.asked_capitals(board.questionnaire)
        sizes = {line.assessment.size_group for line in board.lines} - {""}
        lines = [line for line in board.lines if size_group not in sizes or line.assessment.size_group == size_group]
        capitals = tuple(found for found in every if found.id == capital_id) or every
        return _overview(session, round_, (board.questionnaire, every, capitals), tuple(sorted(sizes)), lines)


def _overview(
    session: Session,
    round_: Round,
    asked: tuple[Questionnaire, tuple[Capital, ...], tuple[Capital, ...]],
    sizes: tuple[str, ...],
    lines: list[BoardLine],
) -> Overview:
    questionnaire, every, capitals = asked
    results = {
        line.assessment.id: year_result(session, line.assessment) for line in lines if is_readable(line.assessment)
    }
    shown = {
        found: [result for capital in capitals if (result := year.profile.capital(capital.id)) is not None]
        for found, year in results.items()
    }
    return Overview(
        round_,
        questionnaire,
        every,
        capitals,
        sizes,
        tuple(overview_line(line, results) for line in lines),
        tuple(distribution(one.id, _of(one, shown), len(questionnaire.scale)) for one in capitals),
        shared_gaps(questionnaire, shown),
        _panel(session, round_, capitals, {line.assessment.id: line.assessment for line in lines}, results),
    )


def is_readable(assessment: Assessment) -> bool:
    """Whether the region may read it: answering has ended, and the kommun itself shares the result."""
    return assessment.answering_closed_at is not None and assessment.sharing is not Sharing.NOTHING


def overview_line(line: BoardLine, results: Mapping[int, YearResult]) -> OverviewLine:
    """The kommun's line, with its result where it is among `results` (by the assessment's id)."""
    found = line.assessment
    result = results.get(found.id)
    words = showing(
        has_begun=line.stage in BEGUN,
        is_closed=found.answering_closed_at is not None,
        shares=found.sharing is not Sharing.NOTHING,
    )
    return OverviewLine(line, words, None if result is None else result.profile)


def _of(capital: Capital, shown: Mapping[int, list[CapitalResult]]) -> list[CapitalResult]:
    return [result for results in shown.values() for result in results if result.capital_id == capital.id]


def _panel(
    session: Session,
    round_: Round,
    capitals: tuple[Capital, ...],
    assessments: Mapping[int, Assessment],
    results: Mapping[int, YearResult],
) -> YearPanel | None:
    """Against the round before, with the results there that are locked (method 11) and shared."""
    before = _round_before(session, round_)
    if before is None:
        return None
    earlier = {
        found.municipality_id: found
        for found in assessments_of_round(session, before.id)
        if is_readable(found) and found.approved_at is not None
    }
    both = [
        (earlier[kommun], result)
        for identity, result in results.items()
        if (kommun := assessments[identity].municipality_id) in earlier
    ]
    editions = editions_between(session, round_.questionnaire_id, before.year, round_.year)
    shared, positions = shared_over(editions), later_positions(editions)
    changes = [compare_years(later, year_result(session, found), shared, positions).capitals for found, later in both]
    level = one_level(scale_values(editions[-1]))
    return YearPanel(before.year, len(both), tuple(mean_change(capital.id, changes, level) for capital in capitals))


def _round_before(session: Session, round_: Round) -> Round | None:
    """The region's latest real round of an earlier year with the same questionnaire."""
    return next(
        (
            found
            for found in rounds_of_regions(session, [round_.region_id])
            if found.questionnaire_id == round_.questionnaire_id and found.year < round_.year and not found.is_trial
        ),
        None,
    )
