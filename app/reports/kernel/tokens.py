"""The colours of styles/tokens.css as plain values, for drawings that no style sheet reaches (an SVG on paper)."""

import re
from functools import cache

from app.reports.styles import STYLES

DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")


def declarations(css: str) -> dict[str, str]:
    """Custom property -> value, in the order written; a later declaration wins."""
    return {name: value.strip() for name, value in DECLARATION.findall(css)}


@cache
def light() -> dict[str, str]:
    """The values of the light theme, which paper always has: the first :root block."""
    css = (STYLES / "tokens.css").read_text(encoding="utf-8")
    return declarations(css.partition(":root {")[2].partition("}")[0])


@cache
def dark() -> dict[str, str]:
    """The values of the dark theme: the light ones with what the dark block changes."""
    css = (STYLES / "tokens.css").read_text(encoding="utf-8")
    block = css.partition("(prefers-color-scheme: dark)")[2].partition("}")[0]
    return light() | declarations(block)


def colour(name: str) -> str:
    """The light value of `--color-<name>`. Raises KeyError for a token that does not exist."""
    return light()[f"--color-{name}"]
