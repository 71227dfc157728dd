"""Contexts of the pages where a region's coordinator plans a round and changes the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.accounts.organisations.organisation import Municipality
from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.reports.kernel.wording import listing, lowered
from app.rounds.progress.round_advice import Size, size_of
from app.rounds.progress.round_plans import FORMS, KINDS, PROPOSED_FORM, RawPlan
from app.services.rounds.round_plans import EditionChoice, Planned, Planning
from app.web.shell.contexts.cards import Card, round_card
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame, url_of

CAPITAL, KOMMUN = "kapital", "kommun"
"""How the fields of boxes to tick begin."""


@dataclass(frozen=True, slots=True)
class EditionCard:
    title: str
    url: str
    preview_url: str
    long: Size
    short: Size
    rounds: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class EditionsPage:
    frame: Frame
    editions: tuple[EditionCard, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPart:
    """The choice of form and capitals, as it stands on the page."""

    long: Size
    short: Size
    form: str
    capitals: tuple[Tick, ...]
    preview_url: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where a form is sent, by which button, and the page to go back to instead."""

    url: str
    back_url: str
    button: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    frame: Frame
    overline: str
    heading: str
    way: Way
    existing: tuple[Card, ...]
    """The region's other rounds with the edition."""
    kind: str
    opens_on: DayTyped
    closes_on: DayTyped
    questions: QuestionsPart
    kommuner: tuple[Tick, ...]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    frame: Frame
    overline: str
    way: Way
    questions: QuestionsPart
    errors: Mapping[str, str]


def editions_page(frame: Frame, planning: Planning) -> EditionsPage:
    return EditionsPage(frame, tuple(_edition(planning, choice) for choice in planning.editions))


def _edition(planning: Planning, choice: EditionChoice) -> EditionCard:
    asked = choice.questionnaire
    return EditionCard(
        asked.title,
        plan_url(planning.region.slug, asked),
        preview_url(asked),
        size_of(asked, Form.LONG),
        size_of(asked, Form.SHORT),
        tuple(map(round_card, choice.rounds)),
    )


def plan_url(region: str, questionnaire: Questionnaire) -> str:
    return f"/{region}/omgangar/ny/{questionnaire.id}/{questionnaire.year}"


def preview_url(questionnaire: Questionnaire) -> str:
    return f"/frageformular/{questionnaire.id}/{questionnaire.year}"


def empty_plan(planning: Planning, questionnaire: Questionnaire) -> RawPlan:
    """The form that is proposed, all capitals and all kommuner; the rest is for the coordinator to say."""
    capitals = frozenset(capital.id for capital in questionnaire.capitals)
    return RawPlan("", PROPOSED_FORM, "", "", capitals, frozenset(found.slug for found in planning.kommuner))


def plan_of(planned: Planned) -> RawPlan:
    """The plan as the page has it."""
    round_ = planned.led.round
    asked = round_.asked_capitals(planned.led.questionnaire)
    return RawPlan(
        _name_of(KINDS, value=round_.is_trial),
        _name_of(FORMS, value=round_.form),
        round_.opens_on.isoformat(),
        round_.closes_on.isoformat(),
        frozenset(capital.id for capital in asked),
        planned.kommuner,
    )


def _name_of(names: Mapping[str, object], *, value: object) -> str:
    return next(name for name, known in names.items() if known == value)


def new_plan_page(
    frame: Frame, planning: Planning, choice: EditionChoice, raw: RawPlan, errors: Mapping[str, str]
) -> PlanPage:
    way = Way(plan_url(planning.region.slug, choice.questionnaire), f"/{planning.region.slug}/omgangar/ny", "Planera")
    return _plan_page(frame, "Planera en omgång", way, planning, choice, raw, errors)


def changed_plan_page(frame: Frame, planned: Planned, raw: RawPlan, errors: Mapping[str, str]) -> PlanPage:
    key, asked = planned.led.round.key, planned.led.questionnaire
    others = planned.planning.edition(asked.id, asked.year).rounds
    choice = EditionChoice(asked, tuple(found for found in others if found.id != planned.led.round.id))
    way = Way(url_of(key, "andra"), url_of(key), "Spara")
    return _plan_page(frame, "Ändra planen", way, planned.planning, choice, raw, errors)


def _plan_page(
    frame: Frame,
    heading: str,
    way: Way,
    planning: Planning,
    choice: EditionChoice,
    raw: RawPlan,
    errors: Mapping[str, str],
) -> PlanPage:
    return PlanPage(
        frame=frame,
        overline=choice.questionnaire.title,
        heading=heading,
        way=way,
        existing=tuple(map(round_card, choice.rounds)),
        kind=raw.kind,
        opens_on=DayTyped(raw.opens_on),
        closes_on=DayTyped(raw.closes_on),
        questions=questions_part(choice.questionnaire, raw.form, raw.capitals),
        kommuner=kommun_ticks(planning.kommuner, raw.kommuner),
        errors=errors,
    )


def questions_page(
    frame: Frame, planned: Planned, form: str, capitals: Collection[str], errors: Mapping[str, str]
) -> QuestionsPage:
    asked, key = planned.led.questionnaire, planned.led.round.key
    part = questions_part(asked, form, capitals)
    return QuestionsPage(frame, asked.title, Way(url_of(key, "andra"), url_of(key), "Spara"), part, errors)


def questions_part(questionnaire: Questionnaire, form: str, capitals: Collection[str]) -> QuestionsPart:
    long, short = size_of(questionnaire, Form.LONG), size_of(questionnaire, Form.SHORT)
    ticks = tuple(
        Tick(capital.id, capital.name, _capital_note(questionnaire, capital.depends_on), capital.id in capitals)
        for capital in questionnaire.capitals
    )
    return QuestionsPart(long, short, form, ticks, preview_url(questionnaire))


def _capital_note(questionnaire: Questionnaire, depends_on: Collection[str]) -> str:
    names = [lowered(questionnaire.capital(found).name) for found in depends_on]
    return f"bygger på {listing(names)}" if names else ""


def kommun_ticks(kommuner: Collection[Municipality], chosen: Collection[str]) -> tuple[Tick, ...]:
    return tuple(Tick(found.slug, found.name, "", found.slug in chosen) for found in kommuner)
