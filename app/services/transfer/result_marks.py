"""What each result and its report say, as a hash: so that an import can prove that it says the same."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from app.rounds.kernel.assessment import Assessment
from app.services.results.reports import report_content
from app.services.results.results import result_of
from app.storage.kernel.assessments import assessments_of_municipalities
from app.storage.transfer.scope import TABLES, TransferScope

ANY_DAY = datetime(2000, 1, 1, 12, tzinfo=UTC)
"""Reports of what is not approved are dated today."""


def marks_of(session: Session, scope: TransferScope) -> dict[str, str]:
    """Of every year whose answering is over: SHA-256 of everything that its report says, to its own kommun, over all
    its years. A kommun alone is without the others' medians."""
    kommun = TABLES["municipality"]
    ids = session.execute(select(kommun.c.id).where(scope.condition(kommun))).scalars().all()
    marks = {}
    for assessment in assessments_of_municipalities(session, ids):
        if assessment.answering_closed_at is not None or assessment.approved_at is not None:
            marks[mark_name(assessment)] = _mark(session, assessment, alone=scope.municipality_id is not None)
    return marks


def mark_name(assessment: Assessment) -> str:
    """Its address in the region."""
    return assessment.key.path.split("/", 2)[2]


def _mark(session: Session, assessment: Assessment, *, alone: bool) -> str:
    result = result_of(session, assessment, over_years=True)
    content = report_content(replace(result, medians={}) if alone else result, ANY_DAY)
    text = json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
