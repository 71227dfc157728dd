"""Contexts of the pages where a region's coordinator plans a round and changes the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.accounts.organisations.organisation import Municipality
from app.assessment.questionnaires.questionnaire import Form, Questionnaire, RoundSubject
from app.reports.kernel.wording import listing, lowered
from app.rounds.progress.round_advice import Size, size_of
from app.rounds.progress.round_plans import FORMS, KINDS, PROPOSED_FORM, RawPlan
from app.services.rounds.round_plans import EditionChoice, Planned, Planning
from app.web.shell.contexts.cards import Card, round_card
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame, url_of

CAPITAL, KOMMUN = "kapital", "kommun"
"""How the fields of boxes to tick begin."""


TRIAL_KIND = ("prov", "Provomgång. Märkt på varje sida, jämförs inte med något och går att ta bort helt.")
IN_EARNEST = {
    RoundSubject.KOMMUN: "Riktig omgång. Svaren är kommunernas självskattningar för året.",
    RoundSubject.REGION: "Riktig omgång. Svaren är förbundets egen självskattning för året.",
    RoundSubject.COLLABORATION: "Riktig omgång. Svaren är årets uppföljning av samverkan.",
}
ASSOCIATION = {
    RoundSubject.KOMMUN: "",
    RoundSubject.REGION: "Formuläret handlar om {region}. Bara {region} svarar, och kommunerna är inte med.",
    RoundSubject.COLLABORATION: "Formuläret handlar om samverkan. {region} är alltid med och svarar på samma frågor.",
}


@dataclass(frozen=True, slots=True)
class EditionCard:
    title: str
    url: str
    preview_url: str
    long: Size
    short: Size
    rounds: tuple[Card, ...]
    act: str
    """What can be planned with it: a round, a trial where it has its round already; empty where it has both."""
    is_new: bool
    """Whether it has no round in earnest yet."""


@dataclass(frozen=True, slots=True)
class EditionsPage:
    frame: Frame
    editions: tuple[EditionCard, ...]
    missing_year: int | None
    """The next year, where every published edition has its round already; else None."""


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
    kinds: tuple[tuple[str, str], ...]
    """In earnest or a trial, with what each is: those that the edition does not have yet, both where it has both."""
    association: str
    """That the association itself answers; empty where only kommuner do."""
    kommuner: tuple[Tick, ...]
    """Empty where only the association answers."""
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    frame: Frame
    overline: str
    way: Way
    questions: QuestionsPart
    errors: Mapping[str, str]


def editions_page(frame: Frame, planning: Planning) -> EditionsPage:
    return EditionsPage(
        frame=frame,
        editions=tuple(_edition(planning, choice) for choice in planning.editions),
        missing_year=_missing_year(planning),
    )


def _missing_year(planning: Planning) -> int | None:
    if any(all(round_.is_trial for round_ in choice.rounds) for choice in planning.editions):
        return None
    return max((choice.questionnaire.year + 1 for choice in planning.editions), default=None)


def _edition(planning: Planning, choice: EditionChoice) -> EditionCard:
    questionnaire = choice.questionnaire
    kinds = _kinds(choice)
    is_new = not choice.has(is_trial=False)
    act = "Planera" if is_new else "Planera en provomgång" if len(kinds) == 1 else ""
    return EditionCard(
        title=questionnaire.title,
        url=plan_url(planning.region.slug, questionnaire),
        preview_url=preview_url(questionnaire),
        long=size_of(questionnaire, Form.LONG),
        short=size_of(questionnaire, Form.SHORT),
        rounds=tuple(map(round_card, choice.rounds)),
        act=act,
        is_new=is_new,
    )


def _kinds(choice: EditionChoice) -> tuple[tuple[str, str], ...]:
    every = (TRIAL_KIND, ("riktig", IN_EARNEST[choice.questionnaire.subject]))
    fitting = tuple(kind for kind in every if not choice.has(is_trial=KINDS[kind[0]]))
    return fitting or every


def plan_url(region: str, questionnaire: Questionnaire) -> str:
    return f"/{region}/omgangar/ny/{questionnaire.id}/{questionnaire.year}"


def preview_url(questionnaire: Questionnaire) -> str:
    return f"/frageformular/{questionnaire.id}/{questionnaire.year}"


def empty_plan(planning: Planning, questionnaire: Questionnaire) -> RawPlan:
    """The form that is proposed, all capitals and all kommuner; the rest is for the coordinator to say."""
    capitals = frozenset(capital.id for capital in questionnaire.capitals)
    return RawPlan(
        kind="",
        form=PROPOSED_FORM,
        opens_on="",
        closes_on="",
        capitals=capitals,
        kommuner=frozenset(kommun.slug for kommun in planning.kommuner),
    )


def plan_of(plan: Planned) -> RawPlan:
    """The plan as the page has it."""
    round_ = plan.led.round
    capitals = round_.asked_capitals(plan.led.questionnaire)
    return RawPlan(
        kind=_name_of(KINDS, value=round_.is_trial),
        form=_name_of(FORMS, value=round_.form),
        opens_on=round_.opens_on.isoformat(),
        closes_on=round_.closes_on.isoformat(),
        capitals=frozenset(capital.id for capital in capitals),
        kommuner=plan.kommuner,
    )


def _name_of(names: Mapping[str, object], *, value: object) -> str:
    return next(name for name, candidate in names.items() if candidate == value)


def new_plan_page(
    frame: Frame, planning: Planning, choice: EditionChoice, raw: RawPlan, errors: Mapping[str, str]
) -> PlanPage:
    way = Way(plan_url(planning.region.slug, choice.questionnaire), f"/{planning.region.slug}/omgangar/ny", "Planera")
    heading = "Planera en provomgång" if _kinds(choice) == (TRIAL_KIND,) else "Planera en omgång"
    return _plan_page(frame, heading, way, planning, choice, raw, errors)


def changed_plan_page(frame: Frame, plan: Planned, raw: RawPlan, errors: Mapping[str, str]) -> PlanPage:
    key, questionnaire = plan.led.round.key, plan.led.questionnaire
    others = plan.planning.edition(questionnaire.id, questionnaire.year).rounds
    choice = EditionChoice(questionnaire, tuple(other for other in others if other.id != plan.led.round.id))
    way = Way(url_of(key, "andra"), url_of(key), "Spara")
    return _plan_page(frame, "Ändra planen", way, plan.planning, choice, raw, errors)


def _plan_page(
    frame: Frame,
    heading: str,
    way: Way,
    planning: Planning,
    choice: EditionChoice,
    raw: RawPlan,
    errors: Mapping[str, str],
) -> PlanPage:
    subject, name = choice.questionnaire.subject, planning.region.name
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
        kinds=_kinds(choice),
        association=ASSOCIATION[subject].format(region=name),
        kommuner=() if subject is RoundSubject.REGION else kommun_ticks(planning.kommuner, raw.kommuner),
        errors=errors,
    )


def questions_page(
    frame: Frame, plan: Planned, form: str, capitals: Collection[str], errors: Mapping[str, str]
) -> QuestionsPage:
    questionnaire, key = plan.led.questionnaire, plan.led.round.key
    part = questions_part(questionnaire, form, capitals)
    return QuestionsPage(
        frame=frame,
        overline=questionnaire.title,
        way=Way(url_of(key, "andra"), url_of(key), "Spara"),
        questions=part,
        errors=errors,
    )


def questions_part(questionnaire: Questionnaire, form: str, capitals: Collection[str]) -> QuestionsPart:
    long, short = size_of(questionnaire, Form.LONG), size_of(questionnaire, Form.SHORT)
    ticks = tuple(
        Tick(
            name=capital.id,
            label=capital.name,
            note=_capital_note(questionnaire, capital.depends_on),
            is_ticked=capital.id in capitals,
        )
        for capital in questionnaire.capitals
    )
    return QuestionsPart(long=long, short=short, form=form, capitals=ticks, preview_url=preview_url(questionnaire))


def _capital_note(questionnaire: Questionnaire, depends_on: Collection[str]) -> str:
    names = [lowered(questionnaire.capital(capital_id).name) for capital_id in depends_on]
    return f"bygger på {listing(names)}" if names else ""


def kommun_ticks(kommuner: Collection[Municipality], slugs: Collection[str]) -> tuple[Tick, ...]:
    return tuple(
        Tick(name=kommun.slug, label=kommun.name, note="", is_ticked=kommun.slug in slugs) for kommun in kommuner
    )
