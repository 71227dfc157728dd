"""Contexts of the form of a common goal, and of ending one."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.goals.goal_words import goal_title
from app.reports.kernel.wording import date, level_title
from app.rounds.goals.goal import LOWEST_POSITION, RawGoal
from app.services.goals.goals import GoalForm
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GoalFormPage:
    frame: Frame
    url: str
    """Of the list of goals."""
    action: str
    typed: RawGoal
    decided: DayTyped
    capitals: Options
    levels: Options
    kommuner: int
    version: int
    is_new: bool
    stored: Options
    """What somebody else has saved since the page was loaded, line by line; empty otherwise."""
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EndGoalPage:
    frame: Frame
    url: str
    action: str
    title: str
    reason: str
    version: int
    stored: Options
    """As in `GoalFormPage`."""
    errors: Mapping[str, str]


def goal_form_page(
    frame: Frame, form: GoalForm, errors: Mapping[str, str] | None = None, *, is_conflict: bool = False
) -> GoalFormPage:
    url = f"{form.region.key.path}/mal"
    return GoalFormPage(
        frame=frame,
        url=url,
        action=f"{url}/nytt" if form.stored is None else f"{url}/{form.stored.id}",
        typed=form.typed,
        decided=DayTyped(form.typed.decided),
        capitals=(("", "Välj"), *((capital.id, capital.name) for capital in form.capitals)),
        levels=(
            ("", "Välj"),
            *(
                (str(position), level_title(level))
                for position, level in form.questionnaire.levels()
                if position >= LOWEST_POSITION
            ),
        ),
        kommuner=form.kommuner,
        version=form.version,
        is_new=form.stored is None,
        stored=_stored_lines(form) if is_conflict else (),
        errors=errors or {},
    )


def end_goal_page(
    frame: Frame,
    form: GoalForm,
    reason: str = "",
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
) -> EndGoalPage:
    url = f"{form.region.key.path}/mal"
    goal_id = "" if form.stored is None else str(form.stored.id)
    return EndGoalPage(
        frame=frame,
        url=url,
        action=f"{url}/{goal_id}/avsluta",
        title=title_of(form),
        reason=reason,
        version=form.version,
        stored=_stored_lines(form) if is_conflict else (),
        errors=errors or {},
    )


def title_of(form: GoalForm) -> str:
    return "" if form.stored is None else goal_title(form.stored.goal, form.questionnaire)


def _stored_lines(form: GoalForm) -> Options:
    if form.stored is None:
        return ()
    goal = form.stored.goal
    return (("Målet", title_of(form)), ("Beslutat", f"{date(goal.decided_on)}, diarienummer {goal.diary_number}"))
