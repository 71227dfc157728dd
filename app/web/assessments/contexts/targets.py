"""Context of a kommun's targets: the level to choose beside today's, the others' median and what the next one asks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from app.assessment.answering.entry import FieldError
from app.assessment.priorities.priorities import next_steps
from app.assessment.questionnaires.questionnaire import Capital
from app.reports.figures.capital_facts import distance_text, level_name
from app.reports.figures.capital_texts import capital_text
from app.reports.figures.change_words import NO_PROOF
from app.rounds.assessments.plans import RawTarget, Target
from app.services.assessments.plans import AssessmentPlan
from app.services.results.development import OverYears
from app.web.assessments.contexts.plans import StatusChoice
from app.web.assessments.contexts.since_last_year import SinceLastYear, since_last_year
from app.web.shell.contexts.frame import Frame, url_of

MAX_ASKS = 3
"""Questions of a capital that are shown with what the next level asks: attention is scarce."""


@dataclass(frozen=True, slots=True)
class TargetField:
    """One capital's target: the level now, the choices, and what was typed."""

    capital: Capital
    now: str
    median: str
    """Of the other kommuner, as shown; empty where it may not be."""
    next_level: str
    """The level after today's; empty at the top and without a level."""
    since: SinceLastYear | None
    """None where nothing was decided in the capital last year."""
    asks: tuple[tuple[str, str], ...]
    """Of the questions that hold the capital back most: the question, and its words for the next level."""
    levels: tuple[StatusChoice, ...]
    year: str
    reason: str
    version: int
    saved_now: str
    """What somebody else has chosen meanwhile; otherwise empty."""
    errors: tuple[FieldError, ...]

    @property
    def is_explained(self) -> bool:
        """The field for why the target is low is unfolded."""
        return bool(self.reason) or self.reason_is_wrong

    @property
    def reason_is_wrong(self) -> bool:
        return any(error.field == "reason" for error in self.errors)

    @property
    def aim(self) -> str:
        """The chosen level in words, or empty."""
        return next((choice.label for choice in self.levels if choice.is_chosen), "")


@dataclass(frozen=True, slots=True)
class TargetsPage:
    frame: Frame
    url: str
    year: int
    waiting_actions: int
    """Of last year's, which come first."""
    fields: tuple[TargetField, ...]
    may_change: bool
    closed: str
    saved: bool
    no_proof: str

    @property
    def last_year(self) -> int | None:
        """The year whose actions stand beside the levels; None without any."""
        return next((field.since.year for field in self.fields if field.since is not None), None)

    @property
    def invalid(self) -> tuple[TargetField, ...]:
        return tuple(field for field in self.fields if field.errors)


def targets_page(
    frame: Frame,
    plan: AssessmentPlan,
    over_years: OverYears,
    entries: Mapping[str, tuple[RawTarget, int]] | None = None,
    errors: Mapping[str, tuple[FieldError, ...]] | None = None,
    overtaken: Collection[str] = (),
    *,
    is_saved: bool = False,
) -> TargetsPage:
    """`overtaken` are the capitals whose target somebody else has changed since the page was loaded."""
    entries, since = entries or {}, since_last_year(over_years)
    return TargetsPage(
        frame=frame,
        url=url_of(plan.assessment.key),
        year=plan.assessment.round.year,
        waiting_actions=plan.waiting_actions,
        fields=tuple(
            replace(_target_field(plan, capital, entries, errors or {}, overtaken), since=since.get(capital.id))
            for capital in plan.capitals
        ),
        may_change=plan.may_change and not plan.closed,
        closed=plan.closed,
        saved=is_saved,
        no_proof=NO_PROOF,
    )


def _target_field(
    plan: AssessmentPlan,
    capital: Capital,
    entries: Mapping[str, tuple[RawTarget, int]],
    errors: Mapping[str, tuple[FieldError, ...]],
    overtaken: Collection[str],
) -> TargetField:
    saved_target = plan.targets.get(capital.id)
    target = None if saved_target is None else saved_target.target
    default = (
        RawTarget("", "") if target is None else RawTarget(str(target.position), str(target.by_year), target.reason)
    )
    saved_version = 0 if saved_target is None else saved_target.version
    raw, version = entries.get(capital.id, (default, saved_version))
    is_overtaken = capital.id in overtaken
    levels = tuple(
        StatusChoice(str(place), level.label, str(place) == raw.level)
        for place, level in enumerate(plan.questionnaire.scale, start=1)
    )
    return TargetField(
        capital=capital,
        now=_level_now(plan, capital),
        median=_median(plan, capital),
        next_level=_next_level(plan, capital),
        since=None,
        asks=tuple(_asks(plan, capital)),
        levels=levels,
        year=raw.year,
        reason=raw.reason,
        version=saved_version if is_overtaken else version,
        saved_now=_target_words(plan, target) if is_overtaken else "",
        errors=tuple(errors.get(capital.id, ())),
    )


def _target_words(plan: AssessmentPlan, target: Target | None) -> str:
    if target is None:
        return "inget mål"
    return f"{plan.questionnaire.scale[target.position - 1].label} {target.by_year}"


def _level_now(plan: AssessmentPlan, capital: Capital) -> str:
    result = plan.profile.capital(capital.id)
    if result is None or result.index is None:
        return "inget resultat"
    return capital_text(result, plan.questionnaire).level


def _median(plan: AssessmentPlan, capital: Capital) -> str:
    median = plan.medians.get(capital.id)
    return "" if median is None else distance_text(median, plan.questionnaire.scale)


def _next_position(plan: AssessmentPlan, capital: Capital) -> int | None:
    result = plan.profile.capital(capital.id)
    is_told = result is not None and result.level is not None and result.level < len(plan.questionnaire.scale)
    return result.level + 1 if result is not None and result.level is not None and is_told else None


def _next_level(plan: AssessmentPlan, capital: Capital) -> str:
    position = _next_position(plan, capital)
    return "" if position is None else level_name(position, plan.questionnaire)


def _asks(plan: AssessmentPlan, capital: Capital) -> Iterator[tuple[str, str]]:
    """Questions that already are on the next level hold nothing back from it."""
    next_position = _next_position(plan, capital)
    if next_position is None:
        return
    count = len(plan.questionnaire.questions)
    steps = next_steps(plan.questionnaire, plan.profile, capital.id, count)
    for step in [step for step in steps if step.next_position <= next_position][:MAX_ASKS]:
        question = plan.questionnaire.questions[step.question_id]
        yield question.text, question.anchors[next_position - 1]
