"""The large radar on a page: the figure, the series to choose among, what is left out, and each capital's questions."""

from dataclasses import dataclass

from markupsafe import Markup

from app.reports.figures.figures import SeriesRole
from app.reports.figures.level_ramp import ramp_step
from app.reports.figures.series_choice import MAX_LIT, LeftOut, SeriesKind, SeriesOption
from app.reports.kernel.wording import in_words, listing
from app.reports.office.downloads import PICTURES
from app.reports.paper.rendering import profile_radar, series_swatch, table
from app.reports.results.content import Chapter, ReportContent
from app.services.results.series import ShownProfile
from app.web.shell.contexts.frame import url_of


@dataclass(frozen=True, slots=True)
class SeriesButton:
    """A series to light. `group` is the same for those of which only one can be lit."""

    key: str
    name: str
    is_lit: bool
    swatch: Markup
    group: str


@dataclass(frozen=True, slots=True)
class CapitalCard:
    """A capital in the list and in focus: its level on the ramp, what the lit series have there, and its questions."""

    chapter: Chapter
    step: int | None
    """Of the level ramp; None without a level."""
    number: str
    """The level's value on the scale."""
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PictureLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    action: str
    """The page itself: where the choice leads without a script."""
    figure: Markup
    table: Markup
    this_name: str
    this_swatch: Markup
    buttons: tuple[SeriesButton, ...]
    kommuner: tuple[SeriesButton, ...]
    limit: str
    max_lit: int
    full: str
    """What is said when one more is to be lit than may be."""
    too_many: str
    band: str
    """What the median's band is; empty where none is lit."""
    left_out: tuple[LeftOut, ...]
    capitals: tuple[CapitalCard, ...]
    pictures: tuple[PictureLink, ...]

    @property
    def is_kommun_lit(self) -> bool:
        return any(button.is_lit for button in self.kommuner)


def profile_view(profile: ShownProfile, page: str) -> ProfileView:
    """`page` is the last part of the address of the page it stands on."""
    url, radar, choice = url_of(profile.result.assessment.key), profile.radar, profile.choice
    links = {axis.key: f"{url}/resultat/{axis.key}" for axis in radar.axes}
    return ProfileView(
        action=f"{url}/{page}",
        figure=profile_radar(radar, links),
        table=table(radar.table),
        this_name=radar.series[0].name,
        this_swatch=series_swatch(SeriesRole.THIS),
        buttons=tuple(_button(option) for option in choice.options if option.kind is not SeriesKind.KOMMUN),
        kommuner=tuple(_button(option) for option in choice.options if option.kind is SeriesKind.KOMMUN),
        limit=f"Högst {in_words(MAX_LIT)} samtidigt",
        max_lit=MAX_LIT,
        full=f"Högst {in_words(MAX_LIT)} visas samtidigt. Släck en av dem först.",
        too_many=_too_many(choice.too_many),
        band=radar.band_name,
        left_out=profile.left_out,
        capitals=capital_cards(profile.content, tuple(map(radar.values_at, range(len(radar.axes))))),
        pictures=tuple(PictureLink(picture.title, f"{url}/{picture.address}{choice.query}") for picture in PICTURES),
    )


def _button(option: SeriesOption) -> SeriesButton:
    return SeriesButton(
        key=option.key,
        name=option.name,
        is_lit=option.is_lit,
        swatch=series_swatch(option.role, is_goal=option.kind is SeriesKind.GOAL) if option.is_lit else Markup(),
        group=SeriesKind.MEDIAN if option.kind is SeriesKind.MEDIAN else "",
    )


def _too_many(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    return f"Högst {in_words(MAX_LIT)} visas samtidigt, och bara en median. {listing(names)} är inte med."


def capital_cards(
    content: ReportContent, values: tuple[tuple[tuple[str, str], ...], ...] = ()
) -> tuple[CapitalCard, ...]:
    """In the order of the chapters; `values` by their places."""
    return tuple(
        CapitalCard(
            chapter=chapter,
            step=None if chapter.position is None else ramp_step(chapter.position, content.levels),
            number="–" if chapter.position is None else content.scale[chapter.position - 1][0],
            values=values[place] if values else (),
        )
        for place, chapter in enumerate(content.chapters)
    )
