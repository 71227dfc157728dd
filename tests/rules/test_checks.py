"""The checks are the same at a commit as in `make check`, and the guide names them; CI runs what a developer runs."""

import re
from typing import Any

from ruamel.yaml import YAML

from tests.paths import ROOT


def names_in(pattern: str, file: str) -> list[str]:
    match = re.search(pattern, (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    assert match is not None
    return match[1].split()


CHECKS = names_in(r"^names=\((.+)\)$", "scripts/check")


def test_a_commit_is_held_to_every_check_and_no_other() -> None:
    configuration: dict[str, Any] = YAML(typ="safe").load(ROOT / ".pre-commit-config.yaml")
    hooks = [hook for repository in configuration["repos"] for hook in repository["hooks"]]
    assert {hook["id"]: hook["entry"] for hook in hooks} == {name: f"scripts/check {name}" for name in CHECKS}


def test_the_guide_and_the_list_of_commands_name_what_is_checked_of_content() -> None:
    content = {"spelling", "questionnaires", "catalogues", "licences"}
    assert content <= set(CHECKS)
    for file, pattern in (("CONTRIBUTING.md", r"^\| `make check` \|(.+)\|$"), ("Makefile", r"^check: ## (.+)$")):
        assert content <= {word.strip(",") for word in names_in(pattern, file)}


def test_ci_runs_the_one_command_that_a_developer_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "make" in line and not line.startswith("#")] == ["make test"]
