"""What a kommun's profile may be shown beside: its own years and targets, medians, and kommuner by name.

Who sees what of whom is decided where it always is (`rounds/kernel/visibility.py`, `anonymous_figures.py`); here it
becomes series to choose among, and a reason for each that cannot be shown.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.comparison.earlier_years import EarlierYear
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.profile_radar import (
    Beside,
    Median,
    OtherProfile,
    ProfileRadar,
    RegionalGoal,
    profile_radar,
)
from app.reports.figures.series_choice import (
    GOAL,
    MEDIAN,
    MEDIAN_OF_SIZE,
    PLAN_FIRST,
    TARGET,
    LeftOut,
    SeriesChoice,
    SeriesKind,
    SeriesOption,
    choose_series,
)
from app.reports.results.content import ReportContent
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.visibility import BY_NAME, EVERYBODY, is_another, is_seen_by_name, shares_by_name
from app.services.kernel.access import place_of
from app.services.kernel.alphabet import swedish
from app.services.results import words
from app.services.results.anonymous_figures import Anonymous, anonymous_for
from app.services.results.regional_goals import regional_goals
from app.services.results.reports import open_report
from app.services.results.results import Result, Sees, seen_by
from app.services.results.scoring import earlier_year, edition_of, profile_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import kommuner_of_round
from app.storage.organisations.organisations import municipalities_of
from app.storage.results.earlier_years import approved_before


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """A kommun's result with the large radar of it, what else can be lit in that, and what cannot and why."""

    result: Result
    content: ReportContent
    radar: ProfileRadar
    choice: SeriesChoice
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Available:
    """The series as they are found, in the order they are offered."""

    options: list[SeriesOption] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    years: dict[str, EarlierYear] = field(default_factory=dict)
    medians: dict[str, Anonymous] = field(default_factory=dict)
    kommuner: dict[str, Assessment] = field(default_factory=dict)
    goals: dict[str, RegionalGoal] = field(default_factory=dict)

    def offer(self, key: str, name: str, kind: SeriesKind) -> None:
        self.options.append(SeriesOption(key, name, kind))

    def leave_out(self, reason: str, *names: str) -> None:
        if names:
            self.left_out.append(LeftOut(names, reason))


def open_profile(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    now: datetime,
    keys: Collection[str] | None = None,
    usual: Sequence[SeriesKind] = PLAN_FIRST,
) -> ShownProfile:
    """`keys` are those of series; what there is not, or may not be seen, is as if it had not been asked for. None: the
    `usual` ones. Raises as `open_result`.
    """
    result, content = open_report(database, actor, key, now)
    is_inside = may(actor, Right.SEE_ASSESSMENT, place_of(result.assessment))
    with database.read() as session:
        available = _available(session, result, seen_by(actor), is_inside=is_inside)
        choice = choose_series(available.options, keys, usual)
        beside = _beside(session, result, choice, available)
    texts = profile_text(result.questionnaire, result.profile, result.targets)
    return ShownProfile(
        result=result,
        content=content,
        radar=profile_radar(texts, beside),
        choice=choice,
        left_out=tuple(available.left_out),
    )


def _available(session: Session, result: Result, sees: Sees, *, is_inside: bool) -> _Available:
    available, assessment = _Available(), result.assessment
    if assessment.round.is_trial:
        available.leave_out(words.TRIAL_NOT_COMPARED, words.OTHERS_AND_YEARS)
    locked_years = approved_before(session, assessment)
    _add_years(session, available, assessment, locked_years, sees)
    if result.targets:
        available.offer(TARGET, words.TARGETS, SeriesKind.TARGET)
    elif is_inside:
        available.leave_out(words.NO_TARGETS, words.TARGETS)
    if not assessment.round.is_trial:
        available.goals = regional_goals(session, assessment, result.questionnaire)
        if available.goals:
            available.offer(GOAL, words.GOALS, SeriesKind.GOAL)
    if not assessment.round.is_trial and not assessment.is_association:
        _add_medians(session, available, assessment, locked_years, is_inside=is_inside)
        if is_inside:
            _add_kommuner(session, available, assessment)
    return available


def _add_years(
    session: Session, available: _Available, assessment: Assessment, years: tuple[Assessment, ...], sees: Sees
) -> None:
    for year in years:
        name = str(year.round.year)
        if not sees(year):
            available.leave_out(words.YEAR_NOT_SHARED, name)
            continue
        earlier = earlier_year(session, assessment, year)
        if not earlier.same_scale:
            available.leave_out(words.OTHER_SCALE, name)
            continue
        available.years[name] = earlier
        available.offer(name, name, SeriesKind.YEAR)


def _add_medians(
    session: Session,
    available: _Available,
    assessment: Assessment,
    years: tuple[Assessment, ...],
    *,
    is_inside: bool,
) -> None:
    """Of all, and of the own size. While the round goes on: of the latest year whose round is closed, told so."""
    everybody = anonymous_for(session, assessment, EVERYBODY)
    if everybody.figures:
        if is_inside or not everybody.has_drafts:
            _offer_median(available, MEDIAN, words.MEDIAN, everybody)
    elif assessment.round.closed_at is None:
        _add_earlier_median(session, available, assessment, years, everybody, is_inside=is_inside)
    else:
        available.leave_out(everybody.why_none, words.MEDIAN)
    if not assessment.size_group or not is_inside or assessment.round.closed_at is None:
        return
    name = words.MEDIAN_OF_SIZE.with_facts(size_group=assessment.size_group)
    similar = anonymous_for(session, assessment, f"size:{assessment.size_group}")
    if similar.figures:
        _offer_median(available, MEDIAN_OF_SIZE, name, similar)
    else:
        available.leave_out(similar.why_none, name)


def _add_earlier_median(
    session: Session,
    available: _Available,
    assessment: Assessment,
    years: tuple[Assessment, ...],
    this_year: Anonymous,
    *,
    is_inside: bool,
) -> None:
    """Figures that the kommun has been shown already, on that year's own pages: no new ones are made."""
    for year in years:
        if str(year.round.year) not in available.years or year.round.closed_at is None:
            continue
        earlier = anonymous_for(session, year, EVERYBODY)
        if earlier.figures and (is_inside or not earlier.has_drafts):
            name = words.MEDIAN_OF_YEAR.with_facts(year=year.round.year)
            _offer_median(available, MEDIAN, name, earlier)
            facts = {"year": assessment.round.year, "earlier": year.round.year}
            available.leave_out(words.EARLIER_MEDIAN.with_facts(**facts), words.MEDIAN)
            return
    available.leave_out(this_year.why_none, words.MEDIAN)


def _offer_median(available: _Available, key: str, name: str, median: Anonymous) -> None:
    available.medians[key] = median
    available.offer(key, name, SeriesKind.MEDIAN)


def _add_kommuner(session: Session, available: _Available, assessment: Assessment) -> None:
    """That a kommun is not seen by name is told for all reasons alike: which one it has is its own business."""
    others = sorted(
        (other for other in kommuner_of_round(session, assessment.round.id) if is_another(other, assessment)),
        key=lambda other: swedish(other.municipality),
    )
    under_way = []
    for other in others:
        if is_seen_by_name(other, assessment):
            available.kommuner[other.municipality_slug] = other
            available.offer(other.municipality_slug, other.municipality, SeriesKind.KOMMUN)
        elif shares_by_name(other, assessment):
            under_way.append(other.municipality)
    by_name = {*under_way, *(other.municipality for other in available.kommuner.values()), assessment.municipality}
    nameless = sorted(_names(session, assessment) - by_name, key=swedish)
    available.leave_out(words.NOT_APPROVED, *under_way)
    available.leave_out(words.NOT_BY_NAME if assessment.sharing in BY_NAME else words.SHARE_TO_SEE, *nameless)


def _names(session: Session, assessment: Assessment) -> set[str]:
    return {municipality.name for municipality in municipalities_of(session, assessment.round.region_id)}


def _beside(session: Session, result: Result, choice: SeriesChoice, available: _Available) -> Beside:
    medians = [option for option in choice.lit if option.kind is SeriesKind.MEDIAN]
    return Beside(
        others=tuple(_others(session, choice, available)),
        targets=result.targets if choice.is_lit(TARGET) else {},
        goals=available.goals if choice.is_lit(GOAL) else {},
        median=Median(medians[0].name, available.medians[medians[0].key].figures) if medians else None,
    )


def _others(session: Session, choice: SeriesChoice, available: _Available) -> Iterator[OtherProfile]:
    for option in choice.lit:
        if option.role is None or option.kind is SeriesKind.MEDIAN:
            continue
        if option.kind is SeriesKind.YEAR:
            year = available.years[option.key]
            questionnaire, profile = year.questionnaire, year.profile
        else:
            kommun = available.kommuner[option.key]
            questionnaire, profile = edition_of(session, kommun), profile_of(session, kommun)
        yield OtherProfile(role=option.role, name=option.name, questionnaire=questionnaire, profile=profile)
