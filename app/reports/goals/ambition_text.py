"""A region's decision on its ambition, and what the next step takes, in words: for its page and its report."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.figures.figures import FigureTable
from app.reports.goals.ambition_words import STEPS, ConditionText, condition_text, title_of
from app.reports.kernel.wording import date, listing
from app.rounds.goals.ambition import HIGHEST_STEP, STEP_OF, Condition, ConditionState
from app.rounds.goals.decision import StoredAmbition

FIRST_WITH_CONDITIONS = min(STEP_OF.values())


@dataclass(frozen=True, slots=True)
class DecisionText:
    """`against` names the conditions that were not met when it was noted; empty for none."""

    heading: str
    reason: str
    decided: str
    review: str
    against: str


@dataclass(frozen=True, slots=True)
class StepText:
    """`heading` says whether the region is on its way to the step, or on it already."""

    heading: str
    meaning: str
    conditions: tuple[ConditionText, ...]


@dataclass(frozen=True, slots=True)
class AmbitionText:
    """The decision that counts, and the step after it with its conditions as they stand."""

    decision: DecisionText
    step: StepText
    table: FigureTable


def decision_text(stored_decision: StoredAmbition) -> DecisionText:
    decision = stored_decision.decision
    unmet = [
        title_of(item.key).lower()
        for item in stored_decision.kept
        if item.state is ConditionState.NOT_MET and STEP_OF[item.key] <= decision.level
    ]
    return DecisionText(
        heading=f"Nivå {decision.level}: {STEPS[decision.level][0].lower()}",
        reason=decision.reason,
        decided=f"Beslutat {date(decision.decided_on)}, diarienummer {decision.diary_number}",
        review=f"Prövas igen {date(decision.review_on)}",
        against=f"Beslutet togs trots att detta inte var uppfyllt: {listing(unmet)}." if unmet else "",
    )


def steps_ahead(level: int | None, conditions: Iterable[Condition]) -> tuple[StepText, ...]:
    """From the one after the level that is decided, None before there is any; on the highest that one alone."""
    every = tuple(conditions)
    first = FIRST_WITH_CONDITIONS if level is None else min(level + 1, HIGHEST_STEP)
    return tuple(_step(number, every, is_reached=number == level) for number in range(first, HIGHEST_STEP + 1))


def ambition_text(stored_decision: StoredAmbition, conditions: Iterable[Condition]) -> AmbitionText:
    step = steps_ahead(stored_decision.decision.level, conditions)[0]
    rows = tuple((each.title, each.state, each.figure) for each in step.conditions)
    return AmbitionText(
        decision=decision_text(stored_decision),
        step=step,
        table=FigureTable("Villkoren som de står i dag", ("Villkor", "Läge", "Siffra"), rows),
    )


def _step(number: int, conditions: Iterable[Condition], *, is_reached: bool) -> StepText:
    name, meaning = STEPS[number]
    lead = f"Det som nivå {number} vilar på" if is_reached else f"Steget till nivå {number}"
    return StepText(
        heading=f"{lead}: {name.lower()}",
        meaning=meaning,
        conditions=tuple(condition_text(item) for item in conditions if item.step == number),
    )
