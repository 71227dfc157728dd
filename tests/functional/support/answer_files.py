"""Files for the command that scores: a small questionnaire, and answers to it."""

from pathlib import Path

COLUMNS = ("assessment", "respondent", "role_group", "question", "value")


def five_items_in(tmp_path: Path) -> Path:
    """A questionnaire with the five levels and five items of the reference, in one capital; the first is core."""

    anchors = ", ".join(f"{value}: Nivå {value}." for value in range(1, 6))

    def asked(name: str, more: str = "") -> str:
        return f"{{id: {name}, text: Fråga {name}?, anchors: {{{anchors}}}, source: Prov, previous: new{more}}}"

    folder = tmp_path / "prov"
    folder.mkdir()
    lines = [
        "id: prov",
        "year: 2026",
        "title: Prov 2026",
        "language: sv",
        "introduction: Prov.",
        "scale:",
        *(f"  - {{value: {value}, label: Steg {value}}}" for value in range(1, 6)),
        "role_groups:",
        *(f"  - {{id: {name}, name: {name}, description: Prov.}}" for name in ("alla", "andra")),
        "capitals:",
        "  - id: coh",
        "    name: Sammanhållning",
        "    short_name: Samman",
        "    explanation: Prov.",
        "    source: Prov",
        "    questions:",
        *(f"      - {asked(f'coh0{item}', ', core: true' if item == 1 else '')}" for item in range(1, 6)),
        "    direction:",
        f"      unity: {asked('enighet')}",
        f"      predictability: {asked('vagen')}",
    ]
    (folder / "2026.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "2026.yaml"


def answers_of(path: Path, *rows: str) -> Path:
    """A file with semicolons, the usual columns and `kind`."""
    path.write_text("\n".join([";".join((*COLUMNS, "kind")), *rows]) + "\n", encoding="utf-8")
    return path
