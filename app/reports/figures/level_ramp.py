"""The ramp of five steps on which every scale's levels are coloured, on pages and on paper (tokens.css)."""

STEPS = 5


def ramp_step(position: int, levels: int) -> int:
    """The step 1…5 of the level at a position 1…`levels`: the lowest and the highest level get the ends of the ramp.

    Raises ValueError for a position that the scale does not have.
    """
    if not 1 <= position <= levels:
        raise ValueError(f"there is no level {position} of {levels}")
    if levels == 1:
        return STEPS
    double_span = 2 * (levels - 1)
    return 1 + (2 * (position - 1) * (STEPS - 1) + levels - 1) // double_span
