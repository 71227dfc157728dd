"""Which kommuner's reports a region may have at this moment, and whether a file of them still says what they say."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from sqlmodel import Session

from app.reports.overview.report_archive import reports_in
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.visibility import is_readable
from app.services.kernel.alphabet import swedish
from app.services.overview import words
from app.services.results.reports import report_content
from app.services.results.results import Result, result_of, shared_with_region
from app.storage.kernel.assessments import kommuner_of_round

ANY_DAY = datetime(2000, 1, 1, 12, tzinfo=UTC)
"""A draft is dated the day it is made; its mark is made as on this day, so that it does not change overnight."""


class WhyNot(Enum):
    """Why a kommun's report is not the region's to have. The values are the words that follow the kommun's name."""

    NO_RESULT = words.NO_RESULT
    NOT_SHARED = words.NOT_SHARED


@dataclass(frozen=True, slots=True)
class Shared:
    """The kommuner of a round in Swedish order: those whose report the region may have, and the others."""

    assessments: tuple[Assessment, ...]
    left_out: tuple[tuple[Assessment, WhyNot], ...]


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """A file as it stands against what the region may have now. Kommuner by name, in Swedish order."""

    size: int
    kommuner: int
    withdrawn: tuple[str, ...]
    """Whose report is in it, but which share no more or have opened their result again."""
    changed: tuple[str, ...]
    """Whose report is another now."""
    newcomers: tuple[str, ...]
    """Which share now, but whose report is not in it."""

    @property
    def may_be_fetched(self) -> bool:
        return not self.withdrawn and not self.changed


def shared_in(session: Session, round_id: int) -> Shared:
    """The caller has checked who asks."""
    assessments = sorted(kommuner_of_round(session, round_id), key=lambda assessment: swedish(assessment.municipality))
    return Shared(
        tuple(assessment for assessment in assessments if is_readable(assessment)),
        tuple((assessment, why_not(assessment)) for assessment in assessments if not is_readable(assessment)),
    )


def why_not(assessment: Assessment) -> WhyNot:
    return WhyNot.NO_RESULT if assessment.approved_at is None else WhyNot.NOT_SHARED


def region_result(session: Session, assessment: Assessment) -> Result:
    """The result as the region sees it in the whole report, of an assessment that it may read."""
    return result_of(session, assessment, shared_with_region, over_years=True)


def mark_of(result: Result) -> str:
    """The same as long as the kommun's report says the same and looks the same."""
    return report_content(result, ANY_DAY).fingerprint()


def file_state(session: Session, path: Path, sharing: Shared, year: int) -> ArchiveState | None:
    """None when there is no such file, or it is not whole."""
    try:
        size, marks = path.stat().st_size, reports_in(path, year)
    except (OSError, zipfile.BadZipFile):
        return None
    now = {assessment.municipality_slug: assessment for assessment in sharing.assessments}
    names = {
        assessment.municipality_slug: assessment.municipality
        for assessment in (*sharing.assessments, *(o for o, _ in sharing.left_out))
    }
    return ArchiveState(
        size,
        len(marks),
        withdrawn=_named(names, [slug for slug in marks if slug not in now]),
        changed=_named(names, [slug for slug in marks if slug in now and _differs(session, now[slug], marks[slug])]),
        newcomers=_named(names, [slug for slug in now if slug not in marks]),
    )


def _differs(session: Session, assessment: Assessment, mark: str) -> bool:
    return mark_of(region_result(session, assessment)) != mark


def _named(names: Mapping[str, str], slugs: Iterable[str]) -> tuple[str, ...]:
    """A kommun that has left the round is called by its slug."""
    return tuple(sorted((names.get(slug, slug) for slug in slugs), key=swedish))
