"""A trial round of the example region, so that one can see how such a round is marked and taken away."""

import random
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.demo.answers import climate, people
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.days import day_of
from app.storage.tables import AnswerRow, AssessmentRow, EditionRow, MunicipalityRow, RespondentRow, RoundRow

KOMMUNER = ("1482", "1441", "1419")
"""Not those that a visitor is told to begin with."""
TRYING = "1441"
"""Where some have answered already."""
PEOPLE = 6


def add_trial(session: Session, questionnaire: Questionnaire, now: datetime, seed: int) -> None:
    """Open, with the short form. Drawn by itself, so that nothing else of the example changes."""
    draw = random.Random(f"{seed}/trial")  # noqa: S311
    opened_at = now - timedelta(days=5)
    edition = session.exec(select(EditionRow).where(EditionRow.year == questionnaire.year)).one()
    kommuner = session.exec(select(MunicipalityRow).where(col(MunicipalityRow.code).in_(KOMMUNER))).all()
    round_ = RoundRow(
        region_id=kommuner[0].region_id,
        edition_id=edition.id or 0,
        content_hash=questionnaire.content_hash,
        form=Form.SHORT,
        is_trial=True,
        opens_on=day_of(opened_at),
        closes_on=day_of(now + timedelta(days=20)),
        opened_at=opened_at,
    )
    session.add(round_)
    session.flush()
    for kommun in sorted(kommuner, key=lambda kommun_row: kommun_row.code):
        is_trying = kommun.code == TRYING
        assessment = AssessmentRow(
            round_id=round_.id or 0,
            municipality_id=kommun.id or 0,
            mode=Mode.SEVERAL if is_trying else Mode.UNDECIDED,
            invited_at=opened_at,
        )
        session.add(assessment)
        session.flush()
        if is_trying:
            _answer(session, draw, questionnaire, assessment.id or 0, now - timedelta(days=2))


def _answer(
    session: Session, draw: random.Random, questionnaire: Questionnaire, assessment_id: int, moment: datetime
) -> None:
    """Some have handed in, one has not begun."""
    core = {question.id for capital in questionnaire.capitals for question in capital.asked(Form.SHORT)}
    state = climate(draw, questionnaire, 2.0, "trial")
    for number, person in enumerate(people(draw, questionnaire, state, PEOPLE)):
        answers = {} if number == 0 else {name: choice for name, choice in person.answers.items() if name in core}
        respondent = RespondentRow(
            assessment_id=assessment_id,
            role_group=person.role_group,
            handed_in_at=moment if number > 2 else None,
            invited_at=moment - timedelta(days=1),
        )
        session.add(respondent)
        session.flush()
        session.add_all(
            AnswerRow(
                respondent_id=respondent.id or 0,
                question_id=question_id,
                kind=answer.kind,
                position=answer.position,
                version=1,
                saved_at=moment,
            )
            for question_id, answer in answers.items()
        )
