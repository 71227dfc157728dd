"""The radar of a kommun beside others: at most two by name, or the median of those without names."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.assessment.comparison import benchmarks
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile
from app.assessment.results.scale import one_level, scale_values
from app.reports.figures.capital_facts import distance_text, name_in_text, rings
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.figures import RadarFigure, Series, SeriesRole
from app.reports.figures.profile_figures import profile_series, profile_table, radar_alternative, series_of
from app.reports.kernel.wording import listing

MAX_DRAWN = 2
"""Named kommuner in the radar beside the own one: more lines could not be told apart."""
MEDIAN = "Andra kommuners median"


def compared_radar(
    questionnaire: Questionnaire,
    name: str,
    profile: Profile,
    others: Sequence[tuple[str, Profile]],
    medians: Mapping[str, Fraction],
) -> RadarFigure:
    """The kommun's own profile with those of at most two others by name, or with medians by capital."""
    texts = profile_text(questionnaire, profile)
    lines = [profile_series(texts, SeriesRole.THIS, name)]
    for role, (other, of_other) in zip((SeriesRole.EARLIER, SeriesRole.INDIVIDUAL), others, strict=False):
        lines.append(_line(questionnaire, role, other, of_other, profile))
    if medians:
        lines.append(_medians(questionnaire, profile, medians))
    return RadarFigure(
        key="jamfor-radar",
        title=f"{name} jämfört med andra",
        conclusion=_conclusion(questionnaire, profile, medians) if medians else _named_conclusion(others),
        alternative=radar_alternative(questionnaire, texts.axes, lines),
        table=profile_table(texts, None),
        scale=rings(questionnaire),
        axes=texts.axes,
        series=tuple(lines),
    )


def _line(questionnaire: Questionnaire, role: SeriesRole, name: str, profile: Profile, own: Profile) -> Series:
    """On the own profile's axes: a capital that the other does not have is a gap."""
    return series_of(role, name, [profile.capital(result.capital_id) for result in own.capitals], questionnaire)


def _medians(questionnaire: Questionnaire, profile: Profile, medians: Mapping[str, Fraction]) -> Series:
    values_or_none = [medians.get(result.capital_id) for result in profile.capitals]
    values = tuple(None if median is None else float(median) for median in values_or_none)
    texts = tuple("–" if median is None else distance_text(median, questionnaire.scale) for median in values_or_none)
    return Series(role=SeriesRole.BENCHMARK, name=MEDIAN, values=values, shown=texts)


def _named_conclusion(others: Sequence[tuple[str, Profile]]) -> str:
    return f"Er profil jämfört med {listing([name for name, _ in others])}."


def _conclusion(questionnaire: Questionnaire, profile: Profile, medians: Mapping[str, Fraction]) -> str:
    """Where the kommun lies furthest from the median; closer than the figures are rounded is near."""
    apart = [
        (result.index - median, result.capital_id)
        for result in profile.capitals
        if result.index is not None and (median := medians.get(result.capital_id)) is not None
    ]
    if not apart:
        return "Det finns inget kapitalslag att jämföra."
    most, capital_id = max(apart, key=lambda pair: abs(pair[0]))
    if abs(most) < one_level(scale_values(questionnaire)) / benchmarks.COARSE:
        return "Ni ligger nära de andra kommunernas median i alla kapitalslag."
    way = "över" if most > 0 else "under"
    return f"Längst från medianen ligger {name_in_text(capital_id, questionnaire)}, {way} de andra."
