"""Contexts of a kommun's plan: targets beside levels, and actions by capital."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Capital, RoundSubject
from app.reports.results.action_columns import DETAILS, STATUSES, notes_on
from app.rounds.assessments.plans import RESTORABLE, ActionStatus, RawAction, StoredAction, as_typed
from app.services.assessments.plans import AssessmentPlan
from app.support.workshops.landing import NoteSource
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class StatusChoice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionBoxes:
    """The questions of a capital, to tick."""

    capital: str
    choices: tuple[StatusChoice, ...]


@dataclass(frozen=True, slots=True)
class ActionForm:
    """Fields of one action, new (`id` None) or being changed."""

    id: int | None
    version: int
    typed: RawAction
    due: DayTyped
    capitals: tuple[StatusChoice, ...]
    statuses: tuple[StatusChoice, ...]
    questions: tuple[QuestionBoxes, ...]
    decided: DayTyped
    errors: Mapping[str, str]

    @property
    def has_questions(self) -> bool:
        return any(choice.is_chosen for group in self.questions for choice in group.choices)

    @property
    def is_followed_up(self) -> bool:
        """Something stands in the folded fields, or is wrong there."""
        raw = self.typed
        return bool(raw.decided or raw.diary or raw.outcome or {"decided", "diary", "outcome"} & set(self.errors))


@dataclass(frozen=True, slots=True)
class ActionLine:
    """`cells` are what is told of the action, in the order of the page's `columns`."""

    id: int
    text: str
    notes: str
    """Decision and outcome, or empty."""
    follows: bool
    """It goes on from an earlier year."""
    cells: tuple[str, ...]
    tell_url: str = ""
    """Where an example is made of it; empty of what is not over, and for those who make none."""


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
    suggests_support: bool
    """The round is about kommuner, which support is for."""
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
    error_title: str
    is_saved: bool = False
    """One has just been saved."""
    sources: Mapping[int, NoteSource] = field(default_factory=dict)
    """Action -> the workshop that it came from."""


def actions_page(
    frame: Frame,
    plan: AssessmentPlan,
    editing: StoredAction | None = None,
    raw_action: RawAction | None = None,
    errors: tuple[FieldError, ...] = (),
    *,
    loaded_version: int | None = None,
    just_deleted: str = "",
    error_title: str = "Åtgärden är inte sparad",
) -> ActionsPage:
    """`loaded_version` is the one that what was typed stands upon, None for the one that is shown now; `just_deleted`
    the number of an action that has just been deleted, or empty.
    """
    deletions = tuple(map(_action_line, plan.deleted))
    groups = [
        ActionGroup(
            capital.name,
            tuple(
                _with_telling(plan, stored_action)
                for stored_action in plan.actions
                if stored_action.action.capital_id == capital.id
            ),
        )
        for capital in _capitals_with(plan, plan.actions)
    ]
    form = _action_form(plan, editing, raw_action, errors) if plan.may_change else None
    if form is not None and loaded_version is not None:
        form = replace(form, version=loaded_version)
    return ActionsPage(
        frame=frame,
        url=url_of(plan.assessment.key),
        catalogue_url=f"/{plan.assessment.key.region}/stod",
        suggests_support=plan.assessment.round.subject is RoundSubject.KOMMUN,
        waiting_actions=plan.waiting_actions,
        columns=tuple(column.heading for column in DETAILS),
        groups=tuple(group for group in groups if group.lines),
        form=form,
        just_deleted=next((line for line in deletions if str(line.id) == just_deleted), None),
        deleted=tuple(line for line in deletions if str(line.id) != just_deleted),
        restorable_days=RESTORABLE.days,
        error_title=error_title,
    )


def _action_line(stored_action: StoredAction) -> ActionLine:
    action = stored_action.action
    return ActionLine(
        id=stored_action.id,
        text=action.text,
        notes=notes_on(action),
        follows=action.follows_id is not None,
        cells=tuple(column.words(action) for column in DETAILS),
    )


def _with_telling(plan: AssessmentPlan, stored_action: StoredAction) -> ActionLine:
    """With the way to an example, of what is done, or was dropped with a reason."""
    action, round_ = stored_action.action, plan.assessment.round
    is_over = action.status is ActionStatus.DONE or (action.status is ActionStatus.DROPPED and bool(action.outcome))
    is_told = plan.may_change and is_over and round_.subject is RoundSubject.KOMMUN and not round_.is_trial
    url = f"/{plan.assessment.key.region}/exempel/nytt?atgard={stored_action.id}" if is_told else ""
    return replace(_action_line(stored_action), tell_url=url)


def _capitals_with(plan: AssessmentPlan, actions: Collection[StoredAction]) -> tuple[Capital, ...]:
    """Also those that the actions stand in and that the round asks about no longer, so that none stands nowhere."""
    return plan.assessment.round.capitals_with([item.action.capital_id for item in actions], plan.questionnaire)


def _question_boxes(plan: AssessmentPlan, raw: RawAction, choices: Collection[Capital]) -> tuple[QuestionBoxes, ...]:
    """Of the chosen capital; of all where none is chosen yet."""
    capitals = [capital for capital in choices if capital.id == raw.capital]
    return tuple(
        QuestionBoxes(
            capital.name,
            tuple(
                StatusChoice(question.id, question.text, question.id in raw.questions)
                for question in capital.asked(plan.assessment.round.form)
            ),
        )
        for capital in capitals or choices
    )


def _action_form(
    plan: AssessmentPlan, editing: StoredAction | None, raw_action: RawAction | None, errors: tuple[FieldError, ...]
) -> ActionForm:
    raw = raw_action or (RawAction() if editing is None else as_typed(editing.action))
    capitals = plan.capitals if editing is None else _capitals_with(plan, [editing])
    return ActionForm(
        id=None if editing is None else editing.id,
        version=0 if editing is None else editing.version,
        typed=raw,
        due=DayTyped(raw.due),
        capitals=tuple(StatusChoice(capital.id, capital.name, capital.id == raw.capital) for capital in capitals),
        statuses=tuple(StatusChoice(status, STATUSES[status], status == raw.status) for status in ActionStatus),
        questions=_question_boxes(plan, raw, capitals),
        decided=DayTyped(raw.decided),
        errors={error.field: error.message for error in errors},
    )
