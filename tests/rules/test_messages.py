"""Rules of the house for a second language: services raise codes with facts, and words stand in one module a wing."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.assessment.questionnaires.problems import MESSAGES
from tests.paths import ROOT
from tests.rules.trees import APP, MODULES, nodes_of, tree_of

SERVICES = [path for path in MODULES if path.is_relative_to(APP / "services")]
WORDS = sorted([*(APP / "services").glob("*/words.py"), *(APP / "rounds").glob("*/words.py")])
KINDS = frozenset({"Message", "MessageTemplate"})
SWEDISH = re.compile(r"[åäöÅÄÖ]|\b(en|ett|och|att|som|inte|är)\b")
PHRASE = re.compile(r"[a-zåäö]{3,} [a-zåäö]{2,}|^[A-ZÅÄÖ][\w ]*[åäö]|^[ÅÄÖ]|[.!?]$")
"""Words after each other, a heading, the end of a sentence. A field's name on a form (`grund`, `länk`) is none of them."""
SENTENCE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+( [\w-]+)+\.")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts(path: Path) -> Iterator[str]:
    """Every text of a module but its docstrings; of an f-string each piece."""
    docstrings = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def is_for_people(text: str) -> bool:
    return bool(SWEDISH.search(text) and PHRASE.search(text)) or SENTENCE.fullmatch(text) is not None


def codes(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
            code = node.args[0]
            assert isinstance(code, ast.Constant), f"{name_of(path)}:{node.lineno}: a code is written out"
            yield str(code.value)


def definitions(path: Path) -> set[str]:
    """The names that a module of words has for the rest of the app."""
    names = set()
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
    return names


@cache
def uses() -> set[tuple[str, str]]:
    """(module of words, name) wherever a module of the app takes a word from one."""
    pairs = set()
    for path in MODULES:
        aliases = {}
        for node in nodes_of(path):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                for imported in node.names:
                    if imported.name == "words":
                        aliases[imported.asname or imported.name] = f"{node.module}.words"
                    elif node.module.endswith(".words"):
                        pairs.add((node.module, imported.name))
        for node in nodes_of(path):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
                pairs.add((aliases[node.value.id], node.attr))
    return pairs


@pytest.mark.parametrize("path", [path for path in SERVICES if path not in WORDS], ids=name_of)
def test_a_service_has_no_words_for_people_in_it(path: Path) -> None:
    assert [text for text in texts(path) if is_for_people(text)] == []


def test_words_for_people_are_told_from_what_the_code_needs() -> None:
    words = (
        "Omgången är inte öppen.",
        "ingen har svarat än",
        "Ingen har svarat.",
        " tecken är för många",
        "Åtgärd",
        "Läge",
    )
    names = ("länk", "år", "the token may not read this", "text/csv", "grund", "å")
    assert [text for text in (*words, *names) if is_for_people(text)] == list(words)


def test_every_code_is_in_kebab_case_and_the_only_one() -> None:
    counts = Counter([*MESSAGES, *(code for path in WORDS for code in codes(path))])
    assert [code for code in counts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []
    assert [code for code, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", WORDS, ids=name_of)
def test_every_word_is_used(path: Path) -> None:
    module = name_of(path).removesuffix(".py").replace("/", ".")
    assert definitions(path) - {name for user, name in uses() if user == module} == set()


def test_messages_are_made_where_words_stand() -> None:
    makers = {name_of(path) for path in MODULES if path.name != "messages.py" and any(codes(path))}
    assert makers <= {name_of(path) for path in WORDS}
