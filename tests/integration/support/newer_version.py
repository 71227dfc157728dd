"""A version of the product that is one migration further than this one."""

import shutil
from pathlib import Path

from app.storage.engine.schema import MIGRATIONS, own_revision
from tests.paths import ROOT

REVISION = "9999"


def newer_migrations(folder: Path, upgrade: str, served_from: str | None = None) -> Path:
    """The product's own and one more, whose upgrade is that line; `served_from` as a migration says it of itself."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    lines = [
        '"""one more"""',
        "import sqlalchemy as sa",
        "from alembic import op",
        f"revision = '{REVISION}'",
        f"down_revision = '{own_revision()}'",
        "" if served_from is None else f"served_from = '{served_from}'",
        "def upgrade():",
        f"    {upgrade}",
    ]
    (folder / "versions" / f"{REVISION}_next.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def newer_version(folder: Path, upgrade: str, served_from: str | None = None) -> Path:
    """Where its code lies, to be put first in PYTHONPATH: this one's, with its own migrations."""
    folder.mkdir()
    newer_migrations(folder / "migrations", upgrade, served_from)
    for name in ("app", "questionnaires", "catalogues", "learning"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder
