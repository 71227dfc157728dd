"""Contexts of a kommun's plan: targets beside levels, and actions by capital."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Capital
from app.reports.figures.capital_texts import capital_text
from app.reports.results.action_columns import DETAILS, STATUSES
from app.rounds.assessments.plans import RESTORABLE, ActionStatus, RawAction, RawTarget, StoredAction, as_typed
from app.rounds.kernel.assessment import Assessment
from app.services.assessments.plans import AssessmentPlan
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class StatusChoice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TargetField:
    """One capital's target: the level now, the choices, and what was typed."""

    capital: Capital
    now: str
    levels: tuple[StatusChoice, ...]
    year: str
    version: int
    errors: tuple[FieldError, ...]

    @property
    def aim(self) -> str:
        """The chosen level in words, or empty."""
        return next((choice.label for choice in self.levels if choice.is_chosen), "")


@dataclass(frozen=True, slots=True)
class NoPlanPage:
    """Before there is a result to plan from."""

    frame: Frame
    url: str
    assessment: Assessment


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

    @property
    def invalid(self) -> tuple[TargetField, ...]:
        return tuple(field for field in self.fields if field.errors)


@dataclass(frozen=True, slots=True)
class ActionForm:
    """Fields of one action, new (`id` None) or being changed."""

    id: int | None
    version: int
    typed: RawAction
    due: DayTyped
    capitals: tuple[StatusChoice, ...]
    statuses: tuple[StatusChoice, ...]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """`cells` are what is told of the action, in the order of the page's `columns`."""

    id: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionGroup:
    capital: str
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ActionsPage:
    frame: Frame
    url: str
    catalogue_url: str
    """Of the support that actions can have come from."""
    waiting_actions: int
    """Of last year's, which come first."""
    columns: tuple[str, ...]
    groups: tuple[ActionGroup, ...]
    form: ActionForm | None
    """None for those who may only read."""
    just_deleted: ActionLine | None
    """What has been deleted a moment ago, with a button that takes it back."""
    deleted: tuple[ActionLine, ...]
    """What else can be taken back."""
    restorable_days: int


def targets_page(
    frame: Frame,
    plan: AssessmentPlan,
    entries: Mapping[str, tuple[RawTarget, int]] | None = None,
    errors: Mapping[str, tuple[FieldError, ...]] | None = None,
    *,
    is_saved: bool = False,
) -> TargetsPage:
    return TargetsPage(
        frame=frame,
        url=url_of(plan.assessment.key),
        year=plan.assessment.round.year,
        waiting_actions=plan.waiting_actions,
        fields=tuple(_target_field(plan, capital, entries or {}, errors or {}) for capital in plan.capitals),
        may_change=plan.may_change and not plan.closed,
        closed=plan.closed,
        saved=is_saved,
    )


def _target_field(
    plan: AssessmentPlan,
    capital: Capital,
    entries: Mapping[str, tuple[RawTarget, int]],
    errors: Mapping[str, tuple[FieldError, ...]],
) -> TargetField:
    saved_target = plan.targets.get(capital.id)
    target = None if saved_target is None else saved_target.target
    default = RawTarget("" if target is None else str(target.position), "" if target is None else str(target.by_year))
    raw, version = entries.get(capital.id, (default, 0 if saved_target is None else saved_target.version))
    levels = tuple(
        StatusChoice(str(place), level.label, str(place) == raw.level)
        for place, level in enumerate(plan.questionnaire.scale, start=1)
    )
    return TargetField(
        capital=capital,
        now=_level_now(plan, capital),
        levels=levels,
        year=raw.year,
        version=version,
        errors=tuple(errors.get(capital.id, ())),
    )


def _level_now(plan: AssessmentPlan, capital: Capital) -> str:
    result = plan.profile.capital(capital.id)
    if result is None or result.index is None:
        return "inget resultat"
    return capital_text(result, plan.questionnaire).level


def actions_page(
    frame: Frame,
    plan: AssessmentPlan,
    editing: StoredAction | None = None,
    raw_action: RawAction | None = None,
    errors: tuple[FieldError, ...] = (),
    *,
    just_deleted: str = "",
) -> ActionsPage:
    """`just_deleted` is the number of an action that has just been deleted, or empty."""
    deletions = tuple(map(_action_line, plan.deleted))
    groups = [
        ActionGroup(
            capital.name,
            tuple(
                _action_line(stored_action)
                for stored_action in plan.actions
                if stored_action.action.capital_id == capital.id
            ),
        )
        for capital in plan.capitals
    ]
    form = _action_form(plan, editing, raw_action, errors) if plan.may_change else None
    return ActionsPage(
        frame=frame,
        url=url_of(plan.assessment.key),
        catalogue_url=f"/{plan.assessment.key.region}/stod",
        waiting_actions=plan.waiting_actions,
        columns=tuple(column.heading for column in DETAILS),
        groups=tuple(group for group in groups if group.lines),
        form=form,
        just_deleted=next((line for line in deletions if str(line.id) == just_deleted), None),
        deleted=tuple(line for line in deletions if str(line.id) != just_deleted),
        restorable_days=RESTORABLE.days,
    )


def _action_line(stored_action: StoredAction) -> ActionLine:
    return ActionLine(
        stored_action.id, stored_action.action.text, tuple(column.words(stored_action.action) for column in DETAILS)
    )


def _action_form(
    plan: AssessmentPlan, editing: StoredAction | None, raw_action: RawAction | None, errors: tuple[FieldError, ...]
) -> ActionForm:
    raw = raw_action or (RawAction() if editing is None else as_typed(editing.action))
    return ActionForm(
        id=None if editing is None else editing.id,
        version=0 if editing is None else editing.version,
        typed=raw,
        due=DayTyped(raw.due),
        capitals=tuple(StatusChoice(capital.id, capital.name, capital.id == raw.capital) for capital in plan.capitals),
        statuses=tuple(StatusChoice(status, STATUSES[status], status == raw.status) for status in ActionStatus),
        errors={error.field: error.message for error in errors},
    )
