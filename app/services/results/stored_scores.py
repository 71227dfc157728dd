"""Scores between the process and the database: those that are stored are read together, those that were made are put
aside, and saved when nobody waits for it (decision 0072).

Reading never writes. A database that cannot be written, or is busy, costs only that scores are worked out again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from app.assessment.results.results import Profile, YearComparison
from app.rounds.kernel.assessment import Assessment
from app.services.results.score_keys import change_stamp, stamps_of
from app.storage.engine.cache import is_reader, put_aside
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_with
from app.storage.results.score_texts import UnreadableScoreError, score_from, score_text
from app.storage.results.scores import Pair, StoredScore, hold_approved, scores_of, store_scores

T = TypeVar("T", Profile, YearComparison)

BATCH = 50
"""So many scores in a transaction, so that a save of an answer never waits long behind it."""


@dataclass(frozen=True, slots=True)
class UnsavedScore:
    """`chain` are the hashes of the editions between the two years; empty for a profile."""

    pair: Pair
    stamp: str
    score: Profile | YearComparison
    chain: tuple[str, ...]


def profile_stamps(session: Session, assessments: Collection[Assessment]) -> dict[Pair, str]:
    """Pair -> stamp; nothing for a writer, whose changes may yet be taken back."""
    if not is_reader(session):
        return {}
    return {(identity, identity): stamp for identity, stamp in stamps_of(session, assessments).items()}


def change_stamps(
    session: Session, years: Sequence[tuple[Assessment, Assessment]], chain: Sequence[str]
) -> dict[Pair, str]:
    """As `profile_stamps`, of changes between two years (later, earlier)."""
    if not is_reader(session):
        return {}
    every = {item.id: item for both in years for item in both}
    stamps = stamps_of(session, every.values())
    return {
        (later.id, earlier.id): change_stamp(stamps[later.id], stamps[earlier.id], chain)
        for later, earlier in years
        if later.id in stamps and earlier.id in stamps
    }


def find_scores(session: Session, kind: type[T], stamps: Mapping[Pair, str]) -> dict[Pair, T]:
    """Those that are stored under just these stamps and can be read."""
    scores = {}
    for pair, row in scores_of(session, stamps).items() if stamps else ():
        if row.stamp == stamps[pair]:
            try:
                scores[pair] = score_from(kind, row.figures)
            except UnreadableScoreError:
                continue
    return scores


def save_later(
    session: Session, stamps: Mapping[Pair, str], pair: Pair, score: Profile | YearComparison, chain: Sequence[str] = ()
) -> None:
    """What was worked out has a stamp only where it may be stored."""
    if pair in stamps:
        put_aside(session, UnsavedScore(pair=pair, stamp=stamps[pair], score=score, chain=tuple(chain)))


def save_scores(database: Database, scores: Collection[UnsavedScore]) -> int:
    """Those that still are what the database's content comes to; returns how many. What has changed, has been opened
    again or deleted since, or is being changed, is left out.
    """
    texts = {item.pair: text_of(item) for item in scores}

    def work(session: Session) -> int:
        ids = {identity for item in scores for identity in item.pair}
        held_ids = hold_approved(session, ids)
        stamps = stamps_of(session, assessments_with(session, held_ids))
        rows = {
            item.pair: StoredScore(item.stamp, texts[item.pair])
            for item in scores
            if held_ids.issuperset(item.pair) and _stamp_now(item, stamps) == item.stamp
        }
        store_scores(session, rows)
        return len(rows)

    return database.write(work)


def text_of(item: UnsavedScore) -> str:
    """As it is stored."""
    score = item.score
    return score_text(Profile, score) if isinstance(score, Profile) else score_text(YearComparison, score)


def _stamp_now(item: UnsavedScore, stamps: Mapping[int, str]) -> str | None:
    later, earlier = item.pair
    if later not in stamps or earlier not in stamps:
        return None
    return stamps[later] if later == earlier else change_stamp(stamps[later], stamps[earlier], item.chain)
