"""Context of the page where a kommun compares itself with others."""

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.comparison.benchmarks import Benchmark
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile
from app.reports.figures.capital_facts import distance_text, index_text, level_text, range_text
from app.reports.figures.compared_figures import MAX_DRAWN, compared_radar
from app.reports.kernel.wording import in_words, number
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
    chosen: bool


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
    chosen: tuple[str, ...]
    named_rows: tuple[tuple[str, ...], ...]
    radar: Markup | None
    not_drawn: str
    """That the radar has fewer than were chosen; empty where it has all."""


def compare_page(frame: Frame, found: Compared, wanted: Collection[str]) -> CompareKommunerPage:
    chosen = [peer for peer in found.peers if peer.assessment.municipality_slug in wanted][:MAX_PEERS]
    views = [_anonymous("Alla andra kommuner utan namn", found.everybody, found)]
    if found.similar is not None:
        views.append(_anonymous(f"Kommuner i samma storleksgrupp: {found.assessment.size_group}", found.similar, found))
    return CompareKommunerPage(
        frame,
        url_of(found.assessment.key),
        tuple(views),
        benchmark_words.explained(),
        found.assessment.size_group,
        found.may_name,
        tuple(
            PeerChoice(peer.assessment.municipality_slug, peer.assessment.municipality, peer in chosen)
            for peer in found.peers
        ),
        tuple(peer.assessment.municipality for peer in chosen),
        _named(found, chosen) if chosen else (),
        _radar(found, chosen),
        _not_drawn(len(chosen)),
    )


def _not_drawn(chosen: int) -> str:
    if chosen <= MAX_DRAWN:
        return ""
    return f"Figuren visar de {in_words(MAX_DRAWN)} första. Alla {in_words(chosen)} står i tabellen."


def _anonymous(heading: str, shown: Anonymous, found: Compared) -> AnonymousView:
    rows = [
        (
            found.questionnaire.capital(result.capital_id).name,
            index_text(result, found.questionnaire),
            distance_text(figures.median, found.questionnaire.scale),
            _quartiles(figures, found.questionnaire),
            number(figures.count),
        )
        for result in found.profile.capitals
        if (figures := shown.figures.get(result.capital_id)) is not None
    ]
    counts = [figures.count for figures in shown.figures.values()]
    return AnonymousView(heading, shown.why_none, benchmark_words.made_of(counts) if counts else "", tuple(rows))


def _quartiles(figures: Benchmark, questionnaire: Questionnaire) -> str:
    if figures.lower_quartile is None or figures.upper_quartile is None:
        return "–"
    return range_text(figures.lower_quartile, figures.upper_quartile, questionnaire.scale)


def _named(found: Compared, chosen: list[Peer]) -> tuple[tuple[str, ...], ...]:
    """A row per capital: the own kommun's level and index first, then each chosen one's."""
    profiles = [found.profile, *(peer.profile for peer in chosen)]
    return tuple(
        (
            found.questionnaire.capital(result.capital_id).name,
            *(named_cell(found.questionnaire, profile, result.capital_id) for profile in profiles),
        )
        for result in found.profile.capitals
    )


def named_cell(questionnaire: Questionnaire, profile: Profile, capital_id: str) -> str:
    """What other kommuner see of one that shares by name, in one capital."""
    result = profile.capital(capital_id)
    if result is None or result.index is None:
        return "–" if result is None else level_text(result, questionnaire)
    return f"{index_text(result, questionnaire)} {level_text(result, questionnaire)}"


def _radar(found: Compared, chosen: list[Peer]) -> Markup | None:
    if not chosen and not found.everybody.figures:
        return None
    names = [(peer.assessment.municipality, peer.profile) for peer in chosen[:MAX_DRAWN]]
    medians = {} if chosen else {one: figures.median for one, figures in found.everybody.figures.items()}
    drawn = compared_radar(found.questionnaire, found.assessment.municipality, found.profile, names, medians)
    return figure(drawn, with_table=False)
