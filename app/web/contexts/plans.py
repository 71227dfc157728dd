"""Contexts of a kommun's plan: targets beside levels, and actions by capital."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment.entry import Fault
from app.assessment.questionnaire import Capital
from app.followup.plans import ActionStatus, RawAction, RawTarget
from app.reports.capital_facts import level_text
from app.reports.wording import date
from app.services.planning import Plan
from app.storage.plans import StoredAction
from app.web.contexts.frame import Frame, url_of

STATUS_NAMES = {
    ActionStatus.PLANNED: "planerad",
    ActionStatus.UNDER_WAY: "pågår",
    ActionStatus.DONE: "klar",
    ActionStatus.DROPPED: "ströks",
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TargetField:
    """One capital's target: the level now, the choices, and what was typed."""

    capital: Capital
    now: str
    levels: tuple[Choice, ...]
    year: str
    version: int
    faults: tuple[Fault, ...]

    @property
    def aim(self) -> str:
        """The chosen level in words, or empty."""
        return next((choice.label for choice in self.levels if choice.chosen), "")


@dataclass(frozen=True, slots=True)
class TargetsPage:
    frame: Frame
    url: str
    year: int
    fields: tuple[TargetField, ...]
    may_change: bool
    closed: str
    saved: bool

    @property
    def faulty(self) -> tuple[TargetField, ...]:
        return tuple(field for field in self.fields if field.faults)


@dataclass(frozen=True, slots=True)
class ActionForm:
    """Fields of one action, new (`id` None) or being changed."""

    id: int | None
    version: int
    capitals: tuple[Choice, ...]
    text: str
    owner: str
    due: str
    statuses: tuple[Choice, ...]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ActionLine:
    id: int
    text: str
    owner: str
    due: str
    status: str


@dataclass(frozen=True, slots=True)
class ActionGroup:
    capital: str
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ActionsPage:
    frame: Frame
    url: str
    groups: tuple[ActionGroup, ...]
    form: ActionForm | None
    """None for those who may only read."""


def targets_page(
    frame: Frame,
    plan: Plan,
    typed: Mapping[str, tuple[RawTarget, int]] | None = None,
    faults: Mapping[str, tuple[Fault, ...]] | None = None,
    *,
    saved: bool = False,
) -> TargetsPage:
    return TargetsPage(
        frame,
        url_of(plan.assessment.key),
        plan.assessment.round.year,
        tuple(_target_field(plan, capital, typed or {}, faults or {}) for capital in plan.capitals),
        plan.may_change and not plan.closed,
        plan.closed,
        saved,
    )


def _target_field(
    plan: Plan,
    capital: Capital,
    typed: Mapping[str, tuple[RawTarget, int]],
    faults: Mapping[str, tuple[Fault, ...]],
) -> TargetField:
    stored = plan.targets.get(capital.id)
    target = None if stored is None else stored.target
    known = RawTarget("" if target is None else str(target.position), "" if target is None else str(target.by_year))
    raw, version = typed.get(capital.id, (known, 0 if stored is None else stored.version))
    levels = tuple(
        Choice(str(place), level.label, str(place) == raw.level)
        for place, level in enumerate(plan.questionnaire.scale, start=1)
    )
    return TargetField(capital, _level_now(plan, capital), levels, raw.year, version, tuple(faults.get(capital.id, ())))


def _level_now(plan: Plan, capital: Capital) -> str:
    result = plan.profile.capital(capital.id)
    if result is None or result.index is None:
        return "inget resultat"
    return level_text(result, plan.questionnaire)


def actions_page(
    frame: Frame,
    plan: Plan,
    editing: StoredAction | None = None,
    typed: RawAction | None = None,
    faults: tuple[Fault, ...] = (),
) -> ActionsPage:
    groups = [
        ActionGroup(
            capital.name,
            tuple(_action_line(found) for found in plan.actions if found.action.capital_id == capital.id),
        )
        for capital in plan.capitals
    ]
    form = _action_form(plan, editing, typed, faults) if plan.may_change else None
    return ActionsPage(frame, url_of(plan.assessment.key), tuple(group for group in groups if group.lines), form)


def _action_line(found: StoredAction) -> ActionLine:
    action = found.action
    due = "" if action.due_on is None else date(action.due_on)
    return ActionLine(found.id, action.text, action.owner, due, STATUS_NAMES[action.status])


def _action_form(
    plan: Plan, editing: StoredAction | None, typed: RawAction | None, faults: tuple[Fault, ...]
) -> ActionForm:
    raw = typed or _raw(editing)
    return ActionForm(
        None if editing is None else editing.id,
        0 if editing is None else editing.version,
        tuple(Choice(capital.id, capital.name, capital.id == raw.capital) for capital in plan.capitals),
        raw.text,
        raw.owner,
        raw.due,
        tuple(Choice(status, STATUS_NAMES[status], status == raw.status) for status in ActionStatus),
        {fault.field: fault.message for fault in faults},
    )


def _raw(editing: StoredAction | None) -> RawAction:
    if editing is None:
        return RawAction("", "", "", "", ActionStatus.PLANNED)
    action = editing.action
    due = "" if action.due_on is None else action.due_on.isoformat()
    return RawAction(action.capital_id, action.text, action.owner, due, action.status)
