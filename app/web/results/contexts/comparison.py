"""Context of the page where a kommun compares itself with others."""

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.comparison.benchmarks import Benchmark
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile
from app.reports.figures.capital_facts import distance_text, range_text
from app.reports.figures.capital_texts import NOTHING, ProfileText, capital_text, profile_text
from app.reports.figures.compared_figures import MAX_DRAWN, compared_radar
from app.reports.kernel.wording import in_words, listing, number
from app.reports.method import benchmark_words
from app.reports.paper.rendering import figure
from app.services.results.anonymous_figures import Anonymous
from app.services.results.comparison import Compared, Peer
from app.web.shell.contexts.frame import Frame, url_of

MAX_PEERS = 5
"""So many named kommuner fit in a table; fewer of them in the radar."""


@dataclass(frozen=True, slots=True)
class AnonymousView:
    """Median and quartiles beside the own index, or why there are none."""

    heading: str
    why_none: str
    made_of: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PeerChoice:
    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CompareKommunerPage:
    frame: Frame
    url: str
    anonymous: tuple[AnonymousView, ...]
    explained: tuple[str, ...]
    """Of the anonymous figures, whether there are any or not."""
    size_group: str
    may_name: bool
    peers: tuple[PeerChoice, ...]
    peer_names: tuple[str, ...]
    under_way: str
    """Which kommuner share by name and have no approved result yet."""
    named_rows: tuple[tuple[str, ...], ...]
    radar: Markup | None
    not_drawn: str
    """That the radar has fewer than were chosen; empty where it has all."""


def compare_page(frame: Frame, comparison: Compared, slugs: Collection[str]) -> CompareKommunerPage:
    peers = [peer for peer in comparison.peers if peer.assessment.municipality_slug in slugs][:MAX_PEERS]
    texts = profile_text(comparison.questionnaire, comparison.profile)
    views = [_anonymous("Alla andra kommuner utan namn", comparison.everybody, texts)]
    if comparison.similar is not None:
        views.append(
            _anonymous(f"Kommuner i samma storleksgrupp: {comparison.assessment.size_group}", comparison.similar, texts)
        )
    return CompareKommunerPage(
        frame=frame,
        url=url_of(comparison.assessment.key),
        anonymous=tuple(views),
        explained=benchmark_words.explained(),
        size_group=comparison.assessment.size_group,
        may_name=comparison.may_name,
        peers=tuple(
            PeerChoice(peer.assessment.municipality_slug, peer.assessment.municipality, peer in peers)
            for peer in comparison.peers
        ),
        peer_names=tuple(peer.assessment.municipality for peer in peers),
        under_way=listing([assessment.municipality for assessment in comparison.under_way]),
        named_rows=_named(comparison, texts, peers) if peers else (),
        radar=_radar(comparison, peers),
        not_drawn=_not_drawn(len(peers)),
    )


def _not_drawn(peer_count: int) -> str:
    if peer_count <= MAX_DRAWN:
        return ""
    return f"Figuren visar de {in_words(MAX_DRAWN)} första. Alla {in_words(peer_count)} står i tabellen."


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


def _radar(comparison: Compared, peers: list[Peer]) -> Markup | None:
    if not peers and not comparison.everybody.figures:
        return None
    names = [(peer.assessment.municipality, peer.profile) for peer in peers[:MAX_DRAWN]]
    medians = (
        {} if peers else {capital_id: figures.median for capital_id, figures in comparison.everybody.figures.items()}
    )
    radar = compared_radar(
        comparison.questionnaire, comparison.assessment.municipality, comparison.profile, names, medians
    )
    return figure(radar, with_table=False)
