"""Context of the page where a kommun compares itself with others."""

from dataclasses import dataclass

from app.assessment.comparison.benchmarks import Benchmark
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile
from app.reports.figures.beside_words import differences
from app.reports.figures.capital_facts import distance_text, range_text
from app.reports.figures.capital_texts import NOTHING, ProfileText, capital_text, profile_text
from app.reports.kernel.wording import number
from app.reports.method import benchmark_words
from app.services.results.anonymous_figures import Anonymous
from app.services.results.comparison import Compared, Peer
from app.services.results.series import ShownProfile
from app.web.results.contexts.profile import ProfileView, profile_view
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class AnonymousView:
    """Median and quartiles beside the own index, or why there are none."""

    heading: str
    why_none: str
    made_of: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CompareKommunerPage:
    frame: Frame
    url: str
    profile: ProfileView
    differences: tuple[str, ...]
    """Of each kommun and median that is lit."""
    anonymous: tuple[AnonymousView, ...]
    explained: tuple[str, ...]
    """Of the anonymous figures, whether there are any or not."""
    size_group: str
    may_name: bool
    peer_names: tuple[str, ...]
    """The kommuner that are lit."""
    named_rows: tuple[tuple[str, ...], ...]


def compare_page(frame: Frame, comparison: Compared, profile: ShownProfile) -> CompareKommunerPage:
    peers = [peer for peer in comparison.peers if profile.choice.is_lit(peer.assessment.municipality_slug)]
    texts = profile_text(comparison.questionnaire, comparison.profile)
    views = [_anonymous("Alla andra kommuner utan namn", comparison.everybody, texts)]
    if comparison.similar is not None:
        views.append(
            _anonymous(f"Kommuner i samma storleksgrupp: {comparison.assessment.size_group}", comparison.similar, texts)
        )
    return CompareKommunerPage(
        frame=frame,
        url=url_of(comparison.assessment.key),
        profile=profile_view(profile, "jamfor"),
        differences=differences(profile.radar, profile.choice),
        anonymous=tuple(views),
        explained=benchmark_words.explained(),
        size_group=comparison.assessment.size_group,
        may_name=comparison.may_name,
        peer_names=tuple(peer.assessment.municipality for peer in peers),
        named_rows=_named(comparison, texts, peers) if peers else (),
    )


def _anonymous(heading: str, benchmark: Anonymous, texts: ProfileText) -> AnonymousView:
    rows = [
        (
            text.name,
            text.index,
            distance_text(figures.median, texts.questionnaire.scale),
            _quartiles(figures, texts.questionnaire),
            number(figures.count),
        )
        for text in texts.capitals
        if (figures := benchmark.figures.get(text.key)) is not None
    ]
    counts = [figures.count for figures in benchmark.figures.values()]
    return AnonymousView(
        heading=heading,
        why_none=benchmark.why_none,
        made_of=benchmark_words.made_of(counts) if counts else "",
        rows=tuple(rows),
    )


def _quartiles(figures: Benchmark, questionnaire: Questionnaire) -> str:
    if figures.lower_quartile is None or figures.upper_quartile is None:
        return "–"
    return range_text(figures.lower_quartile, figures.upper_quartile, questionnaire.scale)


def _named(comparison: Compared, texts: ProfileText, peers: list[Peer]) -> tuple[tuple[str, ...], ...]:
    """A row per capital: the own kommun's level and index first, then each chosen one's."""
    return tuple(
        (
            text.name,
            text.index_and_level,
            *(named_cell(comparison.questionnaire, peer.profile, text.key) for peer in peers),
        )
        for text in texts.capitals
    )


def named_cell(questionnaire: Questionnaire, profile: Profile, capital_id: str) -> str:
    """What other kommuner see of one that shares by name, in one capital."""
    result = profile.capital(capital_id)
    return NOTHING if result is None else capital_text(result, questionnaire).index_and_level
