"""Rules of the house for names; docs/glossary.md says which word is used for what."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from tests.rules.trees import APP, MODULES, nodes_of

PATHS = {path.relative_to(APP).as_posix(): path for path in MODULES}
API = "web/api/"
"""Its models are called as its published description calls them, which is what the same thing is called elsewhere."""


@cache
def classes() -> tuple[tuple[str, ast.ClassDef], ...]:
    return tuple(
        (module, node) for module, path in PATHS.items() for node in nodes_of(path) if isinstance(node, ast.ClassDef)
    )


def base_names(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rpartition(".")[2] for base in node.bases}


def exceptions() -> set[str]:
    """The classes that can be raised, by what they are derived from."""
    names = {"Exception", "BaseException", "ValueError", "RuntimeError"}
    while True:
        subclasses = {node.name for _, node in classes() if base_names(node) & names}
        if subclasses <= names:
            return subclasses
        names |= subclasses


def test_a_class_name_has_one_meaning() -> None:
    modules = defaultdict(list)
    for module, node in classes():
        if not module.startswith(API):
            modules[node.name].append(module)
    assert not {name: places for name, places in modules.items() if len(places) > 1}


def test_class_names_of_the_api_are_used_once_in_it() -> None:
    names = [node.name for module, node in classes() if module.startswith(API)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(exceptions()))
def test_an_exception_ends_in_error(name: str) -> None:
    assert name.endswith("Error")


PARTICIPLE = re.compile(
    r"one|[a-z]+ed|found|told|made|given|chosen|shown|taken|written|sent|said|left|held|known|done|seen|drawn|meant|gone|begun|worn"
    r"|led|lost|won|paid|built|bound|bought|brought|caught|dealt|driven|eaten|fallen|felt|forgotten|got|heard|hidden|hurt|kept|laid"
    r"|lain|lent|lit|met|proven|ridden|sought|sold|spoken|spent|stood|stolen|struck|sworn|swept|taught|thought|thrown|understood|woken"
)
IDIOMS = frozenset({"expected", "seed", "speed", "need", "feed", "shared", "elapsed"})
"""Words that are nouns or verbs as well, or that everybody who programs knows as a name."""


def says_nothing(name: str) -> bool:
    """Whether a variable's name is `one` or a bare participle, which says what was done with a thing and not what it is."""
    bare = name.strip("_")
    return bare not in IDIOMS and PARTICIPLE.fullmatch(bare) is not None


def variables(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    """Names of parameters and of what functions bind; not fields, which say what their object is or has been through."""
    for function in nodes:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.arg):
                    yield node.arg
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    yield node.id


@pytest.mark.parametrize("module", sorted(PATHS))
def test_a_variable_is_named_by_a_noun(module: str) -> None:
    assert not {name for name in variables(nodes_of(PATHS[module])) if says_nothing(name)}
