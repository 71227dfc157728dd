"""Scoring what is stored: each result is worked out once, and found again while what it depends on is the same.

The method itself is in `assessment/`; here its functions are given the answers. Whoever calls has checked who asks, and
that answering is closed.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlmodel import Session

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
from app.storage.answering.answers import answers_of
from app.storage.engine.cache import cached
from app.storage.questionnaires.editions import questionnaire_of

MAX_CACHED_YEARS, MAX_CACHED_PROFILES = 32, 1_024
"""A year holds everybody's answers and takes some hundred kilobytes, a profile some ten."""


def year_result(session: Session, assessment: Assessment) -> YearResult:
    """The profile with what it was scored from."""
    return cached(session, "year", scored_from(assessment), MAX_CACHED_YEARS, lambda: _scored(session, assessment))


def profile_of(session: Session, assessment: Assessment) -> Profile:
    """The profile alone."""
    key = scored_from(assessment)
    return cached(session, "profile", key, MAX_CACHED_PROFILES, lambda: year_result(session, assessment).profile)


def single_profile(session: Session, assessment: Assessment) -> Profile:
    """The profile of the single answers alone, without what the kommun has agreed on."""
    return cached(session, "single", scored_from(assessment), MAX_CACHED_YEARS, lambda: _single(session, assessment))


def samsyn_of(session: Session, assessment: Assessment) -> tuple[Samsyn, ...]:
    """How far the people agree, per capital that is asked (method 6)."""
    return cached(session, "samsyn", scored_from(assessment), MAX_CACHED_YEARS, lambda: _samsyn(session, assessment))


def robustness_of(session: Session, assessment: Assessment, targets: Mapping[str, int]) -> Robustness:
    """What stays the same when the profile is drawn again. The draws begin from the assessment's number, so that
    anybody can make the same ones."""
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
    return tuple(_cached_comparison(session, *both, editions, chain) for both in years)


def _cached_comparison(
    session: Session,
    later: Assessment,
    earlier: Assessment,
    editions: Sequence[Questionnaire],
    chain: tuple[str, ...],
) -> YearComparison:
    both = (scored_from(later), scored_from(earlier))
    key = None if None in both else (*both, chain)
    return cached(session, "change", key, MAX_CACHED_PROFILES, lambda: _compared(session, later, earlier, editions))


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


def scored_from(assessment: Assessment) -> Hashable | None:
    """Everything that a result can change with; None while people answer, when anything may.

    Single answers stand still from the moment that answering is closed (decision 0003).
    """
    if assessment.answering_closed_at is None:
        return None
    round_ = assessment.round
    conditions = (round_.content_hash, round_.form, round_.capital_ids, round_.method)
    return (assessment.id, assessment.answering_closed_at, assessment.meeting_version, *conditions)


def _scored(session: Session, assessment: Assessment) -> YearResult:
    questionnaire = edition_of(session, assessment)
    form, answers = assessment.round.form, answers_of(session, assessment.id)
    method = assessment.round.method
    profile = score(questionnaire, form, answers, assessment.round.capital_ids, method=method)
    return YearResult(
        year=assessment.round.year,
        questionnaire=questionnaire,
        form=form,
        answers=answers,
        profile=profile,
        method=method,
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
    return profile_robustness(year_result(session, assessment), targets, np.random.default_rng(assessment.id))


def _compared(
    session: Session, assessment: Assessment, previous: Assessment, editions: Sequence[Questionnaire]
) -> YearComparison:
    later, earlier = year_result(session, assessment), year_result(session, previous)
    return compare_years(later, earlier, shared_over(editions), later_positions(editions))
