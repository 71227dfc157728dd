"""What is stored of an assessment, held against what the model says of it."""

from sqlmodel import Session, col, select

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import OutcomeState
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.storage.answering.answers import saved_answers
from app.storage.assessments.plans import submissions_of
from app.storage.kernel.assessments import find_assessment
from app.storage.meeting.meeting import outcomes_of
from app.storage.tables import RespondentRow
from tests.integration.support.round_model import KommunModel

Place = tuple[bool, list[tuple[str, tuple[str, int]]]]
"""Whether it is handed in, and what is chosen under which version, by question."""


def expect_stored(session: Session, key: AssessmentKey, model: KommunModel) -> None:
    """Everything that the model knows of the assessment."""
    assessment = stored_assessment(session, key)
    assert (assessment.mode, assessment.sharing) == (model.mode, model.sharing)
    assert (assessment.answering_closed_at is not None) == model.closed
    assert (assessment.approved_at is not None) == model.approved
    places = ((place.handed_in, sorted(place.answers.items())) for place in model.places.values())
    assert _places(session, assessment) == sorted(places)
    outcomes = {key: noted.outcome for key, noted in outcomes_of(session, assessment.id).items()}
    settled = {key: outcome.choice for key, outcome in outcomes.items() if outcome.standing is not OutcomeState.OPEN}
    assert settled == model.agreed
    _expect_versions(session, assessment, model)


def stored_assessment(session: Session, key: AssessmentKey) -> Assessment:
    assessment = find_assessment(session, key)
    assert assessment is not None
    return assessment


def _places(session: Session, assessment: Assessment) -> list[Place]:
    rows = session.exec(select(RespondentRow).where(col(RespondentRow.assessment_id) == assessment.id)).all()
    return sorted((row.handed_in_at is not None, _answers(session, row)) for row in rows)


def _answers(session: Session, row: RespondentRow) -> list[tuple[str, tuple[str, int]]]:
    assert row.id is not None
    answers = saved_answers(session, row.id)
    return sorted((question, (_chosen(answer.entry.answer), answer.version)) for question, answer in answers.items())


def _chosen(answer: Answer | None) -> str:
    """As it is chosen on a page."""
    return "" if answer is None else str(answer.position or answer.kind.value)


def _expect_versions(session: Session, assessment: Assessment, model: KommunModel) -> None:
    """A version is the same for ever: what it was handed in with is what it is read with."""
    versions = sorted(submissions_of(session, assessment.id), key=lambda version: version.number)
    for version, expected in zip(versions, model.versions, strict=True):
        expected.content = expected.content or version.content.model_dump_json()
        assert version.content.model_dump_json() == expected.content
        states = {
            "waits": version.is_pending,
            "returned": version.returned_at is not None,
            "approved": version.approved_at is not None and version.reopened_at is None,
            "reopened": version.reopened_at is not None,
        }
        assert states[expected.state], (version.number, expected)
