"""Pools of role groups: which roles count together in a kommun's result, and how much each pool weighs (methods 3, 11).

Everybody within a pool weighs alike. That is a promise, not a detail: weights that told a small role apart inside a
pool, shown beside a spread of all answers, would let anybody solve for one person's answer.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.exact import exact_mean, exact_weighted_mean

Pool = tuple[str, ...]
Pools = tuple[Pool, ...]
"""Ids of role groups, each once, in the questionnaire's order."""


def role_pools(sizes: Mapping[str, int], questionnaire: Questionnaire, min_group: int) -> Pools:
    """The pools of a role-balanced mean. `sizes` is the number of people per role group.

    Role groups with fewer than `min_group` people are pooled, smallest first, until the pool reaches it; small ones
    that are then left make a further pool. A pool still too small takes in the next smallest. Equal sizes go by the
    questionnaire's order. Raises ValueError for a role group that the questionnaire does not have.
    """
    order = _order(questionnaire)
    if unknown := sizes.keys() - set(order):
        raise ValueError(f"role groups not in the questionnaire: {sorted(unknown)}")
    return _pooled({role: sizes[role] for role in order if sizes.get(role, 0) > 0}, order, min_group)


def common_pools(
    later: Mapping[str, int], earlier: Mapping[str, int], questionnaire: Questionnaire, min_group: int
) -> Pools | None:
    """The pools in which two years' answers to one question are compared; None when the same roles did not answer.

    They are the pools that the smaller of both years' numbers gives, so that a role which falls below `min_group`
    moves nothing by itself. A role that only one of the years has, and that makes a pool of its own there, is left out
    of both; a smaller one cannot be, since leaving it out would give its answers away. Each pool is widened
    until it is made of whole pools of both years: whoever knows those learns nothing from it. In each the smaller
    numbers must reach `min_group`.
    """
    order = _order(questionnaire)
    order += [role for role in (*earlier, *later) if role not in order]
    own = [_pooled({role: n for role, n in sizes.items() if n > 0}, order, min_group) for sizes in (later, earlier)]
    left_out = _only_one_year(later, earlier, own)
    smaller = {
        role: min(later.get(role, 0), earlier.get(role, 0))
        for role in order
        if later.get(role, 0) + earlier.get(role, 0) > 0 and role not in left_out
    }
    pools = _united([*_pooled(smaller, order, min_group), *own[0], *own[1]], left_out, order)
    enough = all(sum(smaller[role] for role in pool) >= min_group for pool in pools)
    return pools if pools and enough else None


def joined_pools(questions: Sequence[Pools], questionnaire: Questionnaire) -> Pools:
    """The finest pools of people that are made of whole pools of every question they answered.

    Whatever is told of such a pool, over all the questions together, tells nothing of a smaller one.
    """
    pools = [pool for of_question in questions for pool in of_question]
    order = _order(questionnaire)
    order += [role for pool in pools for role in pool if role not in order]
    return _united(pools, frozenset(), order)


def mix_shift(
    pools: Pools, weights: Sequence[Fraction], later: Mapping[str, int], earlier: Mapping[str, int]
) -> Fraction:
    """How much of the pools' people would have to be of another role for the years to have the same shares, 0…1.

    Per pool half the sum of the differences between the roles' shares, weighed as the pools are.
    """
    shifts = [
        sum((abs(_share(role, pool, later) - _share(role, pool, earlier)) for role in pool), Fraction()) / 2
        for pool in pools
    ]
    return exact_weighted_mean(zip(weights, shifts, strict=True))


def _share(role: str, pool: Pool, sizes: Mapping[str, int]) -> Fraction:
    return Fraction(sizes.get(role, 0), sum(sizes.get(of, 0) for of in pool))


def pool_weights(pools: Pools, sizes: Mapping[str, int], half: Decimal) -> tuple[Fraction, ...]:
    """n/(n + half) per pool: `half` people count half of a whole role. A single pool weighs 1."""
    if len(pools) == 1:
        return (Fraction(1),)
    numerator, denominator = half.as_integer_ratio()
    people = (sum(sizes.get(role, 0) for role in pool) * denominator for pool in pools)
    return tuple(Fraction(n, n + numerator) for n in people)


def pooled_mean(levels: Mapping[str, Sequence[Fraction]], pools: Pools, weights: Sequence[Fraction]) -> Fraction:
    """Σ ω·x̄ / Σ ω over the pools. `levels` holds the values given in every role group of the pools."""
    means = (exact_mean([value for role in pool for value in levels.get(role, ())]) for pool in pools)
    return exact_weighted_mean(zip(weights, means, strict=True))


def _order(questionnaire: Questionnaire) -> list[str]:
    return [role.id for role in questionnaire.role_groups]


def _pooled(sizes: Mapping[str, int], order: Sequence[str], min_group: int) -> Pools:
    """`sizes` may hold roles with nobody: they are the smallest of all."""
    return _pooled_once(tuple(sizes.items()), tuple(order), min_group)


@lru_cache(maxsize=4_096)
def _pooled_once(numbers: tuple[tuple[str, int], ...], order: tuple[str, ...], min_group: int) -> Pools:
    """Kept, since most questions of an assessment are answered by the same people."""
    sizes = dict(numbers)
    pools: list[Pool] = [(role,) for role in sizes]

    def people(pool: Pool) -> int:
        return sum(sizes[role] for role in pool)

    def by_size(pool: Pool) -> tuple[int, int]:
        return people(pool), order.index(pool[0])

    pools.sort(key=by_size)
    while len(pools) > 1 and people(pools[0]) < min_group:
        pool: Pool = ()
        while pools and people(pool) < min_group:
            pool += pools.pop(0)
        pools.append(_in_order(pool, order))
        pools.sort(key=by_size)
    return tuple(sorted(pools, key=_by_first(order)))


def _only_one_year(later: Mapping[str, int], earlier: Mapping[str, int], own: Sequence[Pools]) -> frozenset[str]:
    """Roles that nobody had in one of the years and that make a pool alone in the other."""
    alone = {pool[0] for pools in own for pool in pools if len(pool) == 1}
    return frozenset(role for role in alone if not (later.get(role, 0) and earlier.get(role, 0)))


def _united(pools: Sequence[Pool], left_out: frozenset[str], order: Sequence[str]) -> Pools:
    """The finest pools of which each given one is a part."""
    unions: list[set[str]] = []
    for pool in pools:
        roles = set(pool) - left_out
        touching = [other for other in unions if other & roles]
        unions = [other for other in unions if not other & roles]
        unions.append(roles.union(*touching))
    return tuple(sorted((_in_order(tuple(pool), order) for pool in unions if pool), key=_by_first(order)))


def _in_order(pool: Pool, order: Sequence[str]) -> Pool:
    return tuple(sorted(pool, key=order.index))


def _by_first(order: Sequence[str]) -> Callable[[Pool], int]:
    return lambda pool: order.index(pool[0])
