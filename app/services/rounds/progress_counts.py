"""How far the people and questions of a round's assessments have come, counted.

What of it is shown is decided in `rounds/progress/round_board.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round
from app.rounds.progress.round_board import Turnout, share_percent
from app.storage.answering.participation import participation_in, started_in
from app.storage.engine.cache import cached
from app.storage.rounds import rounds as stored

MAX_CACHED_ROUNDS = 64


def settled_percents(
    session: Session, round_: Round, questionnaire: Questionnaire, assessments: Collection[Assessment]
) -> Mapping[int, int]:
    """Assessment id -> share of the questions that is settled."""
    if not assessments:
        return {}
    meant_for = asked_roles(round_, questionnaire)
    counts = settled_counts(session, round_, assessments, meant_for)
    return {item.id: share_percent(counts.get(item.id, 0), len(meant_for)) for item in assessments}


def asked_roles(round_: Round, questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    """Question id -> the role groups it is meant for, of everything the round asks; empty is all."""
    return {
        question.id: frozenset(question.meant_for)
        for capital in round_.asked_capitals(questionnaire)
        for question in capital.asked(round_.form)
    }


def turnout_by_assessment(
    session: Session,
    round_: Round,
    assessments: Collection[Assessment],
    roles_by_question: Mapping[str, frozenset[str]],
) -> Mapping[int, Turnout]:
    """Assessment id -> its people, counted."""
    answer_counts, started_ids = _given(session, round_, assessments, roles_by_question), _started(session, assessments)
    turnouts: dict[int, list[Turnout]] = defaultdict(list)
    questions = Counter(role for meant_for in roles_by_question.values() for role in meant_for)
    for_all = sum(not meant_for for meant_for in roles_by_question.values())
    for group in participation_in(session, round_.id, started_ids):
        # The one place that stands for the whole kommun has no role group and is asked everything.
        role = group.role_group
        possible = group.invited * (for_all + questions[role] if role else len(roles_by_question))
        answers = answer_counts.get((group.assessment_id, role), 0)
        turnout = Turnout(
            invited=group.invited, started=group.started, handed_in=group.handed_in, possible=possible, given=answers
        )
        turnouts[group.assessment_id].append(turnout)
    return {assessment.id: _together(turnouts[assessment.id]) for assessment in assessments}


def _given(
    session: Session,
    round_: Round,
    assessments: Collection[Assessment],
    roles_by_question: Mapping[str, frozenset[str]],
) -> Mapping[tuple[int, str], int]:
    """(Assessment id, role group) -> how many answers. Where answering is closed they stand still, and are kept."""
    closings = tuple((item.id, item.answering_closed_at) for item in assessments if item.answering_closed_at)

    def count(ids: Collection[int]) -> dict[tuple[int, str], int]:
        counts = stored.given_answers(session, ids, roles_by_question)
        return {(item.assessment_id, item.role_group): item.given for item in counts}

    key = (closings, round_.content_hash, round_.form, round_.capital_ids)
    still = cached(session, "given", key, MAX_CACHED_ROUNDS, lambda: count([item for item, _ in closings]))
    return still | count([item.id for item in assessments if not item.answering_closed_at])


def _started(session: Session, assessments: Collection[Assessment]) -> frozenset[int]:
    """Ids of the respondents who have answered something, as far as they can still be more, asked for again."""
    closings = tuple((item.id, item.answering_closed_at) for item in assessments if item.answering_closed_at)
    still = cached(
        session, "started", closings, MAX_CACHED_ROUNDS, lambda: started_in(session, [item for item, _ in closings])
    )
    return still | started_in(session, [item.id for item in assessments if not item.answering_closed_at])


def settled_counts(
    session: Session,
    round_: Round,
    assessments: Collection[Assessment],
    roles_by_question: Mapping[str, frozenset[str]],
) -> Mapping[int, int]:
    """Assessment id -> how many questions are settled: agreed, or told as "enades inte". Cached until that changes."""
    stands = tuple(
        (assessment.id, assessment.answering_closed_at, assessment.meeting_version) for assessment in assessments
    )
    key = (stands, round_.content_hash, round_.form, round_.capital_ids)
    ids = [assessment.id for assessment in assessments]
    return cached(
        session, "agreed", key, MAX_CACHED_ROUNDS, lambda: stored.agreed_counts(session, ids, roles_by_question)
    )


def _together(groups: Collection[Turnout]) -> Turnout:
    return Turnout(
        invited=sum(group.invited for group in groups),
        started=sum(group.started for group in groups),
        handed_in=sum(group.handed_in for group in groups),
        possible=sum(group.possible for group in groups),
        given=sum(group.given for group in groups),
    )
