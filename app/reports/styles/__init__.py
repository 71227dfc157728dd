"""The styles, tokens and fonts that web pages and printed reports share."""

from pathlib import Path

STYLES = Path(__file__).parent
