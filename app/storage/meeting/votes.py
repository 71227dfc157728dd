"""New votes at a joint meeting. Single votes are rows only while a vote is open; then nothing but numbers is kept."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from app.assessment.answering.answers import Answer
from app.assessment.meeting.spread import Tally
from app.assessment.meeting.vote import Vote, VoteCount
from app.storage.engine.overwriting import overwrite_deleted
from app.storage.tables import BallotRow, RespondentRow, VoteRow


def votes_of(session: Session, assessment_id: int) -> dict[str, Vote]:
    """Question id -> the latest vote on it, of the questions where there has been any."""
    rows = session.execute(select(VoteRow).where(col(VoteRow.assessment_id) == assessment_id)).scalars()
    return {row.question_id: _vote(row) for row in rows}


def open_vote(session: Session, assessment_id: int) -> Vote | None:
    """The one that is open, of which there is one at the most."""
    query = select(VoteRow).where(col(VoteRow.assessment_id) == assessment_id, col(VoteRow.closed_at).is_(None))
    row = session.execute(query).scalars().first()
    return None if row is None else _vote(row)


def start_vote(session: Session, assessment_id: int, question_id: str, now: datetime) -> None:
    """The numbers of an earlier vote on the question go. The caller holds the assessment alone."""
    row = session.get(VoteRow, (assessment_id, question_id))
    row = row or VoteRow(assessment_id=assessment_id, question_id=question_id, number=0, opened_at=now)
    row.number, row.opened_at, row.closed_at = row.number + 1, now, None
    row.voters, row.counts, row.dont_know, row.not_applicable = 0, None, None, None
    session.add(row)
    session.flush()


def close_vote(session: Session, assessment_id: int, question_id: str, count: VoteCount, now: datetime) -> None:
    """Keep the numbers and delete every single vote. The caller holds the assessment alone."""
    row = session.get_one(VoteRow, (assessment_id, question_id))
    row.closed_at, row.voters = now, count.voters
    row.counts = None if count.counts is None else list(count.counts)
    row.dont_know, row.not_applicable = count.dont_know, count.not_applicable
    row.shown_voters = count.voters if count.is_shown else row.shown_voters
    session.add(row)
    session.flush()
    _delete_ballots(session, assessment_id)


def discard_open_vote(session: Session, assessment_id: int) -> None:
    """A vote that is open when the meeting ends comes to nothing: it is closed without numbers.

    Its row stays, since how many voted in the one shown before decides what may be shown of the next (decision 0058),
    and an old page must not close or vote in a later one.
    """
    _delete_ballots(session, assessment_id)
    session.execute(
        update(VoteRow)
        .where(col(VoteRow.assessment_id) == assessment_id, col(VoteRow.closed_at).is_(None))
        .values(closed_at=col(VoteRow.opened_at))
    )


def count_ballots(session: Session, assessment_id: int) -> int:
    """How many have voted in the open vote."""
    query = select(func.count()).select_from(BallotRow).where(col(BallotRow.assessment_id) == assessment_id)
    return int(session.execute(query).scalar_one())


def ballot_tally(session: Session, assessment_id: int) -> Tally:
    """How many of each role group voted for what."""
    what = (col(RespondentRow.role_group), col(BallotRow.kind), col(BallotRow.position))
    query = (
        select(*what, func.count())
        .join(RespondentRow, col(RespondentRow.id) == col(BallotRow.respondent_id))
        .where(col(BallotRow.assessment_id) == assessment_id)
        .group_by(*what)
    )
    tally: dict[str, dict[Answer, int]] = defaultdict(dict)
    for role_group, kind, position, people in session.execute(query):
        tally[role_group][Answer(kind, position)] = people
    return tally


def ballot_of(session: Session, respondent_id: int) -> tuple[str, Answer] | None:
    """The question and what the person votes, while the vote is open."""
    row = session.get(BallotRow, respondent_id)
    return None if row is None else (row.question_id, Answer(row.kind, row.position))


def store_ballot(session: Session, respondent_id: int, assessment_id: int, question_id: str, answer: Answer) -> None:
    """Cast it, or change it. The caller holds the assessment alone, and has seen that the vote is open."""
    if session.get(BallotRow, respondent_id) is not None:
        overwrite_deleted(session)
    row = BallotRow(
        respondent_id=respondent_id,
        assessment_id=assessment_id,
        question_id=question_id,
        kind=answer.kind,
        position=answer.position,
    )
    session.merge(row)
    session.flush()


def _delete_ballots(session: Session, assessment_id: int) -> None:
    overwrite_deleted(session)
    session.execute(delete(BallotRow).where(col(BallotRow.assessment_id) == assessment_id))


def _vote(row: VoteRow) -> Vote:
    count = VoteCount(
        voters=row.voters,
        counts=None if row.counts is None else tuple(row.counts),
        dont_know=row.dont_know,
        not_applicable=row.not_applicable,
    )
    return Vote(
        question_id=row.question_id,
        number=row.number,
        count=None if row.closed_at is None else count,
        shown_voters=row.shown_voters,
    )
