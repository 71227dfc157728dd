"""Content and figures as HTML: the report's body for the web, the whole page for paper, and single figures anywhere."""

import json
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from app.reports.figures import (
    plotly,
    plotly_profile,  # noqa: F401 - registers the large radar
    svg,
)
from app.reports.figures.figures import Figure, FigureTable, RadarFigure, SeriesRole
from app.reports.figures.profile_radar import ProfileRadar
from app.reports.figures.small_profile import small_profile
from app.reports.figures.svg.capital_icon import capital_icon
from app.reports.kernel import prose
from app.reports.kernel.long_words import breakable
from app.reports.learning.handout import Handout
from app.reports.meeting.protocol import Protocol
from app.reports.overview.mirror import MirrorContent, MirrorLine
from app.reports.overview.regional.content import RegionalContent
from app.reports.overview.regional.content import contents as regional_contents
from app.reports.privacy.disclosure import Disclosure
from app.reports.results.content import Chapter, ReportContent, steps_heading
from app.reports.results.parts.support import HEADING as SUPPORT
from app.reports.workshops.protocol import WorkshopProtocol

MAX_CACHED_FIGURES = 256
"""Some twenty kilobytes each, the figure with its JSON."""


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = prose.html
    environment.filters["breakable"] = breakable
    environment.globals["contents"] = contents
    environment.globals["steps_heading"] = steps_heading
    environment.globals["regional_contents"] = regional_contents
    environment.globals["draw"] = _draw
    environment.globals["draw_small"] = _draw_small
    environment.globals["small_profile"] = small_profile
    environment.globals["share_bar"] = _share_bar
    environment.globals["mirror_bar"] = _mirror_bar
    environment.globals["mirror_key"] = _mirror_key
    environment.globals["capital_icon"] = _capital_icon
    environment.globals["level_steps"] = _level_steps
    environment.globals["figure_json"] = _figure_json
    environment.globals["is_interactive"] = plotly.is_interactive
    return environment


def contents(content: ReportContent, paper: bool = True) -> list[tuple[str, str]]:
    """The table of contents: the id of each part's heading and its text, in the order of the body.

    On paper the questions are an annex; on a page they stand in their capital, which folds out.
    """
    parts = [("sammanfattning", "Läget på en sida"), ("profil", "Profilen")]
    parts += [(f"kapitel-{chapter.key}", chapter.name) for chapter in content.chapters]
    parts += [("andrat", "Förändring sedan sist")]
    parts += [("utvecklingen", "Utveckling över åren")] if content.development else []
    parts += [("borja", "Var ni kan börja")]
    parts += [("stod", SUPPORT)] if content.support else []
    parts += [("vagval", "Enighet och väg")] if content.direction_table else []
    parts += [("plan", "Mål och åtgärder")] if content.plan else []
    parts += [("bilaga", "Bilaga: frågorna och svaren")] if paper else []
    parts += [("hela-tiden", "Bilaga: förändring över hela tiden")] if paper and content.development else []
    parts += [("samsyn", "Bilaga: samsyn")] if content.samsyn else []
    parts += [("skal", "Bilaga: skälen till de enade svaren")] if content.reasons else []
    parts += [("underlag", "Bilaga: så samlades svaren in")]
    return [*parts, ("metod", "Bilaga: metod och version")]


def _draw(figure: Figure, paper: bool) -> Markup:
    return Markup(svg.draw(figure, with_title=paper))  # noqa: S704 - the drawing escapes every text


def _draw_small(figure: RadarFigure, paper: bool) -> Markup:
    return Markup(svg.small_radar(figure, with_title=paper))  # noqa: S704 - the drawing escapes every text


def _share_bar(part: int, whole: int, paper: bool) -> Markup:
    title = f"{part} av {whole}" if paper else None
    return Markup(svg.share_bar(part, whole, title=title))  # noqa: S704 - numbers only


def _mirror_bar(line: MirrorLine, content: MirrorContent, paper: bool) -> Markup:
    title = f"{content.association}: {line.own}. Kommunerna: {line.median}." if paper else None
    return Markup(svg.mirror_bar(line.own_at, line.median_at, content.levels, title=title))  # noqa: S704 - escaped


def _mirror_key(side: str) -> Markup:
    return Markup(svg.mirror_key(side))  # noqa: S704 - shapes only


def _level_steps(position: int | None, levels: int, paper: bool) -> Markup:
    title = f"Nivå {position} av {levels}" if position else "Ingen nivå"
    return Markup(svg.level_steps(position, levels, title=title if paper else None))  # noqa: S704 - numbers only


def _capital_icon(key: str) -> Markup:
    return Markup(capital_icon(key))  # noqa: S704 - a drawing of our own


@lru_cache(MAX_CACHED_FIGURES)
def _figure_json(figure: Figure) -> Markup:
    """The interactive figure as JSON that cannot end its script element. Plotly's checks of it take half of a result
    page's time, and everybody in a kommun looks at the same figures."""
    text = json.dumps(plotly.interactive(figure), ensure_ascii=False, separators=(",", ":"))
    safe_text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(safe_text)  # noqa: S704 - no character that HTML gives a meaning is left


_ENVIRONMENT = _environment()


def page(content: ReportContent, *, support_first: bool = True) -> str:
    """The whole report as one HTML document for paper, with page one, contents and references to the shared styles.

    `support_first`: whether page one names the support that fits, for which there is not always room.
    """
    template = _ENVIRONMENT.get_template("report.html")
    return template.render(content=content, paper=True, fingerprint=content.fingerprint(), support_first=support_first)


def protocol_page(content: Protocol) -> str:
    """A protocol as one HTML document for paper."""
    template = _ENVIRONMENT.get_template("protocol.html")
    return template.render(content=content, paper=True, fingerprint=content.fingerprint())


def disclosure_page(content: Disclosure) -> str:
    """What a kommun hands out, as one HTML document for paper."""
    return _ENVIRONMENT.get_template("disclosure.html").render(content=content, paper=True)


def handout_page(content: Handout) -> str:
    """A learning text as one HTML document for paper."""
    return _ENVIRONMENT.get_template("handout.html").render(content=content, paper=True)


def workshop_paper(content: WorkshopProtocol) -> str:
    """A workshop's protocol, or a group's sheet, as one HTML document for paper."""
    return _ENVIRONMENT.get_template("workshop.html").render(content=content, paper=True)


def mirror_page(content: MirrorContent) -> str:
    """A mirror as one HTML document for paper."""
    return _ENVIRONMENT.get_template("mirror.html").render(content=content, paper=True)


def mirror_body(content: MirrorContent) -> Markup:
    """A mirror for the inside of a web page whose own <h1> is its title."""
    text = _ENVIRONMENT.get_template("mirror_body.html").render(content=content, paper=False)
    return Markup(text)  # noqa: S704 - rendered with autoescape


def mirror_evidence(content: MirrorContent) -> Markup:
    """What workshops have said alone, for the page of a mirror that has no figures yet."""
    text = _ENVIRONMENT.get_template("mirror_evidence.html").render(content=content, paper=False)
    return Markup(text)  # noqa: S704 - rendered with autoescape


def regional_page(content: RegionalContent) -> str:
    """A regional report as one HTML document for paper."""
    template = _ENVIRONMENT.get_template("regional/regional.html")
    return template.render(content=content, paper=True, fingerprint=content.fingerprint())


def regional_body(content: RegionalContent) -> Markup:
    """A regional report without cover, for the inside of a web page whose own <h1> is the report's title."""
    template = _ENVIRONMENT.get_template("regional/regional_body.html")
    text = template.render(content=content, paper=False, fingerprint=content.fingerprint())
    return Markup(text)  # noqa: S704 - rendered with autoescape


def body(content: ReportContent) -> Markup:
    """The report without its <h1>, for the inside of a web page whose own <h1> is the report's title."""
    fingerprint = content.fingerprint()
    template = _ENVIRONMENT.get_template("report_body.html")
    text = template.render(content=content, paper=False, fingerprint=fingerprint, support_first=True)
    return Markup(text)  # noqa: S704 - rendered with autoescape


def chapter_body(content: ReportContent, chapter: Chapter) -> Markup:
    """One capital's chapter without its heading, for a web page of its own."""
    text = _ENVIRONMENT.get_template("chapter_body.html").render(content=content, chapter=chapter, paper=False)
    return Markup(text)  # noqa: S704 - rendered with autoescape


def figure(chart: Figure, *, with_table: bool = True) -> Markup:
    """One figure for a web page: drawing with name, data for the interactive version, caption, scale and table."""
    module = _ENVIRONMENT.get_template("figure.html").make_module({"paper": False})
    return Markup(module.figure(chart, False, with_table))  # type: ignore[attr-defined]  # noqa: S704 - a macro's output


def profile_radar(radar: ProfileRadar, links: Mapping[str, str]) -> Markup:
    """The large radar for a web page, its capitals as links by their keys, with what the interactive one is made of."""
    module = _ENVIRONMENT.get_template("profile_radar.html").make_module({"paper": False})
    drawing = Markup(svg.linked_radar(radar, links))  # noqa: S704 - the drawing escapes every text
    return Markup(module.profile_radar(radar, drawing))  # type: ignore[attr-defined]  # noqa: S704 - a macro's output


def series_swatch(role: SeriesRole | None, *, is_goal: bool = False) -> Markup:
    """How a series of the large radar looks, beside its name; None for targets and the region's goals."""
    return Markup(svg.series_swatch(role, is_goal=is_goal))  # noqa: S704 - shapes only


def small_radar(radar: RadarFigure) -> Markup:
    """A kommun's profile for a narrow column of a web page: this year strong, the year before it thin and dashed.

    `radar` is a profile's radar, such as `ReportContent.radar`. The page loads figures.css. On paper the macro
    `small_radar(profile, paper)` of small_radar.html draws the same. Raises ValueError as `small_profile`.
    """
    module = _ENVIRONMENT.get_template("small_radar.html").make_module({"paper": False})
    text = module.small_radar(small_profile(radar), False)  # type: ignore[attr-defined]
    return Markup(text)  # noqa: S704 - a macro's output


def rank_bar(best: int, worst: int, count: int) -> Markup:
    """Between which of `count` places a kommun lies, for a table cell that has the words beside it."""
    return Markup(svg.rank_bar(best, worst, count))  # noqa: S704 - numbers only


def change_table(figure_table: FigureTable) -> Markup:
    """The table of a change: figures with a verdict in words, which a narrow screen must not leave out of sight."""
    return table_of_words(figure_table, "numbers")


def table(figure_table: FigureTable) -> Markup:
    """A figure's table by itself, for a web page that places it elsewhere."""
    module = _ENVIRONMENT.get_template("figure.html").make_module({"paper": False})
    return Markup(module.table(figure_table, "numbers"))  # type: ignore[attr-defined]  # noqa: S704 - a macro's output


def table_of_words(figure_table: FigureTable, css_class: str = "") -> Markup:
    """A table for a web page whose rows are read one below the other on a narrow screen."""
    module = _ENVIRONMENT.get_template("figure.html").make_module({"paper": False})
    return Markup(module.table(figure_table, css_class, cells_named=True))  # type: ignore[attr-defined]  # noqa: S704 - a macro's output
