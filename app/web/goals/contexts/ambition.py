"""Contexts of a region's ambition: the steps with their conditions, the decisions, and the form of a new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.reports.goals.ambition_text import DecisionText, StepText, decision_text, steps_ahead
from app.reports.goals.ambition_words import OURS, STATES, STEPS, ConditionText, title_of
from app.reports.kernel.wording import date, listing
from app.rounds.goals.ambition import Condition, ConditionState, unknown_up_to, unmet_up_to
from app.rounds.goals.decision import RawAmbition, StoredAmbition
from app.rounds.kernel.days import day_of
from app.services.goals.ambition import RegionAmbition
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame

TAGS = {ConditionState.MET: "done", ConditionState.NOT_MET: "waiting", ConditionState.NOT_KNOWN: "coming"}


@dataclass(frozen=True, slots=True)
class ConditionRow:
    text: ConditionText
    tag: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """The conditions for going from the step before to this one."""

    heading: str
    meaning: str
    rows: tuple[ConditionRow, ...]


@dataclass(frozen=True, slots=True)
class KeptView:
    title: str
    state: str
    figure: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    text: DecisionText
    noted: str
    kept: tuple[KeptView, ...]


@dataclass(frozen=True, slots=True)
class AmbitionPage:
    frame: Frame
    url: str
    done: str
    current: DecisionView | None
    earlier: tuple[DecisionView, ...]
    steps: tuple[StepView, ...]
    """The next one first."""
    ours: str
    year: int | None
    may_decide: bool


@dataclass(frozen=True, slots=True)
class AmbitionFormPage:
    frame: Frame
    url: str
    typed: RawAmbition
    decided: DayTyped
    review: DayTyped
    levels: tuple[tuple[str, str, str], ...]
    errors: Mapping[str, str]


def ambition_page(frame: Frame, ambition: RegionAmbition, notice: str) -> AmbitionPage:
    decisions = tuple(map(_decision, ambition.decisions))
    level = None if ambition.current is None else ambition.current.level
    return AmbitionPage(
        frame=frame,
        url=f"{ambition.region.key.path}/ambition",
        done="Beslutet är sparat, med villkoren som de står i dag." if notice == "beslutat" else "",
        current=decisions[0] if decisions else None,
        earlier=decisions[1:],
        steps=tuple(_step(step, ambition.conditions) for step in steps_ahead(level, ambition.conditions)),
        ours=OURS,
        year=ambition.year,
        may_decide=ambition.may_decide,
    )


def ambition_form_page(
    frame: Frame, ambition: RegionAmbition, raw: RawAmbition, errors: Mapping[str, str] | None = None
) -> AmbitionFormPage:
    return AmbitionFormPage(
        frame=frame,
        url=f"{ambition.region.key.path}/ambition",
        typed=raw,
        decided=DayTyped(raw.decided),
        review=DayTyped(raw.review),
        levels=tuple(
            (str(number), f"{number} · {name}", _level_note(number, meaning, ambition.conditions))
            for number, (name, meaning) in STEPS.items()
        ),
        errors=errors or {},
    )


def _level_note(step: int, meaning: str, conditions: tuple[Condition, ...]) -> str:
    """Conditions are named and not counted: none weighs as much as another."""
    unmet = listing([title_of(item.key).lower() for item in unmet_up_to(step, conditions)])
    parts = [meaning, f"Inte uppfyllt: {unmet}." if unmet else ""]
    parts += ["Några villkor är inte kända."] if unknown_up_to(step, conditions) else []
    return " ".join(filter(None, parts))


def _step(step: StepText, conditions: Iterable[Condition]) -> StepView:
    states = {title_of(item.key): item.state for item in conditions}
    rows = (
        ConditionRow(text, TAGS[states[text.title]], is_known=states[text.title] is not ConditionState.NOT_KNOWN)
        for text in step.conditions
    )
    return StepView(heading=step.heading, meaning=step.meaning, rows=tuple(rows))


def _decision(stored_decision: StoredAmbition) -> DecisionView:
    return DecisionView(
        text=decision_text(stored_decision),
        noted=date(day_of(stored_decision.noted_at)),
        kept=tuple(
            KeptView(title_of(item.key), STATES[item.state], item.figure or "–") for item in stored_decision.kept
        ),
    )
