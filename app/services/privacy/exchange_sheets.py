"""The sheets of what a kommun has told and asked the others. They belong to no year, so each year has them all."""

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.privacy.disclosure import DisclosureSheet
from app.rounds.kernel.assessment import Assessment
from app.services.privacy import words
from app.services.privacy.disclosure_sheets import Show, moment, sheet_of
from app.storage.exchange.challenges import challenges_of
from app.storage.exchange.examples import examples_of
from app.storage.exchange.questions import questions_of
from app.support.exchange.names import CHALLENGE_STATES, EVIDENCE, EXAMPLE_STATES, QUESTION_STATES


def examples(session: Session, assessment: Assessment, questionnaire: Questionnaire, show: Show) -> DisclosureSheet:
    """What the kommun tells of its actions, also drafts and what is archived."""
    names = {capital.id: capital.name for capital in questionnaire.capitals}
    rows = []
    for stored_example in examples_of(session, assessment.municipality_id):
        example = stored_example.example
        texts = (example.situation, example.did, example.result, example.not_worked, example.takes, example.contact)
        rows.append(
            (
                show(words.EXAMPLE, example.capital_id, example.title),
                names.get(example.capital_id, example.capital_id),
                *(show(words.EXAMPLE, example.capital_id, text) for text in texts),
                "" if example.evidence is None else EVIDENCE[example.evidence],
                " ".join(example.documents),
                EXAMPLE_STATES[stored_example.stored_state],
                show(words.EXAMPLE_REASON, example.capital_id, stored_example.reason),
            )
        )
    return sheet_of("exempel", words.EXAMPLES, tuple(rows))


def questions(session: Session, assessment: Assessment, show: Show) -> DisclosureSheet:
    """What the kommun has asked the others, with the answer that it wrote down."""
    rows = tuple(
        (
            show(words.ASKED_QUESTION, question.network, question.text),
            question.network,
            moment(question.asked_at),
            str(question.receivers),
            "" if question.asked_again_at is None else moment(question.asked_again_at),
            QUESTION_STATES[question.state],
            show(words.ASKED_QUESTION, question.network, question.answer),
        )
        for question in questions_of(session, assessment.municipality_id)
    )
    return sheet_of("fragor-till-andra", words.ASKED_QUESTIONS, rows)


def challenges(session: Session, assessment: Assessment, questionnaire: Questionnaire, show: Show) -> DisclosureSheet:
    """What the kommun has raised."""
    names = {capital.id: capital.name for capital in questionnaire.capitals}
    rows = tuple(
        (
            show(words.CHALLENGE, challenge.challenge.capital_id, challenge.challenge.text),
            names.get(challenge.challenge.capital_id, challenge.challenge.capital_id),
            show(words.CHALLENGE, challenge.challenge.capital_id, challenge.challenge.carrier),
            CHALLENGE_STATES[challenge.state],
            show(words.CHALLENGE, challenge.challenge.capital_id, challenge.reason),
        )
        for challenge in challenges_of(session, assessment.municipality_id)
    )
    return sheet_of("utmaningar", words.CHALLENGES, rows)


def every_sheet(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, show: Show
) -> tuple[DisclosureSheet, ...]:
    """In the order in which they are handed out."""
    return (
        examples(session, assessment, questionnaire, show),
        questions(session, assessment, show),
        challenges(session, assessment, questionnaire, show),
    )
