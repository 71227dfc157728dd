"""Write vendor/manifest.json: every vendored file with its package, version, licence and SHA-256."""

import hashlib
import json
import sys
from pathlib import Path

VENDOR = "app/web/static/vendor"
FONTS = "app/reports/styles/fonts"
PLOTLY = ("plotly.js", "MIT and others", f"{VENDOR}/plotly.LICENSE.txt")
HTMX = ("htmx.org", "0BSD", f"{VENDOR}/htmx.LICENSE.txt")
PUBLIC_SANS = ("@expo-google-fonts/public-sans", "OFL-1.1", f"{FONTS}/OFL.txt")
FILES = {
    f"{VENDOR}/htmx.min.js": HTMX,
    f"{VENDOR}/htmx.LICENSE.txt": HTMX,
    f"{VENDOR}/plotly.min.js": PLOTLY,
    f"{VENDOR}/plotly.css": PLOTLY,
    f"{VENDOR}/plotly.LICENSE.txt": PLOTLY,
    f"{FONTS}/public-sans-regular.woff2": PUBLIC_SANS,
    f"{FONTS}/public-sans-bold.woff2": PUBLIC_SANS,
    f"{FONTS}/OFL.txt": PUBLIC_SANS,
}


def entry(root: Path, path: str, versions: dict[str, str]) -> dict[str, str]:
    package, licence, licence_file = FILES[path]
    digest = hashlib.sha256((root / path).read_bytes()).hexdigest()
    return {
        "path": path,
        "name": package,
        "version": versions[package],
        "licence": licence,
        "licence_file": licence_file,
        "sha256": digest,
    }


def main(root: Path) -> None:
    pinned = json.loads((root / "scripts/build-assets/package.json").read_text())["dependencies"]
    files = [entry(root, path, pinned) for path in FILES]
    text = json.dumps({"files": files}, indent=2, ensure_ascii=False)
    (root / VENDOR / "manifest.json").write_text(text + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
