"""Rules of the house for the files themselves."""

import ast
import re
from pathlib import Path

import pytest
from jinja2.filters import FILTERS

from app.reports.kernel import paper_size
from app.web.shell import rendering
from tests.paths import ROOT
from tests.rules.trees import APP, MODULES, nodes_of, tree_of

OWN_FILTERS = sorted(set(rendering._templates.filters) - set(FILTERS))
TEMPLATES = sorted(path for folder in (APP / "web", APP / "reports") for path in folder.rglob("*.html"))
STYLES = sorted(path for path in APP.rglob("*.css") if "vendor" not in path.parts)
SCRIPTS = sorted(path for path in (APP / "web" / "static").glob("*.js"))
TEXT = {".py", ".html", ".css", ".js", ".md", ".yaml", ".toml", ".sh", ".txt", ".json", ".ini", ".mako", ".cjs", ""}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def kept() -> list[Path]:
    """Every file of the repository that is written by hand."""
    folders = (
        ".ci",
        "app",
        "bench",
        "catalogues",
        "docs",
        "learning",
        "migrations",
        "questionnaires",
        "scripts",
        "tests",
    )
    within = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    strangers = {"vendor", "node_modules", "__pycache__", "golden"}
    return [
        path
        for path in (*ROOT.iterdir(), *within)
        if path.is_file() and path.suffix in TEXT and not strangers & set(path.parts) and path.name != ".git"
    ]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_opens_by_saying_what_it_decides(path: Path) -> None:
    text = read(path)
    assert not text.strip() or ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("path", [*MODULES, *STYLES, *SCRIPTS], ids=name_of)
def test_a_file_is_at_most_300_lines(path: Path) -> None:
    assert len(read(path).splitlines()) <= 300


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_is_at_most_120_lines(path: Path) -> None:
    assert len(read(path).splitlines()) <= 120


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_macro_has_a_name_of_its_own_in_its_file(path: Path) -> None:
    """Jinja takes the last of two without a word."""
    names = re.findall(r"{%-? macro (\w+)", read(path))
    assert len(names) == len(set(names))


def test_every_error_summary_is_made_by_the_macro() -> None:
    assert [name_of(path) for path in TEMPLATES if 'class="error-summary' in read(path)] == [
        "app/web/shell/html/_form.html"
    ]


def test_the_time_zone_is_named_once() -> None:
    assert [name_of(path) for path in MODULES if "Europe/Stockholm" in read(path)] == ["app/rounds/kernel/days.py"]


def test_the_style_sheets_have_the_paper_size_that_word_and_excel_have() -> None:
    sizes = {name_of(path): re.findall(r"(?<!-)\bsize: (\w+)", read(path)) for path in STYLES}
    assert {path: paper_sizes for path, paper_sizes in sizes.items() if paper_sizes} == {
        "app/reports/styles/paper.css": [paper_size.NAME],
        "app/reports/styles/regional-paper.css": [paper_size.NAME],
        "app/reports/styles/workshop.css": ["A3"],
    }
    assert f"height: {paper_size.HEIGHT_MM}mm" in read(APP / "reports" / "styles" / "paper.css")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def test_only_the_commands_print() -> None:
    printing = [
        name_of(path)
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert {name for name in printing if not name.startswith("app/cli/")} == set()


def test_nothing_is_left_to_do_in_a_comment() -> None:
    marks = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")
    problems = [
        name_of(path) for path in kept() if path.suffix in {".py", ".html", ".css", ".js"} and marks.search(read(path))
    ]
    assert problems == []


def test_no_file_names_a_place_on_one_machine() -> None:
    places = re.compile(r"(?<![\w.])/(home|root|Users|work)/\w|C:\\\\?Users")
    problems = [name_of(path) for path in kept() if places.search(read(path))]
    assert problems == []


def test_no_template_is_left_over() -> None:
    """Each is rendered by a route or by the reports, or is part of another."""
    sources = "\n".join(read(path) for path in [*MODULES, *TEMPLATES])
    roots = (APP / "web", APP / "reports" / "templates")
    names = {
        path: path.relative_to(next(root for root in roots if path.is_relative_to(root))).as_posix()
        for path in TEMPLATES
    }
    assert [name_of(path) for path, name in names.items() if f'"{name}"' not in sources] == []


def test_every_filter_of_the_templates_is_used() -> None:
    names = [re.findall(r"\|\s*([a-z_]+)", read(path)) for path in TEMPLATES]
    assert set(OWN_FILTERS) - {name for filter_name in names for name in filter_name} == set()


def test_no_page_or_style_fetches_anything_from_elsewhere() -> None:
    """A link to another site may stand in a text; what a browser fetches by itself may not."""
    pattern = re.compile(r"""(?:src|(?<!<a )href|action|url|import)\s*[=(]?\s*["']?\s*(?:https?:)?//""", re.IGNORECASE)
    problems = [name_of(path) for path in [*TEMPLATES, *STYLES] if pattern.search(read(path))]
    assert problems == []


def test_our_scripts_talk_only_to_this_site() -> None:
    assert [name_of(path) for path in SCRIPTS if re.search(r"https?://(?!www\.w3\.org/)", read(path))] == []


def test_no_template_has_script_style_or_handlers_in_it() -> None:
    inline = re.compile(
        r"""\s(style|on[a-z]+|hx-on[\w:-]*)\s*=\s*["']|<style|<script(?![^>]*(src=|application/json))|javascript:"""
    )
    problems = {name_of(path): inline.findall(read(path)) for path in TEMPLATES if inline.search(read(path))}
    assert problems == {}


def test_no_template_trusts_a_text_blindly() -> None:
    assert [name_of(path) for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape\s+false", read(path))] == []


def test_no_part_of_a_template_sees_more_than_it_is_given() -> None:
    """What is kept of a page is found by what it was given; with a context it could show one person's page to another."""
    assert [name_of(path) for path in TEMPLATES if "web" in path.parts and "with context" in read(path)] == []


def test_colours_come_from_the_tokens_only() -> None:
    """The edges of a printed page cannot use a token, so there the token's own value is repeated."""
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;,)])|\b(?:rgba?|hsla?|oklch|lab)\(")
    tokens = set(colour.findall(read(APP / "reports" / "styles" / "tokens.css")))
    for path in STYLES:
        colours = tokens if path.name in {"tokens.css", "paper.css"} else set()
        assert set(colour.findall(read(path))) <= colours, name_of(path)


def test_every_token_that_is_used_is_defined() -> None:
    definitions = set(re.findall(r"(--[a-z0-9-]+)\s*:", "\n".join(map(read, STYLES))))
    uses = {(name_of(path), name) for path in STYLES for name in re.findall(r"var\((--[a-z0-9-]+)", read(path))}
    assert {pair for pair in uses if pair[1] not in definitions} == set()


@pytest.mark.parametrize("path", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"], ids=name_of)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", read(path)):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_the_architecture_page_names_every_folder_and_file_it_promises() -> None:
    page = read(ROOT / "docs" / "architecture.md")
    rows = re.findall(r"^\| `(app/[a-z/]+)/` \| (.+) \|$", page, re.MULTILINE)
    assert len(rows) >= 7
    for folder, text in rows:
        for name in re.findall(r"`([a-z_]+\.py|[a-z_]+/)`", text):
            assert (ROOT / folder / name).exists(), f"{folder}/{name}"


def test_rows_that_were_read_are_kept_of_two_statements_alone() -> None:
    """Those of assessments and of places in them, which hold no answers and no comments (decision 0006)."""
    keeping = {name_of(path) for path in APP.rglob("*.py") if re.search(r"= PreparedRecords\b", read(path))}
    assert keeping == {"app/storage/kernel/assessments.py", "app/storage/answering/answers.py"}
