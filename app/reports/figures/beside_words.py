"""What a radar says of this year beside others: where the difference is largest, never who is better."""

from app.reports.figures.figures import Series
from app.reports.figures.profile_radar import ProfileRadar
from app.reports.figures.series_choice import SeriesChoice, SeriesKind
from app.reports.kernel.wording import lowered

NEAR = {SeriesKind.MEDIAN: 0.5, SeriesKind.KOMMUN: 0.1}
"""Shares of a level: nearer than a median is rounded, or than an index is shown, is no difference. A year's change is
told elsewhere, on the questions that both years have."""


def differences(radar: ProfileRadar, choice: SeriesChoice) -> tuple[str, ...]:
    """A sentence for each kommun and median that is lit, in their order."""
    lines = {line.name: line for line in radar.series[1:]}
    return tuple(
        _difference(radar, lines[option.name], NEAR[option.kind])
        for option in choice.lit
        if option.kind in NEAR and option.name in lines
    )


def _difference(radar: ProfileRadar, other: Series, near: float) -> str:
    own = radar.series[0]
    apart = [
        (abs(mine - theirs), -place)
        for place, (mine, theirs) in enumerate(zip(own.values, other.values, strict=True))
        if mine is not None and theirs is not None
    ]
    if not apart:
        return f"{other.name}: det finns inget kapitalslag att jämföra."
    distance, place = max(apart)
    level = (radar.highest - radar.lowest) / (len(radar.scale) - 1)
    if round(distance, 9) < near * level:
        return f"{other.name}: nära er i alla kapitalslag."
    name = lowered(radar.axes[-place].name)
    return f"{other.name}: störst skillnad i {name}, {other.shown[-place]} mot era {own.shown[-place]}."
