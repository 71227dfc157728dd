import re

import pytest

from app.reports.kernel import tokens
from app.reports.styles import STYLES

THEMES = {"light": tokens.light(), "dark": tokens.dark()}
GROUNDS = ("ground", "ground-soft")
TEXTS = ("text", "text-quiet", "accent", "accent-strong", "good", "warning", "error")
GRAPHICS = (
    "edge",
    "focus",
    "series-this",
    "series-earlier",
    "series-benchmark",
    "series-individual",
    "series-quiet",
    "level-edge",
)
ON_OWN_GROUND = (
    ("on-accent", "accent"),
    ("good", "good-soft"),
    ("warning", "warning-soft"),
    ("error", "error-soft"),
    ("text", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("on-error", "error"),
    ("on-band", "band"),
    ("on-band-accent", "band"),
    ("on-band-mark", "band"),
    *((f"on-level-{position}", f"level-{position}") for position in range(1, 6)),
)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, first: str, other: str) -> float:
    bright, dim = sorted((luminance(THEMES[theme][f"--color-{name}"]) for name in (first, other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_stands_out_from_its_ground(theme: str, ground: str, text: str) -> None:
    assert contrast(theme, text, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), ON_OWN_GROUND)
def test_text_stands_out_from_the_ground_made_for_it(theme: str, text: str, ground: str) -> None:
    assert contrast(theme, text, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("graphic", GRAPHICS)
def test_graphics_stand_out_from_their_ground(theme: str, ground: str, graphic: str) -> None:
    assert contrast(theme, graphic, ground) >= 3


def test_the_dark_theme_changes_every_colour() -> None:
    colours = {name for name in tokens.light() if name.startswith("--color-")}
    assert {name for name in colours if tokens.light()[name] == tokens.dark()[name]} == set()


@pytest.mark.parametrize("sheet", ["figures.css", "report.css", "paper.css"])
def test_the_shared_styles_use_only_tokens_that_exist(sheet: str) -> None:
    names = set(re.findall(r"var\((--[\w-]+)\)", (STYLES / sheet).read_text(encoding="utf-8")))
    assert names <= set(tokens.light())
