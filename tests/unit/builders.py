"""Small questionnaires and answers for the tests of the pure floors: say what matters, the rest is filled in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AssessmentAnswers, RespondentAnswers
from app.assessment.questionnaires.questionnaire import (
    Capital,
    Direction,
    Level,
    Limits,
    Previous,
    Question,
    Questionnaire,
    RoleGroup,
)

ROLES = ("fortroendevald", "ledning", "strateg")
"""The role groups of `a_questionnaire`, in order."""


def a_question(
    question_id: str = "q1",
    *,
    weight: str = "1",
    core: bool = False,
    meant_for: Sequence[str] = (),
    may_not_know: bool = True,
    may_not_apply: bool = True,
) -> Question:
    return Question(
        id=question_id,
        text="Hur är det?",
        anchors=("a", "b", "c", "d", "e"),
        next_step=("från a", "från b", "från c", "från d"),
        weight=Decimal(weight),
        core=core,
        may_not_know=may_not_know,
        may_not_apply=may_not_apply,
        meant_for=tuple(meant_for),
        source="Förstudien 4.2",
        previous=Previous.NEW,
    )


def a_capital(
    capital_id: str = "politiskt",
    questions: Sequence[Question] = (),
    *,
    depends_on: Sequence[str] = (),
    cross_cutting: bool = False,
    has_direction: bool = False,
) -> Capital:
    """`has_direction` adds the two direction questions, `<id>-unity` and `<id>-way`."""
    direction = Direction(unity=a_question(f"{capital_id}-unity"), predictability=a_question(f"{capital_id}-way"))
    return Capital(
        id=capital_id,
        name=capital_id,
        short_name=capital_id[:16],
        explanation="Vad det är.",
        depends_on=tuple(depends_on),
        cross_cutting=cross_cutting,
        source="Förstudien 2",
        questions=tuple(questions) or (a_question(f"{capital_id}-q1"),),
        direction=direction if has_direction else None,
    )


def a_questionnaire(
    *capitals: Capital,
    scale: Sequence[str] = ("0", "1", "2", "3", "4"),
    limits: Limits | None = None,
    roles: Sequence[str] = ROLES,
    year: int = 2026,
) -> Questionnaire:
    return Questionnaire(
        id="prov",
        year=year,
        title="Prov",
        language="sv",
        introduction="Välkommen.",
        scale=tuple(Level(value=Decimal(value), label=f"Nivå {value}") for value in scale),
        role_groups=tuple(RoleGroup(id=role, name=role, description=role) for role in roles),
        limits=limits or Limits(),
        capitals=capitals or (a_capital(),),
    )


def of(questions: Sequence[Question], **options: object) -> Questionnaire:
    """A questionnaire of one capital, "politiskt", with these questions."""
    return a_questionnaire(a_capital("politiskt", questions), **options)  # type: ignore[arg-type]


def an_answer(choice: int | str) -> Answer:
    """A position (1…A), "?" for vet ej or "-" for ej tillämpligt."""
    if isinstance(choice, int):
        return Answer.level(choice)
    return {"?": DONT_KNOW, "-": NOT_APPLICABLE}[choice]


def answered(
    *people: tuple[str, Mapping[str, int | str]], outcomes: Mapping[str, int | str] | None = None
) -> AssessmentAnswers:
    """Answers of people as (role group, question id -> choice), and the agreed choices by question id."""
    return AssessmentAnswers(
        tuple(
            RespondentAnswers(
                f"person-{number}", role, {question: an_answer(choice) for question, choice in of.items()}
            )
            for number, (role, of) in enumerate(people)
        ),
        {question: an_answer(choice) for question, choice in (outcomes or {}).items()},
    )


def to_one(question_id: str = "q1", **by_role: Sequence[int | str]) -> AssessmentAnswers:
    """Answers to one question: role group -> the choices of its people."""
    return answered(*((role, {question_id: choice}) for role, choices in by_role.items() for choice in choices))


def all_agreed(**choices: int | str) -> AssessmentAnswers:
    """Nothing but agreed answers: question id (underscore for hyphen) -> choice."""
    return answered(outcomes={question.replace("_", "-"): choice for question, choice in choices.items()})
