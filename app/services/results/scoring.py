"""Scoring what is stored: each result is worked out once, and found again while what it depends on is the same.

The method itself is in `assessment/`; here its functions are given the answers. Whoever calls has checked who asks, and
that answering is closed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlmodel import Session

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.comparison.development import Development, develop
from app.assessment.comparison.earlier_years import EarlierYear, is_same_scale
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.comparison.year_comparison import compare_years
from app.assessment.meeting.samsyn import Samsyn, capital_samsyn
from app.assessment.priorities.robustness import Robustness, profile_robustness
from app.assessment.questionnaires.lineage import later_positions, shared_over
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile, YearComparison
from app.assessment.results.scoring import score
from app.rounds.kernel.assessment import Assessment
from app.services.results.earlier_years import editions_between
from app.services.results.score_keys import scored_from
from app.services.results.stored_scores import change_stamps, find_scores, profile_stamps, save_later
from app.storage.answering.answers import answers_of
from app.storage.engine.cache import cached, cached_each
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.results.scores import Pair

MAX_CACHED_YEARS, MAX_CACHED_PROFILES = 32, 1_024
"""A year holds everybody's answers and takes some hundred kilobytes, a profile some ten."""


def year_result(session: Session, assessment: Assessment) -> YearResult:
    """The profile with what it was scored from."""

    def make() -> YearResult:
        answers = answers_of(session, assessment.id)
        profiles = _profiles(session, [assessment], {assessment.id: answers})
        return _year(session, assessment, answers, profiles[assessment.id])

    return cached(session, "year", scored_from(assessment), MAX_CACHED_YEARS, make)


def profile_of(session: Session, assessment: Assessment) -> Profile:
    """The profile alone."""
    return profiles_of(session, [assessment])[assessment.id]


def profiles_of(session: Session, assessments: Collection[Assessment]) -> dict[int, Profile]:
    """Assessment id -> profile. Those that are stored are read together: ask for all that you need at once."""
    return _profiles(session, assessments, {})


def _profiles(
    session: Session, assessments: Collection[Assessment], answers: Mapping[int, AssessmentAnswers]
) -> dict[int, Profile]:
    """`answers` are those that have been read already, by assessment id."""
    every = {item.id: item for item in assessments}

    def make(missing: Collection[int]) -> dict[int, Profile]:
        stamps = profile_stamps(session, [every[identity] for identity in missing])
        scores = find_scores(session, Profile, stamps)
        profiles = {}
        for identity in missing:
            profile = scores.get((identity, identity))
            if profile is None:
                profile = _scored(session, every[identity], answers.get(identity))
                save_later(session, stamps, (identity, identity), profile)
            profiles[identity] = profile
        return profiles

    keys = {identity: scored_from(item) for identity, item in every.items()}
    return cached_each(session, "profile", keys, MAX_CACHED_PROFILES, make)


def score_anew(session: Session, assessment: Assessment) -> YearResult:
    """As `year_result`, whatever is cached or stored."""
    answers = answers_of(session, assessment.id)
    return _year(session, assessment, answers, _scored(session, assessment, answers))


def compare(later: YearResult, earlier: YearResult, editions: Sequence[Questionnaire]) -> YearComparison:
    """As `comparison_of`. `editions` are all from the earlier year to the later, also those that the kommun skipped."""
    return compare_years(later, earlier, shared_over(editions), later_positions(editions))


def single_profile(session: Session, assessment: Assessment) -> Profile:
    """The profile of the single answers alone, without what the kommun has agreed on."""
    return cached(session, "single", scored_from(assessment), MAX_CACHED_YEARS, lambda: _single(session, assessment))


def samsyn_of(session: Session, assessment: Assessment) -> tuple[Samsyn, ...]:
    """How far the people agree, per capital that is asked (method 6)."""
    return cached(session, "samsyn", scored_from(assessment), MAX_CACHED_YEARS, lambda: _samsyn(session, assessment))


def robustness_of(session: Session, assessment: Assessment, targets: Mapping[str, int]) -> Robustness:
    """What stays the same when the profile is drawn again. The draws begin from the assessment's seed, so that
    anybody can make the same ones, also where it has been moved to."""
    stamp = scored_from(assessment)
    key = None if stamp is None else (stamp, tuple(sorted(targets.items())))
    return cached(session, "robustness", key, MAX_CACHED_PROFILES, lambda: _robustness(session, assessment, targets))


def comparison_of(session: Session, assessment: Assessment, previous: Assessment) -> YearComparison:
    """What has changed since an earlier locked year of the same kommun (method 11)."""
    (comparison,) = comparisons_of(session, [(assessment, previous)])
    return comparison


def earlier_year(session: Session, assessment: Assessment, previous: Assessment) -> EarlierYear:
    """An earlier locked year of the same kommun as it was settled, beside which this one is shown."""
    editions = editions_between(session, assessment.round.questionnaire_id, previous.round.year, assessment.round.year)
    return EarlierYear(
        year=previous.round.year,
        questionnaire=edition_of(session, previous),
        profile=profile_of(session, previous),
        same_scale=is_same_scale(editions),
    )


def comparisons_of(session: Session, years: Sequence[tuple[Assessment, Assessment]]) -> tuple[YearComparison, ...]:
    """As `comparison_of`, for kommuner of one round (later, earlier) and their assessments of one earlier round."""
    if not years:
        return ()
    later, earlier = (assessment.round for assessment in years[0])
    editions = editions_between(session, later.questionnaire_id, earlier.year, later.year)
    chain = tuple(edition.content_hash for edition in editions)
    every = {(later.id, earlier.id): (later, earlier) for later, earlier in years}

    def make(missing: Collection[Pair]) -> dict[Pair, YearComparison]:
        stamps = change_stamps(session, [every[pair] for pair in missing], chain)
        changes = find_scores(session, YearComparison, stamps)
        rest = [pair for pair in missing if pair not in changes]
        profiles_of(session, [year for pair in rest for year in every[pair]])  # together, and below one by one
        for pair in rest:
            now, then = (year_result(session, year) for year in every[pair])
            changes[pair] = compare(now, then, editions)
            save_later(session, stamps, pair, changes[pair], chain)
        return changes

    stands = {pair: tuple(map(scored_from, both)) for pair, both in every.items()}
    keys = {pair: None if None in both else (*both, chain) for pair, both in stands.items()}
    all_changes = cached_each(session, "change", keys, MAX_CACHED_PROFILES, make)
    return tuple(all_changes[later.id, earlier.id] for later, earlier in years)


def developed(session: Session, years: Sequence[Assessment]) -> Development:
    """One kommun's development over at least one year, earliest first (method 11)."""
    first, last = years[0].round, years[-1].round
    between = editions_between(session, first.questionnaire_id, first.year, last.year)
    editions = between if len(years) > 1 else (edition_of(session, years[0]),)
    keys = tuple(map(scored_from, years))
    key = None if None in keys else (keys, tuple(edition.content_hash for edition in editions))
    return cached(
        session,
        "years",
        key,
        MAX_CACHED_YEARS,
        lambda: develop([year_result(session, year) for year in years], editions),
    )


def edition_of(session: Session, assessment: Assessment) -> Questionnaire:
    """What the assessment asks."""
    return questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)


def _scored(session: Session, assessment: Assessment, answers: AssessmentAnswers | None) -> Profile:
    """`answers` None: they are read."""
    round_ = assessment.round
    return score(
        edition_of(session, assessment),
        round_.form,
        answers_of(session, assessment.id) if answers is None else answers,
        round_.capital_ids,
        method=round_.method,
    )


def _year(session: Session, assessment: Assessment, answers: AssessmentAnswers, profile: Profile) -> YearResult:
    return YearResult(
        year=assessment.round.year,
        questionnaire=edition_of(session, assessment),
        form=assessment.round.form,
        answers=answers,
        profile=profile,
        method=assessment.round.method,
    )


def _single(session: Session, assessment: Assessment) -> Profile:
    year = year_result(session, assessment)
    alone = replace(year.answers, agreed={}, not_united=frozenset())
    return score(year.questionnaire, year.form, alone, assessment.round.capital_ids, method=year.method)


def _samsyn(session: Session, assessment: Assessment) -> tuple[Samsyn, ...]:
    year = year_result(session, assessment)
    questionnaire = year.questionnaire
    return tuple(
        capital_samsyn(capital, questionnaire, year.form, year.answers, questionnaire.limits.min_group)
        for capital in assessment.round.asked_capitals(questionnaire)
    )


def _robustness(session: Session, assessment: Assessment, targets: Mapping[str, int]) -> Robustness:
    return profile_robustness(year_result(session, assessment), targets, np.random.default_rng(assessment.seed))
