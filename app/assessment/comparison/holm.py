"""Holm's correction: which of several comparisons made at once still stand, so that chance alone seldom shows any.

Source: Holm, S. 1979, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6.
"""

from collections.abc import Sequence

FAMILY = 0.10
"""How often, at the most, one or more of a family of comparisons may be called a change when nothing has changed."""


def holm(p_values: Sequence[float], family: float = FAMILY) -> tuple[bool, ...]:
    """Per two-sided p-value, in the order they came, whether its comparison stands.

    The smallest of m is held against family/m, the next against family/(m − 1), and so on until the first that does
    not reach its limit; it and all larger ones fall. No p-values give no answers. Raises ValueError for a p-value
    outside 0…1 (or not a number).
    """
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError("a p-value lies between 0 and 1")
    stands = [False] * len(p_values)
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda place: p_values[place])):
        if p_values[place] > family / (len(p_values) - rank):
            break
        stands[place] = True
    return tuple(stands)
