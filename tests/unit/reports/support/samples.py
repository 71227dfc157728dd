"""A questionnaire with eight capitals and the results of one assessment, made by hand so that tests need no scoring."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.assessment.comparison.development import CapitalDevelopment, Development, Point, YearLink
from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.questionnaires.questionnaire import (
    Capital,
    Direction,
    Level,
    Previous,
    Question,
    Questionnaire,
    RoleGroup,
)
from app.assessment.results.results import (
    CapitalChange,
    CapitalResult,
    CapitalStatus,
    CapReason,
    DirectionResult,
    Interval,
    LevelCap,
    NextStep,
    NoInterval,
    NotCompared,
    Overall,
    Profile,
    QuestionResult,
    QuestionSource,
    RecommendedStart,
    StartReason,
    Trend,
    YearComparison,
    Zone,
)
from app.support.catalogue.catalogue import SupportForm, SupportWeight
from app.support.suggestions.by_catalogue import CatalogueSuggestions
from app.support.suggestions.rule import suggest
from tests.unit.support.builders import a_catalogue, a_situation, an_item

LABELS = ("Saknas", "Påbörjat", "Delvis på plats", "Etablerat", "Integrerat och lärande")
CAPITALS = (
    ("politiskt", "Politiskt kapital", "Politiskt"),
    ("finansiellt", "Finansiellt kapital", "Finansiellt"),
    ("relations", "Relationskapital", "Relations-"),
    ("human", "Humankapital", "Human-"),
    ("organisatoriskt", "Organisatoriskt kapital", "Organisatoriskt"),
    ("dynamiskt", "Dynamiskt kapital", "Dynamiskt"),
    ("realt", "Realt kapital", "Realt"),
    ("mottagarformaga", "Mottagarförmåga", "Mottagar-"),
)
MISSING = "dynamiskt"
"""The capital without a score in the sample profile."""


def question(identifier: str, *, core: bool = False) -> Question:
    return Question(
        id=identifier,
        text=f"Vilket arbetssätt har ni för {identifier}?",
        anchors=tuple(f"Det som syns i {identifier} på nivån {label.lower()}." for label in LABELS),
        next_step=tuple(f"Skriv ner hur {identifier} blir mer än {label.lower()}." for label in LABELS[:-1]),
        core=core,
        may_not_apply=True,
        source="Förstudien kapitel 2",
        previous=Previous.NEW,
    )


def capital(identifier: str, name: str, short_name: str, questions: int = 4) -> Capital:
    return Capital(
        id=identifier,
        name=name,
        short_name=short_name,
        explanation=f"{name} är förmågan att ställa om.\n\n*Exempel:* En kommun bygger om en gata.",
        cross_cutting=identifier == "mottagarformaga",
        source="Förstudien kapitel 2",
        questions=tuple(question(f"{identifier}-{number}", core=number <= 2) for number in range(1, questions + 1)),
        direction=Direction(unity=question(f"{identifier}-enighet"), predictability=question(f"{identifier}-vagen")),
    )


def questionnaire() -> Questionnaire:
    return Questionnaire(
        id="omstallningsformaga",
        year=2026,
        title="Omställningsförmåga 2026",
        language="sv",
        introduction="Ni svarar för er kommun.",
        scale=tuple(Level(value=Decimal(value), label=label) for value, label in enumerate(LABELS)),
        role_groups=tuple(
            RoleGroup(id=identifier, name=identifier.title(), description="Den som har rollen.")
            for identifier in ("fortroendevald", "ledning")
        ),
        capitals=tuple(capital(*names) for names in CAPITALS),
    )


def without_advice(questionnaire: Questionnaire) -> Questionnaire:
    """The same edition as it was before advice was asked for."""
    capitals = tuple(
        capital.model_copy(update={"questions": tuple(unadvised(question) for question in capital.questions)})
        for capital in questionnaire.capitals
    )
    return Questionnaire.model_validate(questionnaire.model_copy(update={"capitals": capitals}).model_dump())


def unadvised(question: Question) -> Question:
    return question.model_copy(update={"next_step": ()})


def question_results(questions: tuple[Question, ...], start: int) -> tuple[QuestionResult, ...]:
    """Values that differ from question to question; the last one of the first capital has none."""
    values = [Fraction((start * 7 + number * 5) % 9 + 3, 3) for number in range(len(questions))]
    return tuple(
        QuestionResult(question.id, value, QuestionSource.ROLE_BALANCED, False, 11, 1, 0)
        for question, value in zip(questions, values, strict=True)
    )


def scored(capital: Capital, place: int) -> CapitalResult:
    results = question_results(capital.questions, place)
    index = sum((result.value or Fraction() for result in results), Fraction()) / len(results)
    level = int(index) + 1
    cap = LevelCap(CapReason.WEAKEST_CORE, (capital.questions[0].id,), level, level - 1) if place in {0, 4} else None
    center = float(index)
    interval = (
        Interval(max(center - 0.4, 0), min(center + 0.4, 4), 8, 0.2, 6, True) if place % 3 else NoInterval.TOO_FEW
    )
    return CapitalResult(
        capital_id=capital.id,
        status=CapitalStatus.SCORED,
        index=index,
        coverage=Fraction(1),
        level=cap.capped if cap else level,
        cap=cap,
        interval=interval,
        dont_know_share=Fraction(place, 40),
        questions=results,
    )


def unscored(capital: Capital) -> CapitalResult:
    results = tuple(
        QuestionResult(question.id, None, QuestionSource.NONE, False, 0, 3, 0) for question in capital.questions
    )
    return CapitalResult(
        capital_id=capital.id,
        status=CapitalStatus.INSUFFICIENT,
        index=None,
        coverage=Fraction(1, 4),
        level=None,
        cap=None,
        interval=NoInterval.NO_SCORE,
        dont_know_share=Fraction(1, 2),
        questions=results,
    )


def profile(questionnaire: Questionnaire, missing: str | None = MISSING) -> Profile:
    """Eight capitals, one of them (`missing`) without a score; no overall figure then."""
    capitals = tuple(
        unscored(capital) if capital.id == missing else scored(capital, place)
        for place, capital in enumerate(questionnaire.capitals)
    )
    zones = (Zone.PLAN, Zone.COMPLEX, Zone.UNITED_UNSURE, Zone.KNOWN_DIVIDED, Zone.CHAOS)
    spots = ((0.8, 0.8), (0.5, 0.5), (0.8, 0.2), (0.2, 0.8), (0.2, 0.2), (0.5, 0.5), (0.6, 0.4))
    directions = tuple(
        DirectionResult(capital.id, Fraction(str(x)), Fraction(str(y)), zones[place] if place < 5 else Zone.COMPLEX)
        for place, (capital, (x, y)) in enumerate(zip(questionnaire.capitals, spots, strict=False))
    )
    overall = None if missing else Overall(Fraction(2), "finansiellt")
    return Profile(capitals, directions, overall)


def comparison(questionnaire: Questionnaire) -> YearComparison:
    """Against 2025: the first two capitals up, the third down, the missing one not compared, the rest unclear."""
    later_profile = profile(questionnaire)
    steps = (Fraction(3, 4), Fraction(1, 2), Fraction(-2, 3))
    changes = []
    for place, result in enumerate(later_profile.capitals):
        count = len(result.questions)
        if result.index is None:
            changes.append(CapitalChange(result.capital_id, NotCompared.NO_SCORE, 0, count, None, None, None))
            continue
        step = steps[place] if place < 3 else Fraction(1, 10)
        trend = (Trend.UP, Trend.UP, Trend.DOWN)[place] if place < 3 else Trend.UNCLEAR
        earlier = max(Fraction(), result.index - step)
        changes.append(CapitalChange(result.capital_id, None, count - 1, count, earlier, result.index, trend))
    return YearComparison(2025, (), tuple(changes))


def earlier(questionnaire: Questionnaire) -> EarlierYear:
    """2025 as it was settled: half a level above what `comparison` has of it, since it asked more than is shared.

    It did not ask the last capital, and had too little to go by in the missing one.
    """
    shared = {change.capital_id: change.earlier for change in comparison(questionnaire).capitals}
    capitals = tuple(
        result if (before := shared[result.capital_id]) is None else replace(result, index=before + Fraction(1, 2))
        for result in profile(questionnaire).capitals[:-1]
    )
    return EarlierYear(
        2025, questionnaire.model_copy(update={"year": 2025}), Profile(capitals, (), None), same_scale=True
    )


def start() -> RecommendedStart:
    return RecommendedStart("finansiellt", StartReason.OTHERS_DEPEND, ("relations", "human", "organisatoriskt"), None)


def next_steps(questionnaire: Questionnaire) -> tuple[NextStep, ...]:
    """The first question of the first three capitals, each to be lifted to the position above its value."""
    whole_profile = profile(questionnaire)
    steps = []
    for result in whole_profile.capitals[:3]:
        lowest = min(
            (question for question in result.questions if question.value is not None),
            key=lambda question: question.value or 0,
        )
        value = lowest.value or Fraction()
        steps.append(NextStep(result.capital_id, lowest.question_id, value, min(int(value) + 2, 5)))
    return tuple(steps)


def development(questionnaire: Questionnaire) -> tuple[Development, tuple[Questionnaire, ...]]:
    """2023, 2025 and 2026, with the years' editions. 2023 to 2025 as `comparison` against a year that is less by one
    for every capital but the first, which it did not ask; 2025 to 2026 as `comparison`.
    """
    recent = comparison(questionnaire)
    editions = tuple(questionnaire.model_copy(update={"year": year}) for year in (2023, 2025, 2026))
    capitals, changes = [], []
    for place, (result, now) in enumerate(zip(profile(questionnaire).capitals, recent.capitals, strict=True)):
        then = now.earlier
        error = NotCompared.NEW_CAPITAL if place == 0 else NotCompared.NO_SCORE if then is None else None
        first_index = None if then is None or place == 0 else max(Fraction(), then - 1)
        trend = Trend.UP if error is None else None
        before = CapitalChange(result.capital_id, error, 2, 4, first_index, None if error else then, trend)
        changes.append(before)
        points = tuple(
            Point(year, CapitalStatus.INSUFFICIENT if value is None else CapitalStatus.SCORED, value, None, value)
            for year, value in ((2025, then), (2026, result.index))
        )
        status = CapitalStatus.INSUFFICIENT if first_index is None else CapitalStatus.SCORED
        first = Point(2023, None if place == 0 else status, first_index, None, first_index)
        links = (_link(2023, 2025, (2024,), before), _link(2025, 2026, (), now))
        capitals.append(CapitalDevelopment(result.capital_id, (first, *points), links))
    steps = (YearComparison(2023, (2024,), tuple(changes)), recent)
    whole = YearComparison(2023, (2024,), tuple(changes))
    return Development((2023, 2025, 2026), tuple(capitals), steps, whole), editions


def _link(earlier: int, later: int, years: tuple[int, ...], change: CapitalChange) -> YearLink:
    line = None if change.earlier is None or change.later is None else (change.earlier, change.later)
    return YearLink(earlier, later, years, change, line)


def support(*titles: str, receiver: int | None = 1, is_adapted: bool = False) -> CatalogueSuggestions:
    """Three light items that fit, by these titles, and a heavy one for later, of a catalogue of 2026."""
    names = titles or ("Grundkurs", "Budgetguide: räkna, äska, finansiera", "Nätverk")
    items = (
        an_item("kurs", {"politiskt": [SupportForm.KNOWLEDGE]}, title=names[0], gives="Ni får en kurs."),
        an_item("guide", {"politiskt": [SupportForm.RESOURCES]}, title=names[1], gives="Ni får en guide."),
        an_item("natverk", {"human": [SupportForm.ROOM]}, title=names[2], gives="Ni får kollegor."),
        an_item("labb", title="Policylabb", weight=SupportWeight.HEAVY),
    )
    catalogue = a_catalogue(*items).published_as("0123456789abcdef" * 4)
    situation = a_situation({"politiskt": 1, "human": 2}, receiver=receiver)
    return CatalogueSuggestions(catalogue, is_adapted, suggest(catalogue, situation))
