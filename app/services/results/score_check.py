"""Checking stored scores against what they come to when they are worked out again, and making them anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session

from app.assessment.comparison.shared_questions import YearResult
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.results.earlier_years import editions_between
from app.services.results.score_keys import change_stamp, stamps_of
from app.services.results.scoring import compare, score_anew
from app.services.results.stored_scores import UnsavedScore, save_scores, text_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities
from app.storage.results.scores import Pair, StoredScore, kommuner_with_scores, remove_scores_except, scores_about


@dataclass(frozen=True, slots=True)
class DifferingScore:
    """A score that would be shown, and that is not what the answers come to. `earlier_year` is None for a profile."""

    key: AssessmentKey
    earlier_year: int | None


@dataclass(frozen=True, slots=True)
class ScoreCheck:
    """`outdated` are under another stamp than today's: they are never shown. `saved` is what was made anew."""

    stored: int
    differing: tuple[DifferingScore, ...]
    outdated: int
    saved: int


def check_scores(database: Database, *, rebuild: bool = False) -> ScoreCheck:
    """Of every kommun, one at a time. Writes nothing unless it is to `rebuild`: then whatever differs, is outdated or
    missing is made anew, and what is of nothing approved is taken away.
    """
    with database.read() as session:
        kommuner = kommuner_with_scores(session)
    count, old_count, new_count = 0, 0, 0
    differences: list[DifferingScore] = []
    for municipality_id in kommuner:
        kommun = _look(database, municipality_id, with_missing=rebuild)
        count += len(kommun.stored)
        old_count += sum(kommun.is_outdated(pair) for pair in kommun.stored)
        differences += [kommun.named(pair) for pair in kommun.stored if kommun.differs(pair)]
        if rebuild:
            new_count += _save(database, kommun)
    return ScoreCheck(stored=count, differing=tuple(differences), outdated=old_count, saved=new_count)


@dataclass(frozen=True, slots=True)
class _Kommun:
    """What is stored about a kommun, and what its approved assessments come to now."""

    assessments: Mapping[int, Assessment]
    stored: Mapping[Pair, StoredScore]
    anew: Mapping[Pair, UnsavedScore]

    def is_outdated(self, pair: Pair) -> bool:
        return pair not in self.anew or self.stored[pair].stamp != self.anew[pair].stamp

    def differs(self, pair: Pair) -> bool:
        item = self.anew.get(pair)
        return not self.is_outdated(pair) and item is not None and self.stored[pair].figures != text_of(item)

    def is_good(self, pair: Pair) -> bool:
        return pair in self.stored and not self.is_outdated(pair) and not self.differs(pair)

    def named(self, pair: Pair) -> DifferingScore:
        later, earlier = pair
        year = None if later == earlier else self.assessments[earlier].round.year
        return DifferingScore(self.assessments[later].key, year)


def _look(database: Database, municipality_id: int, *, with_missing: bool) -> _Kommun:
    with database.read() as session:
        assessments = {item.id: item for item in assessments_of_municipalities(session, [municipality_id])}
        rows = scores_about(session, assessments)
        stamps = stamps_of(session, assessments.values())
        pairs = set(rows) | (set(_pairs(assessments, stamps)) if with_missing else set())
        years: dict[int, YearResult] = {}
        anew = {}
        for pair in sorted(pairs):
            if pair[0] in stamps and pair[1] in stamps:
                for identity in pair:
                    if identity not in years:
                        years[identity] = score_anew(session, assessments[identity])
                anew[pair] = _made(session, assessments, years, stamps, pair)
    return _Kommun(assessments, rows, anew)


def _pairs(assessments: Mapping[int, Assessment], stamps: Mapping[int, str]) -> Iterator[Pair]:
    """What pages ask for: every profile, and the change between each year and the one before it."""
    every = sorted((assessments[identity] for identity in stamps), key=lambda item: item.round.year)
    yield from ((item.id, item.id) for item in every)
    real = [item for item in every if not item.round.is_trial]
    for questionnaire in sorted({item.round.questionnaire_id for item in real}):
        years = [item for item in real if item.round.questionnaire_id == questionnaire]
        yield from ((later.id, earlier.id) for earlier, later in pairwise(years))


def _made(
    session: Session,
    assessments: Mapping[int, Assessment],
    years: Mapping[int, YearResult],
    stamps: Mapping[int, str],
    pair: Pair,
) -> UnsavedScore:
    later, earlier = pair
    if later == earlier:
        return UnsavedScore(pair=pair, stamp=stamps[later], score=years[later].profile, chain=())
    first, last = assessments[earlier].round, assessments[later].round
    editions = editions_between(session, last.questionnaire_id, first.year, last.year)
    chain = tuple(edition.content_hash for edition in editions)
    change = compare(years[later], years[earlier], editions)
    stamp = change_stamp(stamps[later], stamps[earlier], chain)
    return UnsavedScore(pair=pair, stamp=stamp, score=change, chain=chain)


def _save(database: Database, kommun: _Kommun) -> int:
    """Whatever is not as it should be; returns how many scores were stored."""
    if set(kommun.stored) - set(kommun.anew):
        database.write(lambda session: remove_scores_except(session, kommun.assessments, kommun.anew))
    wrong = [item for item in kommun.anew.values() if not kommun.is_good(item.pair)]
    return save_scores(database, wrong) if wrong else 0
