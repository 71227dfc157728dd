"""Everything that a score depends on: as a key in the process, and as a stamp beside what is stored."""

import hashlib
from collections.abc import Collection, Hashable, Sequence

from sqlmodel import Session

from app.rounds.kernel.assessment import Assessment
from app.services.results.score_code import code_hash
from app.storage.engine.cache import is_reader
from app.storage.results.scores import content_versions


def scored_from(assessment: Assessment) -> Hashable | None:
    """Everything that a result can change with; None while people answer, when anything may.

    Single answers stand still from the moment that answering is closed (decision 0003).
    """
    if assessment.answering_closed_at is None:
        return None
    round_ = assessment.round
    conditions = (round_.content_hash, round_.form, round_.capital_ids, round_.method)
    return (assessment.id, assessment.answering_closed_at, assessment.meeting_version, *conditions)


def stamps_of(session: Session, assessments: Collection[Assessment]) -> dict[int, str]:
    """Assessment id -> stamp of its profile, of those that are approved.

    Unlike the key it tells also the versions of the answers, the code, and the state that the database is in: what is
    stored outlives processes and upgrades.
    """
    code = code_hash()
    if code is None:
        return {}
    versions = _versions_of(session, {item.id for item in assessments})
    return {
        item.id: _stamp(code, repr(key), versions[item.id])
        for item in assessments
        if item.id in versions and (key := scored_from(item)) is not None
    }


def _versions_of(session: Session, assessment_ids: Collection[int]) -> dict[int, str]:
    """Asked once a reading session, which sees one moment; a writer sees what it has changed itself."""
    if not is_reader(session):
        return content_versions(session, assessment_ids)
    by_id: dict[int, str | None] = session.info.setdefault("content versions", {})
    new_ids = [identity for identity in assessment_ids if identity not in by_id]
    if new_ids:
        by_id |= dict.fromkeys(new_ids) | content_versions(session, new_ids)
    return {identity: version for identity in assessment_ids if (version := by_id[identity]) is not None}


def change_stamp(later: str, earlier: str, chain: Sequence[str]) -> str:
    """Of the change between two assessments with these stamps; `chain` are the hashes of the editions between them,
    both of their own included."""
    return _stamp(later, earlier, *chain)


def _stamp(*parts: str) -> str:
    return hashlib.sha256("\n".join((str(len(parts)), *parts)).encode()).hexdigest()
