"""What two years of a kommun share in a capital: the questions both have a result on, made comparable (method 11).

Where both results come from single answers they are worked out again in pools common to both years, with the same
weights, so that who answered moves as little as possible by itself.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Capital, Form, Limits, Question, Questionnaire
from app.assessment.results.consensus import answers_to, levels_by_role, question_result
from app.assessment.results.method import CURRENT, MethodEdition, limits_under
from app.assessment.results.pools import Pools, common_pools, mix_shift, pool_weights, pooled_mean, role_pools
from app.assessment.results.results import Profile, QuestionResult, QuestionSource
from app.assessment.results.scale import scale_values
from app.assessment.results.uncertainty import GivenLevels, levels_of_people, pooled_levels

Judged = tuple[Question, QuestionResult]


@dataclass(frozen=True, slots=True)
class YearResult:
    """One assessment of one year. `profile` was scored from the other fields; no `limits` means the questionnaire's."""

    year: int
    questionnaire: Questionnaire
    form: Form
    answers: AssessmentAnswers
    profile: Profile
    limits: Limits | None = None
    method: MethodEdition = CURRENT

    def judged(self, capital: Capital, values: Sequence[Fraction] | None) -> list[Judged]:
        """The capital's applicable questions with their results, on the values given for the levels."""
        pairs = [
            (question, question_result(question, self.questionnaire, self.answers, self.own_limits, values))
            for question in capital.maturity_questions(self.form)
        ]
        return [(question, result) for question, result in pairs if not result.settled_not_applicable]

    @property
    def own_limits(self) -> Limits:
        return limits_under(self.method, self.limits or self.questionnaire.limits)


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """One question with the later and the earlier year's comparable results, both weighed as in the later edition."""

    later: Judged
    earlier: Judged
    later_levels: GivenLevels | None
    """What the year's single answers were, in the common pools; None with too few of them."""
    earlier_levels: GivenLevels | None
    pools_differ: bool
    """Whether the years' own pools are not the same."""
    mix_shift: Fraction = Fraction()
    """Share of the people, 0…1, that are of other roles than in the other year; 0 for what is agreed."""


@dataclass(frozen=True, slots=True)
class SharedCapital:
    """A capital's applicable questions in both years, and those among them that can be compared."""

    later: list[Judged]
    earlier: list[Judged]
    questions: list[SharedQuestion]
    other_roles: list[Judged]
    """As the later year has them: with a result in both years, but from people of other roles."""

    def share_later(self, *, with_other_roles: bool = False) -> Fraction:
        extra = self.other_roles if with_other_roles else []
        return weight_of([*(question.later for question in self.questions), *extra]) / weight_of(self.later)

    def share_earlier(self, *, with_other_roles: bool = False) -> Fraction:
        ids = {shared_question.later[0].id for shared_question in self.questions}
        ids |= {question.id for question, _ in self.other_roles} if with_other_roles else set()
        return weight_of([pair for pair in self.earlier if pair[0].id in ids]) / weight_of(self.earlier)


def share_capital(
    capital: Capital,
    later: YearResult,
    earlier: YearResult,
    question_ids: Collection[str],
    values: Sequence[Fraction] | None,
) -> SharedCapital:
    """`question_ids` are ids of the questions that the editions share; `values` what the earlier levels are worth now,
    None where the scales cannot be compared."""
    new = later.judged(capital, None)
    if values is None or earlier.profile.capital(capital.id) is None:
        return SharedCapital(later=new, earlier=[], questions=[], other_roles=[])
    old = {pair[0].id: pair for pair in earlier.judged(earlier.questionnaire.capital(capital.id), values)}
    pairs = [(pair, old[pair[0].id]) for pair in new if pair[0].id in question_ids and pair[0].id in old]
    questions: list[SharedQuestion] = []
    other_roles: list[Judged] = []
    for now, then in pairs:
        if now[1].value is None or then[1].value is None:
            continue
        comparable = _comparable(now, then, later, earlier, values)
        if comparable is None:
            other_roles.append(now)
        else:
            questions.append(comparable)
    return SharedCapital(later=new, earlier=list(old.values()), questions=questions, other_roles=other_roles)


def _comparable(
    now: Judged, then: Judged, later: YearResult, earlier: YearResult, values: Sequence[Fraction]
) -> SharedQuestion | None:
    """None where both years rest on single answers, but hardly of the same roles."""
    question = now[0]
    then = (then[0].model_copy(update={"weight": question.weight}), then[1])
    if later.method is MethodEdition.FIRST:
        return SharedQuestion(later=now, earlier=then, later_levels=None, earlier_levels=None, pools_differ=False)
    own_values = scale_values(later.questionnaire)
    new = levels_by_role(answers_to(question, later.answers), own_values)
    old = levels_by_role(answers_to(then[0], earlier.answers), values)
    sizes, old_sizes = ({role: len(levels) for role, levels in of.items()} for of in (new, old))
    limits = later.own_limits
    least = max(limits.min_group, earlier.own_limits.min_group)
    enough = min(sum(sizes.values()), sum(old_sizes.values())) >= least
    has_agreement = QuestionSource.AGREED in (now[1].source, then[1].source)
    pools = common_pools(sizes, old_sizes, later.questionnaire, least) if enough else None
    smaller = {role: min(sizes.get(role, 0), old_sizes.get(role, 0)) for role in {*sizes, *old_sizes}}
    if pools is None:
        return (
            SharedQuestion(later=now, earlier=then, later_levels=None, earlier_levels=None, pools_differ=False)
            if has_agreement
            else None
        )
    weights = pool_weights(pools, smaller, limits.role_weight_half)
    if not has_agreement:
        now = (question, replace(now[1], value=pooled_mean(new, pools, weights)))
        then = (then[0], replace(then[1], value=pooled_mean(old, pools, weights)))
    return SharedQuestion(
        later=now,
        earlier=then,
        later_levels=pooled_levels(
            question, levels_of_people(question, later.answers, own_values), pools, smaller, limits
        ),
        earlier_levels=pooled_levels(
            question, levels_of_people(then[0], earlier.answers, values), pools, smaller, limits
        ),
        pools_differ=not has_agreement and _own_pools(sizes, later) != _own_pools(old_sizes, earlier),
        mix_shift=Fraction() if has_agreement else mix_shift(pools, weights, sizes, old_sizes),
    )


def _own_pools(sizes: dict[str, int], year: YearResult) -> Pools:
    return role_pools(Counter(sizes), year.questionnaire, year.own_limits.min_group)


def weight_of(results: Sequence[Judged]) -> Fraction:
    """The weight of questions together."""
    return sum((Fraction(question.weight) for question, _ in results), Fraction())
