"""How good the questions of a round were, for the region: so that next year's questionnaire gets better on evidence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right
from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.instrument import instrument
from app.assessment.instrument.drift import Drift, question_drift, question_pairs
from app.assessment.instrument.instrument import CapitalQuality, instrument_quality
from app.assessment.instrument.meeting_effect import MeetingEffect, meeting_effect, meeting_shift
from app.assessment.instrument.reliability import ReliabilityEstimate, capital_reliability
from app.assessment.instrument.response import RoleResponse, role_responses
from app.assessment.questionnaires.lineage import later_positions, shared_over
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.scoring import respondent_index
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round
from app.rounds.kernel.visibility import counts_anonymously, is_readable
from app.services.kernel.access import require
from app.services.kernel.alphabet import swedish
from app.services.results.earlier_years import editions_between
from app.services.results.score_keys import scored_from
from app.services.results.scoring import profile_of, single_profile, year_result
from app.services.rounds import words
from app.services.rounds.round_access import opened_rounds
from app.storage.answering.answers import answers_of
from app.storage.answering.participation import role_counts
from app.storage.engine.cache import cached
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_round, kommuner_of_round
from app.storage.questionnaires.editions import questionnaire_of

MAX_CACHED_ROUNDS = 16

Answered = Sequence[tuple[Assessment, AssessmentAnswers]]
"""The kommuner that count, by name, with their answers."""


@dataclass(frozen=True, slots=True)
class Responses:
    roles: tuple[RoleResponse, ...]
    by_open_link: int
    """How many answered by an open link; they are in no role's rate."""


@dataclass(frozen=True, slots=True)
class DriftSince:
    """Over the `kommuner` whose results of this round and the one before are approved and shared.

    A draft is not among them: the region reads every other one's results per question, and could subtract.
    """

    earlier_year: int
    kommuner: int
    drift: Drift


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures over the kommuner that share with the region and where enough people answered, each for himself.

    Everything but the counts is empty when they are fewer than `instrument.MIN_KOMMUNER`. Drift has its own kommuner.
    """

    round: Round
    questionnaire: Questionnaire
    kommuner: tuple[Assessment, ...]
    respondents: int
    capitals: tuple[CapitalQuality, ...]
    meetings: tuple[MeetingEffect, ...]
    reliabilities: tuple[ReliabilityEstimate, ...]
    """By the ids of assessments."""
    responses: Responses | None
    drift: DriftSince | None
    """None when there is no round before."""


def open_quality(database: Database, actor: Actor, key: RoundKey) -> Quality:
    """Raises NotFoundError to people outside the region, and PermissionDeniedError while the round goes on."""
    with database.read() as session:
        round_ = find_round(session, key)
        if round_ is None:
            raise NotFoundError
        require(actor, Right.SEE_REGION, Place(round_.region_id))
        if round_.closed_at is None:
            raise PermissionDeniedError(words.QUALITY_NOT_YET)
        return _quality(session, round_)


def _quality(session: Session, round_: Round) -> Quality:
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    least = questionnaire.limits.min_group
    assessments = sorted(kommuner_of_round(session, round_.id), key=lambda item: swedish(item.municipality))
    with_answers = [(item, answers_of(session, item.id)) for item in assessments if _counts(item)]
    large_enough = [(item, answers) for item, answers in with_answers if len(answers.respondents) >= least]
    enough = large_enough if len(large_enough) >= instrument.MIN_KOMMUNER else []
    capitals = round_.asked_capitals(questionnaire)
    figures = instrument_quality(questionnaire, round_.form, [answers for _, answers in enough], least)
    return Quality(
        round=round_,
        questionnaire=questionnaire,
        kommuner=tuple(item for item, _ in large_enough),
        respondents=sum(len(answers.respondents) for _, answers in large_enough),
        capitals=tuple(item for item in figures if enough and item.capital_id in {capital.id for capital in capitals}),
        meetings=_meetings(session, capitals, enough),
        reliabilities=tuple(_reliability(capital, questionnaire, enough) for capital in capitals if enough),
        responses=_responses(session, questionnaire, enough) if enough else None,
        drift=_drift(session, round_, assessments),
    )


def _counts(assessment: Assessment) -> bool:
    """Answered by several, closed, and shared by the kommun itself. Nothing of a kommun's own result is told of it."""
    return counts_anonymously(assessment) and assessment.mode is Mode.SEVERAL


def _meetings(session: Session, capitals: Sequence[Capital], pairs: Answered) -> tuple[MeetingEffect, ...]:
    if not pairs:
        return ()
    stands = tuple(scored_from(assessment) for assessment, _ in pairs)
    return cached(
        session,
        "meetings",
        stands,
        MAX_CACHED_ROUNDS,
        lambda: tuple(_meeting(session, capital, pairs) for capital in capitals),
    )


def _meeting(session: Session, capital: Capital, pairs: Answered) -> MeetingEffect:
    shifts = []
    for assessment, _ in pairs:
        single = single_profile(session, assessment).capital(capital.id)
        outcome = profile_of(session, assessment).capital(capital.id)
        if single is not None and outcome is not None:
            shifts.append(meeting_shift(capital, assessment.round.form, single, outcome))
    return meeting_effect(capital.id, [shift for shift in shifts if shift is not None])


def _reliability(capital: Capital, questionnaire: Questionnaire, pairs: Answered) -> ReliabilityEstimate:
    indices = {
        assessment.id: [
            index
            for person in answers.respondents
            if (index := respondent_index(capital, person, questionnaire, assessment.round.form)) is not None
        ]
        for assessment, answers in pairs
    }
    return capital_reliability(capital.id, indices, questionnaire.limits.min_group)


def _responses(session: Session, questionnaire: Questionnaire, pairs: Answered) -> Responses:
    counts = role_counts(session, [assessment.id for assessment, _ in pairs])
    roles = role_responses(
        [role.id for role in questionnaire.role_groups],
        {count.role_group: count.asked for count in counts},
        {count.role_group: count.answered for count in counts},
        questionnaire.limits.min_group,
    )
    return Responses(roles, sum(count.by_open_link for count in counts))


def _drift(session: Session, round_: Round, assessments: Sequence[Assessment]) -> DriftSince | None:
    before = next((item for item in opened_rounds(session, round_) if item.year < round_.year), None)
    if before is None:
        return None
    earlier = {item.municipality_id: item for item in kommuner_of_round(session, before.id) if is_readable(item)}
    both = [
        (item, earlier[item.municipality_id])
        for item in assessments
        if is_readable(item) and item.municipality_id in earlier
    ]
    editions = editions_between(session, round_.questionnaire_id, before.year, round_.year)
    stands = tuple((scored_from(item), scored_from(other)) for item, other in both)
    key = (round_.id, stands, tuple(edition.content_hash for edition in editions))
    drift = cached(session, "drift", key, MAX_CACHED_ROUNDS, lambda: _question_drift(session, both, editions))
    return DriftSince(before.year, len(both), drift)


def _question_drift(
    session: Session, both: Sequence[tuple[Assessment, Assessment]], editions: Sequence[Questionnaire]
) -> Drift:
    question_ids, positions = shared_over(editions), later_positions(editions)
    pairs: dict[str, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    for later, other in both:
        of_kommun = question_pairs(year_result(session, later), year_result(session, other), question_ids, positions)
        for question_id, pair in of_kommun.items():
            pairs[question_id].append(pair)
    return question_drift(pairs)
