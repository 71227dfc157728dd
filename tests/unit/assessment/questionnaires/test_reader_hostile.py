"""Whatever bytes come in, the answer is a questionnaire or a list of problems, and it comes soon."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.assessment.questionnaires.problems import MESSAGES, QuestionnaireError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import load_text
from app.editions.problems import Problem
from tests.paths import DEFINITIONS

VALID = DEFINITIONS / "valid"
LATER = (VALID / "later-edition.yaml").read_bytes()
BEFORE = load_text((VALID / "earlier-edition.yaml").read_bytes(), filename="2025.yaml", previous=None)

YAML_PIECES = [
    b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b": ", b"- ", b"|\n", b">-\n",
    b"[", b"]", b"{", b"}", b'"', b"'", b"\\", b"#", b"\n", b"\r", b"\t", b"\0", b"\xff", b"\xe5", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b'"\\U99999999"', b'"\\ud800"', b"~", b"true", b".nan", b"1e9999999", b"0.50", b"same", b"changed", b"politiskt-mal", b"id: x\n",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A valid file with a few pieces cut, doubled, moved or put in."""
    content = draw(st.sampled_from([LATER, codecs.BOM_UTF8 + LATER, LATER.replace(b"\n", b"\r\n")]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 80)))
        piece = draw(st.sampled_from([b"", content[start:end] * 2, *YAML_PIECES]) | st.binary(max_size=6))
        content = content[:start] + piece + content[end:]
    return content


@st.composite
def shuffled_lines(draw: st.DrawFn) -> bytes:
    """A valid file with lines deleted or moved."""
    lines = LATER.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 5))):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        if draw(st.booleans()):
            lines.insert(draw(st.integers(0, len(lines))), line)
    return b"".join(lines)


def problems_or_questionnaire(content: bytes, previous: Questionnaire | None) -> tuple[Problem, ...] | Questionnaire:
    try:
        return load_text(content, filename="x.yaml", previous=previous)
    except QuestionnaireError as error:
        return error.problems


def check(content: bytes, previous: Questionnaire | None) -> None:
    outcome = problems_or_questionnaire(content, previous)
    if isinstance(outcome, Questionnaire):
        assert Questionnaire.model_validate_json(outcome.model_dump_json()) == outcome
        return
    assert outcome
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for problem in outcome:
        assert problem.code in MESSAGES
        assert problem.line is None or 1 <= problem.line <= lines


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe")
@example(b'a: "\\U99999999"')
@example(b"%YAML 1.99999999999\n---\na: b")
@example(b"a: *b")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbfid: \xc3\xa5\xab")
def test_no_bytes_give_anything_but_problems(content: bytes) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load_text(content, filename="x.yaml", previous=None)
    assert error.value.problems


@given(mutations(), st.sampled_from([None, BEFORE]))
def test_a_damaged_file_gives_a_questionnaire_or_problems(content: bytes, previous: Questionnaire | None) -> None:
    check(content, previous)


@given(shuffled_lines(), st.sampled_from([None, BEFORE]))
def test_a_file_with_lines_moved_gives_a_questionnaire_or_problems(
    content: bytes, previous: Questionnaire | None
) -> None:
    check(content, previous)


def bomb() -> bytes:
    """The billion laughs: nine levels of nine aliases each."""
    rows = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 10)]
    return b"\n".join(rows)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(bomb(), "alias", id="billion laughs"),
        pytest.param(b"[" * 900_000, "too-deep", id="brackets"),
        pytest.param(b"{" * 900_000, "too-deep", id="braces"),
        pytest.param(b"- " * 400_000, "too-deep", id="dashes"),
        pytest.param(b"? " * 400_000, "too-deep", id="question marks"),
        pytest.param(b"a: [" + b"1," * 400_000 + b"]", "too-many-values", id="many values"),
        pytest.param(b"a: b\n" * 150_000, "too-many-problems", id="doubled keys"),
        pytest.param(b"\n".join(b"k%d: v" % n for n in range(70_000)), "too-many-values", id="many keys"),
    ],
)
def test_a_file_made_to_exhaust_is_given_up_early(content: bytes, code: str) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load_text(content, filename="x.yaml", previous=None)

    assert code in {problem.code for problem in error.value.problems}


def test_a_long_ring_of_capitals_does_not_exhaust_the_stack() -> None:
    text = (VALID / "minimal.yaml").read_text(encoding="utf-8")
    start = text.index("  - id: mottagande\n")
    capital = text[start:].replace("    cross_cutting: true", "    depends_on: [kNEXT]\n    cross_cutting: true")
    capital = capital.replace("mottagande", "kTHIS").replace("Mottagarförmåga", "NTHIS").replace("Mottagande", "NTHIS")
    ring = "".join(capital.replace("THIS", str(n)).replace("NEXT", str((n + 1) % 450)) for n in range(450))

    with pytest.raises(QuestionnaireError) as error:
        load_text((text[:start] + ring).encode(), filename="x.yaml", previous=None)

    assert [problem.code for problem in error.value.problems] == ["dependency-cycle"]
