"""Static files and their addresses; contexts and their templates."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from markupsafe import Markup

from app.web.questionnaires.contexts.questions import FieldErrors, unanswered_view
from app.web.shell.rendering import cached_part, environment, render, static, static_file
from tests.unit.builders import a_questionnaire


@pytest.mark.parametrize(
    "path", ["site.css", "vendor/htmx.min.js", "delat/tokens.css", "delat/fonts/public-sans-bold.woff2"]
)
def test_a_static_file_is_found_by_its_address(path: str) -> None:
    file = static_file(path)
    assert file is not None
    assert file.name == path.rsplit("/", maxsplit=1)[-1]


@pytest.mark.parametrize(
    "path",
    ["", "/", ".", "..", "../config.py", "delat/../tokens.py", "delat", "delat/", "delat/__init__.py", "/etc/passwd", "site.css/",
     "site.css\x00", "SITE.CSS", "vendor//htmx.min.js", "a" * 300 + ".css", "\ud800.css", "å.css", "vendor\\htmx.min.js"],
)  # fmt: skip
def test_nothing_else_is_found(path: str) -> None:
    assert static_file(path) is None


def test_an_address_carries_a_hash_of_the_content() -> None:
    path, _, version = static("site.css").partition("?v=")
    assert path == "/static/site.css"
    assert len(version) == 12
    assert static("icon.svg").partition("?v=")[2] != version


def test_a_template_cannot_name_a_file_that_is_not_there() -> None:
    with pytest.raises(ValueError, match=r"finns-inte\.css"):
        static("finns-inte.css")


def test_a_context_is_a_dataclass() -> None:
    with pytest.raises(TypeError, match="dataclass"):
        render("shell/html/error.html", {"message": "x"})


def test_a_template_that_lacks_a_value_is_an_error_and_not_a_gap() -> None:
    @dataclass(frozen=True)
    class Lacking:
        message: str

    with pytest.raises(Exception, match="frame"):
        render("shell/html/error.html", Lacking("x"))


@pytest.fixture
def calls() -> list[str]:
    """Everything that `part` was made from, in order."""
    return []


@pytest.fixture
def part(calls: list[str]) -> Callable[[str], Markup]:
    def made(value: str) -> Markup:
        calls.append(value)
        return Markup("<p>{}</p>").format(value)

    return made


def test_a_part_is_made_once_from_the_same_values(part: Callable[[str], Markup], calls: list[str]) -> None:
    parts = [cached_part(part, value) for value in ("1", "2", "1")]
    assert parts == ["<p>1</p>", "<p>2</p>", "<p>1</p>"]
    assert calls == ["1", "2"]


def test_templates_that_keep_nothing_make_a_part_every_time(part: Callable[[str], Markup], calls: list[str]) -> None:
    text = "{{ cached_part(part, '1') }}{{ cached_part(part, '1') }}"
    assert environment(keeping=False).from_string(text).render(part=part) == "<p>1</p><p>1</p>"
    assert calls == ["1", "1"]


def test_a_question_is_the_same_text_with_and_without_what_is_kept() -> None:
    """Whatever was shown of it before, to somebody else and to oneself."""
    questionnaire = a_questionnaire()
    question = next(iter(questionnaire.questions.values()))
    empty = unanswered_view(questionnaire, question)
    keeping, plain = (
        templates.get_template("questionnaires/html/_question.html").module.question_form  # type: ignore[attr-defined]
        for templates in (environment(), environment(keeping=False))
    )
    errors = FieldErrors(choice="Välj igen.", evidence_url="Skriv hela adressen.")
    views = [
        empty,
        replace(empty, chosen="2"),
        replace(empty, chosen="2", comment="Så."),
        replace(empty, errors=errors),
    ]
    for view in (*views, *views):
        for is_disabled in (False, True):
            arguments = (view, 1, 2, "/svara", "politiskt", is_disabled)
            assert keeping(*arguments) == plain(*arguments)
