"""The protocol of a kommun's joint meeting, as a PDF."""

from datetime import UTC, datetime, time

from app.accounts.kernel.roles import Actor, Right
from app.assessment.meeting.spread import tallied_spread
from app.reports.meeting.protocol import Protocol, build_protocol
from app.reports.paper.document import protocol_pdf
from app.rounds.kernel.keys import AssessmentKey
from app.services.meeting.meeting import opened
from app.services.results.report_files import ReportFiles
from app.services.results.reports import subject_of
from app.services.results.results import result_of
from app.storage.engine.database import Database
from app.storage.meeting.meeting import tallies_of


def open_protocol(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> Protocol:
    """Raises NotFoundError to people outside the kommun, and NoMeetingError while there is no meeting to tell of."""
    with database.read() as session:
        meeting = opened(session, actor, key, Right.FOLLOW_MEETING)
        assessment, questionnaire = meeting.assessment, meeting.questionnaire
        capitals = [item.capital for item in meeting.capitals]
        questions = [question for capital in capitals for question in capital.asked(assessment.round.form)]
        tallies = tallies_of(session, assessment.id, [question.id for question in questions])
        least = questionnaire.limits.min_group
        result = result_of(session, assessment)
        return build_protocol(
            questionnaire,
            subject_of(result, now),
            capitals,
            {
                question_asked.id: tallied_spread(
                    question_asked, questionnaire, tallies.get(question_asked.id, {}), least
                )
                for question_asked in questions
            },
            {item: stored_outcome.outcome for item, stored_outcome in meeting.outcomes.items()},
            sum(group.started for group in result.participation),
        )


def protocol_file(files: ReportFiles, content: Protocol) -> bytes:
    """The protocol as PDF, from the cache or rendered now. Raises RenderError."""
    day = datetime.fromisoformat(content.generated_iso).date()
    return files.get(content.fingerprint(), protocol_pdf, content, datetime.combine(day, time(12), UTC))
