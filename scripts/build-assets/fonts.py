"""Compress the two weights of the font to WOFF2: python fonts.py SOURCE_FOLDER TARGET_FOLDER."""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

WEIGHTS = {
    "400Regular/PublicSans_400Regular.ttf": "public-sans-regular.woff2",
    "700Bold/PublicSans_700Bold.ttf": "public-sans-bold.woff2",
}


def main(source: Path, target: Path) -> None:
    for original, compressed in WEIGHTS.items():
        font = TTFont(source / original, recalcTimestamp=False)
        font.flavor = "woff2"
        font.save(target / compressed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
