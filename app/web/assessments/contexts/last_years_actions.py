"""Context of the page where last year's actions are gone through."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.assessment.answering.entry import FieldError, whole_number
from app.reports.figures.figures import FigureTable
from app.reports.results.action_columns import DETAILS, TEXT
from app.rounds.assessments.last_years_actions import Fate, RawFate, account_of
from app.rounds.assessments.plans import StoredAction
from app.services.assessments.last_years_actions import ActionReview
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame, url_of

FATES = (
    (Fate.DONE.value, "Klar"),
    (Fate.GOES_ON.value, "Går vidare i år"),
    (Fate.DROPPED.value, "Stryks"),
)
TOLD_PLACE = "genomgangna"
"""The heading's id on the page."""
TOLD_HEADER = (TEXT.heading, "Vad som hände", "Utfall eller skäl")


@dataclass(frozen=True, slots=True)
class FateFields:
    """One action that waits for an account. Its fields' names begin with `name`."""

    name: str
    text: str
    facts: tuple[tuple[str, str], ...]
    """Heading and words of what is told of the action."""
    version: int
    fate: str
    reason: str
    due: DayTyped


@dataclass(frozen=True, slots=True)
class LastYearsActionsPage:
    frame: Frame
    url: str
    fates: tuple[tuple[str, str], ...]
    last_year: int | None
    """None without any earlier year; then there is nothing to go through."""
    last_url: str
    """Of last year's actions."""
    fields: tuple[FateFields, ...]
    told: FigureTable | None
    errors: Mapping[str, str]
    is_saved: bool


def typed_fates(fields: Mapping[str, str]) -> dict[int, RawFate]:
    """The action's id -> what was entered for it."""
    ids = {name.split(".")[0].removeprefix("atgard-") for name in fields if name.startswith("atgard-")}
    return {
        int(text): RawFate(*(fields.get(f"atgard-{text}.{field}", "") for field in ("fate", "reason", "due")))
        for text in ids
        if whole_number(text)
    }


def review_page(
    frame: Frame,
    review: ActionReview,
    entries: Mapping[int, tuple[RawFate, int]] | None = None,
    errors: Mapping[str, tuple[FieldError, ...]] | None = None,
    *,
    is_saved: bool = False,
) -> LastYearsActionsPage:
    last = review.actions.last
    return LastYearsActionsPage(
        frame=frame,
        url=url_of(review.assessment.key),
        fates=FATES,
        last_year=None if last is None else last.round.year,
        last_url="" if last is None else url_of(last.key, "atgarder"),
        fields=tuple(_fields(review, action, entries or {}) for action in review.actions.waiting),
        told=_told_table(review),
        errors=_errors_by_field(review, errors or {}),
        is_saved=is_saved,
    )


def _errors_by_field(review: ActionReview, errors: Mapping[str, tuple[FieldError, ...]]) -> dict[str, str]:
    """What somebody else has told of meanwhile has no fields any more: its error leads to what is told."""
    waiting = {str(action.id) for action in review.actions.waiting}
    return {
        f"atgard-{number}.{error.field}" if number in waiting else TOLD_PLACE: error.message
        for number, problems in errors.items()
        for error in problems
    }


def _fields(review: ActionReview, action: StoredAction, entries: Mapping[int, tuple[RawFate, int]]) -> FateFields:
    due_on = action.action.due_on
    is_ahead = due_on is not None and due_on >= review.today
    default = RawFate(due=str(due_on) if is_ahead else "")
    raw, _ = entries.get(action.id, (default, 0))
    return FateFields(
        name=f"atgard-{action.id}",
        text=action.action.text,
        facts=(
            ("Kapitalslag", _capital_name(review, action)),
            *((column.heading, column.words(action.action)) for column in DETAILS),
        ),
        version=action.version,
        fate=raw.fate,
        reason=raw.reason,
        due=DayTyped(raw.due),
    )


def _capital_name(review: ActionReview, action: StoredAction) -> str:
    capitals = () if review.questionnaire is None else review.questionnaire.capitals
    return next((capital.name for capital in capitals if capital.id == action.action.capital_id), "")


def _told_table(review: ActionReview) -> FigureTable | None:
    rows = tuple(_told_rows(review))
    return FigureTable("Redan genomgångna", TOLD_HEADER, rows) if rows else None


def _told_rows(review: ActionReview) -> Iterator[tuple[str, ...]]:
    labels = dict(FATES)
    for action in review.actions.actions:
        heir = review.actions.heirs.get(action.id)
        account = account_of(action.action, None if heir is None else heir.action)
        if account is not None:
            yield action.action.text, labels[account.fate], account.reason or "–"
