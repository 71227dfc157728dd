"""Compress the two weights of the font to WOFF2: python fonts.py SOURCE_FOLDER TARGET_FOLDER.

The font's soft hyphen gets a private character beside its own: text layout shows U+00AD as nothing, so a PDF needs
another name for the same sign (see app/reports/kernel/hyphens.py).
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

WEIGHTS = {
    "400Regular/PublicSans_400Regular.ttf": "public-sans-regular.woff2",
    "700Bold/PublicSans_700Bold.ttf": "public-sans-bold.woff2",
}
SOFT_HYPHEN, PRIVATE_SOFT_HYPHEN = 0x00AD, 0xE0AD


def main(source: Path, target: Path) -> None:
    for original, compressed in WEIGHTS.items():
        font = TTFont(source / original, recalcTimestamp=False)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[PRIVATE_SOFT_HYPHEN] = table.cmap[SOFT_HYPHEN]
        font.flavor = "woff2"
        font.save(target / compressed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
