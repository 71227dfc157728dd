"""What a coordinator decides of a round before it opens, and whether it can be kept as it was entered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.rounds.kernel.days import DAY_TOO_FAR, MAX_DAYS_AHEAD, read_day
from app.rounds.progress.round_advice import size_of

MAX_LENGTH = timedelta(days=366)
"""A round is one year's; anything longer is a year mistyped."""


class Field(StrEnum):
    """Where on the page an error is. The values are the names of the page's fields."""

    KIND = "slag"
    FORM = "form"
    OPENS_ON = "oppnar"
    CLOSES_ON = "stanger"
    CAPITALS = "kapital"
    KOMMUNER = "kommun"


KINDS = {"riktig": False, "prov": True}
"""As the page names them -> whether it is a trial."""
FORMS = {"kort": Form.SHORT, "lang": Form.LONG}
"""As the page names them, in the order it has them; the first is proposed."""
PROPOSED_FORM = next(iter(FORMS))


@dataclass(frozen=True, slots=True)
class PlanFieldError:
    """What is wrong with one field, in Swedish and with what to do."""

    field: Field
    message: str


@dataclass(frozen=True, slots=True)
class RawPlan:
    """As it came from the page. `capitals` and `kommuner` are ids and slugs that were ticked."""

    kind: str
    form: str
    opens_on: str
    closes_on: str
    capitals: frozenset[str]
    kommuner: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """`capital_ids` is None when all are asked; `kommuner` are slugs."""

    is_trial: bool
    form: Form
    opens_on: date
    closes_on: date
    capital_ids: tuple[str, ...] | None
    kommuner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What a round asks; `capital_ids` as in Plan."""

    form: Form
    capital_ids: tuple[str, ...] | None


def read_questions(
    form: str, capitals: Collection[str], questionnaire: Questionnaire
) -> Questions | tuple[PlanFieldError, ...]:
    """The choice of form and capitals, or every error in it. What is ticked but does not exist is left out."""
    choice = FORMS.get(form)
    capital_ids = tuple(capital.id for capital in questionnaire.capitals if capital.id in capitals)
    errors = (*_form_errors(choice), *_capital_errors(questionnaire, choice, capital_ids))
    if errors or choice is None:
        return errors
    every = len(capital_ids) == len(questionnaire.capitals)
    return Questions(choice, None if every else capital_ids)


def read_plan(
    raw: RawPlan, questionnaire: Questionnaire, kommuner: Sequence[str], today: date
) -> RoundPlan | tuple[PlanFieldError, ...]:
    """The plan, or every error in it. What is ticked but does not exist is left out."""
    is_trial, questions = KINDS.get(raw.kind), read_questions(raw.form, raw.capitals, questionnaire)
    opens_on, closes_on = read_day(raw.opens_on), read_day(raw.closes_on)
    selection = tuple(slug for slug in kommuner if slug in raw.kommuner)
    errors = (
        *_kind_errors(is_trial),
        *(questions if isinstance(questions, tuple) else ()),
        *_day_errors(opens_on, closes_on, today),
        *_kommun_errors(kommuner, selection),
    )
    if errors or isinstance(questions, tuple) or is_trial is None or opens_on is None or closes_on is None:
        return errors
    return RoundPlan(
        is_trial=is_trial,
        form=questions.form,
        opens_on=opens_on,
        closes_on=closes_on,
        capital_ids=questions.capital_ids,
        kommuner=selection,
    )


def _kind_errors(is_trial: bool | None) -> Iterable[PlanFieldError]:
    if is_trial is None:
        yield PlanFieldError(Field.KIND, "Välj om det är en provomgång eller en riktig omgång.")


def _form_errors(form: Form | None) -> Iterable[PlanFieldError]:
    if form is None:
        yield PlanFieldError(Field.FORM, "Välj kort eller långt formulär.")


NOT_A_DAY = "Skriv {what} som år, månad och dag, till exempel {example}."


def _day_errors(opens_on: date | None, closes_on: date | None, today: date) -> Iterable[PlanFieldError]:
    if opens_on is None:
        yield PlanFieldError(Field.OPENS_ON, NOT_A_DAY.format(what="första dagen", example=today.isoformat()))
    elif opens_on < today:
        yield PlanFieldError(Field.OPENS_ON, "Första dagen har passerat. Välj i dag eller en senare dag.")
    elif (opens_on - today).days > MAX_DAYS_AHEAD:
        yield PlanFieldError(Field.OPENS_ON, DAY_TOO_FAR)
    errors_of_last_day = tuple(closing_errors(closes_on, today))
    yield from errors_of_last_day
    if opens_on is not None and closes_on is not None and not errors_of_last_day:
        if closes_on <= opens_on:
            yield PlanFieldError(Field.CLOSES_ON, "Sista dagen måste komma efter första dagen.")
        elif closes_on - opens_on > MAX_LENGTH:
            yield PlanFieldError(Field.CLOSES_ON, "Omgången blir längre än ett år. Kontrollera årtalen.")


def closing_errors(closes_on: date | None, today: date) -> Iterable[PlanFieldError]:
    if closes_on is None:
        example = (today + timedelta(days=30)).isoformat()
        yield PlanFieldError(Field.CLOSES_ON, NOT_A_DAY.format(what="sista dagen", example=example))
    elif closes_on < today:
        yield PlanFieldError(Field.CLOSES_ON, "Sista dagen har passerat. Välj i dag eller en senare dag.")
    elif (closes_on - today).days > MAX_DAYS_AHEAD:
        yield PlanFieldError(Field.CLOSES_ON, DAY_TOO_FAR)


def read_extension(text: str, closes_on: date, today: date) -> date | tuple[PlanFieldError, ...]:
    """The later last day of an open round, or the one it has, or what is wrong with it."""
    later = read_day(text)
    errors = tuple(closing_errors(later, today))
    if later is None or errors:
        return errors
    if later < closes_on:
        return (PlanFieldError(Field.CLOSES_ON, "Välj en dag som kommer efter den sista dagen ni har nu."),)
    if later - closes_on > MAX_LENGTH:
        return (PlanFieldError(Field.CLOSES_ON, "Det är mer än ett år senare. Kontrollera årtalet."),)
    return later


def _capital_errors(
    questionnaire: Questionnaire, form: Form | None, capital_ids: Collection[str]
) -> Iterable[PlanFieldError]:
    if not capital_ids:
        yield PlanFieldError(Field.CAPITALS, "Välj minst ett kapitalslag.")
    elif form is not None and not size_of(questionnaire, form, capital_ids).questions:
        yield PlanFieldError(
            Field.CAPITALS, "Det korta formuläret har inga frågor om det du valt. Välj fler kapitalslag."
        )


def _kommun_errors(kommuner: Sequence[str], selection: Sequence[str]) -> Iterable[PlanFieldError]:
    if not kommuner:
        yield PlanFieldError(Field.KOMMUNER, "Regionen har inga kommuner än. Lägg till dem först.")
    elif not selection:
        yield PlanFieldError(Field.KOMMUNER, "Välj minst en kommun.")
