"""What a coordinator decides of a round before it opens, and whether it can be kept as it was entered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.rounds.kernel.days import read_day
from app.rounds.progress.round_advice import size_of

LONGEST = timedelta(days=366)
"""A round is one year's; anything longer is a year mistyped."""


class Field(StrEnum):
    """Where on the page a fault is. The values are the names of the page's fields."""

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
class PlanFault:
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
class Plan:
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
) -> Questions | tuple[PlanFault, ...]:
    """The choice of form and capitals, or every fault in it. What is ticked but does not exist is left out."""
    choice = FORMS.get(form)
    capital_ids = tuple(capital.id for capital in questionnaire.capitals if capital.id in capitals)
    faults = (*_form_faults(choice), *_capital_faults(questionnaire, choice, capital_ids))
    if faults or choice is None:
        return faults
    every = len(capital_ids) == len(questionnaire.capitals)
    return Questions(choice, None if every else capital_ids)


def read_plan(
    raw: RawPlan, questionnaire: Questionnaire, kommuner: Sequence[str], today: date
) -> Plan | tuple[PlanFault, ...]:
    """The plan, or every fault in it. What is ticked but does not exist is left out."""
    is_trial, questions = KINDS.get(raw.kind), read_questions(raw.form, raw.capitals, questionnaire)
    opens_on, closes_on = read_day(raw.opens_on), read_day(raw.closes_on)
    selection = tuple(slug for slug in kommuner if slug in raw.kommuner)
    faults = (
        *_kind_faults(is_trial),
        *(questions if isinstance(questions, tuple) else ()),
        *_day_faults(opens_on, closes_on, today),
        *_kommun_faults(kommuner, selection),
    )
    if faults or isinstance(questions, tuple) or is_trial is None or opens_on is None or closes_on is None:
        return faults
    return Plan(is_trial, questions.form, opens_on, closes_on, questions.capital_ids, selection)


def _kind_faults(is_trial: bool | None) -> Iterable[PlanFault]:
    if is_trial is None:
        yield PlanFault(Field.KIND, "Välj om det är en provomgång eller en riktig omgång.")


def _form_faults(form: Form | None) -> Iterable[PlanFault]:
    if form is None:
        yield PlanFault(Field.FORM, "Välj kort eller långt formulär.")


NOT_A_DAY = "Skriv {what} som år, månad och dag, till exempel {example}."


def _day_faults(opens_on: date | None, closes_on: date | None, today: date) -> Iterable[PlanFault]:
    if opens_on is None:
        yield PlanFault(Field.OPENS_ON, NOT_A_DAY.format(what="första dagen", example=today.isoformat()))
    elif opens_on < today:
        yield PlanFault(Field.OPENS_ON, "Första dagen har passerat. Välj i dag eller en senare dag.")
    yield from closing_faults(closes_on, today)
    if opens_on is not None and closes_on is not None and closes_on >= today:
        if closes_on <= opens_on:
            yield PlanFault(Field.CLOSES_ON, "Sista dagen måste komma efter första dagen.")
        elif closes_on - opens_on > LONGEST:
            yield PlanFault(Field.CLOSES_ON, "Omgången blir längre än ett år. Kontrollera årtalen.")


def closing_faults(closes_on: date | None, today: date) -> Iterable[PlanFault]:
    if closes_on is None:
        example = (today + timedelta(days=30)).isoformat()
        yield PlanFault(Field.CLOSES_ON, NOT_A_DAY.format(what="sista dagen", example=example))
    elif closes_on < today:
        yield PlanFault(Field.CLOSES_ON, "Sista dagen har passerat. Välj i dag eller en senare dag.")


def read_extension(text: str, closes_on: date, today: date) -> date | tuple[PlanFault, ...]:
    """The later last day of an open round, or the one it has, or what is wrong with it."""
    later = read_day(text)
    faults = tuple(closing_faults(later, today))
    if later is None or faults:
        return faults
    if later < closes_on:
        return (PlanFault(Field.CLOSES_ON, "Välj en dag som kommer efter den sista dagen ni har nu."),)
    if later - closes_on > LONGEST:
        return (PlanFault(Field.CLOSES_ON, "Det är mer än ett år senare. Kontrollera årtalet."),)
    return later


def _capital_faults(
    questionnaire: Questionnaire, form: Form | None, capital_ids: Collection[str]
) -> Iterable[PlanFault]:
    if not capital_ids:
        yield PlanFault(Field.CAPITALS, "Välj minst ett kapitalslag.")
    elif form is not None and not size_of(questionnaire, form, capital_ids).questions:
        yield PlanFault(Field.CAPITALS, "Det korta formuläret har inga frågor om det du valt. Välj fler kapitalslag.")


def _kommun_faults(kommuner: Sequence[str], selection: Sequence[str]) -> Iterable[PlanFault]:
    if not kommuner:
        yield PlanFault(Field.KOMMUNER, "Regionen har inga kommuner än. Lägg till dem först.")
    elif not selection:
        yield PlanFault(Field.KOMMUNER, "Välj minst en kommun.")
