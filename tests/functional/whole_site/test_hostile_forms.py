"""Forms that no page of ours sends: huge, malformed, in the wrong type, with text that is no text.

Each gets a page that says so. None breaks anything, and nothing is changed."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assessment.answering.entry import COMMENT_MAX, LINK_MAX
from tests.functional.support.checks import complaints_about_page
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import Page, parse, question_ids
from tests.functional.support.people import ALE, REGION_COORDINATOR
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor

pytestmark = pytest.mark.slow

PAGE = f"{ALE}/svara/politiskt"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=grans"
ANSWERS = "SELECT * FROM answer ORDER BY respondent_id, question_id"
REGIONS = "SELECT * FROM region ORDER BY id"
SETTINGS = "/gr/installningar"
MEGABYTE = 1_000_000


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    visitor: Visitor = visit()
    begin_for_ale(visitor)
    return visitor


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


@pytest.fixture
def question(coordinator: Visitor) -> str:
    return question_ids(coordinator.get(PAGE))[0]


def send(visitor: Visitor, method: str, address: str, kind: str, body: bytes | Iterator[bytes]) -> httpx.Response:
    headers = {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
    return visitor.http.request(method, address, content=body, headers=headers)


def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    return b'--grans\r\nContent-Disposition: form-data; name="' + name + b'"' + more + b"\r\n\r\n" + value + b"\r\n"


MALFORMED = {
    "a multipart without a boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "a multipart that never begins": (MULTIPART, b"hej"),
    "a multipart whose part has no name": (
        MULTIPART,
        b"--grans\r\nContent-Disposition: form-data\r\n\r\nx\r\n--grans--",
    ),
    "a thousand fields": (FORM, urlencode([(f"falt{number}", "x") for number in range(1_000)]).encode()),
    "a thousand parts": (MULTIPART, b"".join(part(b"f%d" % number, b"x") for number in range(1_000)) + b"--grans--"),
    "a file where there is none to send": (MULTIPART, part(b"x", b"hej", b'; filename="a.txt"') + b"--grans--"),
    "a field of a megabyte": (FORM, b"x=" + b"a" * MEGABYTE),
    "a part of a megabyte": (MULTIPART, part(b"x", b"a" * MEGABYTE) + b"--grans--"),
}


@pytest.mark.parametrize("what", MALFORMED)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_form_that_cannot_be_read_is_told_so_and_changes_nothing(
    coordinator: Visitor, question: str, method: str, what: str
) -> None:
    before = coordinator.site.rows(ANSWERS)
    kind, body = MALFORMED[what]
    answer = send(coordinator, method, PAGE if method == "POST" else f"{PAGE}/{question}", kind, body)
    assert answer.status_code == 400
    page = Page(answer, parse(answer.text)[0])
    assert page.heading == "Begäran gick inte att läsa"
    assert complaints_about_page(page, coordinator.site) == []
    assert coordinator.site.rows(ANSWERS) == before


@pytest.mark.parametrize("what", MALFORMED)
def test_a_form_with_named_fields_that_cannot_be_read_is_told_so_and_changes_nothing(
    region: Visitor, what: str
) -> None:
    before = region.site.rows(REGIONS)
    answer = send(region, "POST", SETTINGS, *MALFORMED[what])
    assert answer.status_code == 400
    page = Page(answer, parse(answer.text)[0])
    assert page.heading == "Begäran gick inte att läsa"
    assert complaints_about_page(page, region.site) == []
    assert region.site.rows(REGIONS) == before


def test_half_a_character_in_a_form_with_named_fields_is_refused(region: Visitor) -> None:
    before = region.site.rows(REGIONS)
    headers = {"Content-Type": MULTIPART + "; charset=unicode_escape", "Sec-Fetch-Site": "same-origin"}
    body = part(b"namn", b"\\ud800") + b"--grans--"
    assert region.http.post(SETTINGS, content=body, headers=headers).status_code in {400, 422}
    assert region.site.rows(REGIONS) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"annat=1",
        b"namn=&epost=&telefon=",
        b"namn=a&namn=&kontakt=b&kontakt=c&annat=1&annat=2",
        b"manader=x&konton=-1",
    ],
)
def test_missing_repeated_and_unknown_fields_get_the_form_back_with_what_is_wrong(region: Visitor, body: bytes) -> None:
    before = region.site.rows(REGIONS)
    answer = send(region, "POST", SETTINGS, FORM, body)
    assert answer.status_code == 422
    page = Page(answer, parse(answer.text)[0])
    assert "Skriv vad regionen heter." in answer.text
    assert complaints_about_page(page, region.site) == []
    assert ('value="c"' in answer.text) is (b"kontakt=c" in body)
    assert region.site.rows(REGIONS) == before


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/xml", "", "åäö", FORM + "; charset=utf-99"]
)
def test_a_body_that_is_no_form_is_as_an_empty_form(coordinator: Visitor, question: str, kind: str) -> None:
    before = coordinator.site.rows(ANSWERS)
    headers = {b"Content-Type": kind.encode(), b"Sec-Fetch-Site": b"same-origin"}
    answer = coordinator.http.put(f"{PAGE}/{question}", content=b'{"choice": "3"}', headers=headers)
    assert answer.status_code == 200
    assert "Sparat" not in answer.text
    assert coordinator.site.rows(ANSWERS) == before


@pytest.mark.parametrize(
    "value", [b"%FF%FE", b"\xff\xfe", b"%ED%A0%80", b"%C0%AF", b"\xc3\x28", b"%", b"%zz", b"%E5%E4"]
)
def test_bytes_that_are_no_text_are_kept_as_replacement_or_refused(
    coordinator: Visitor, question: str, value: bytes
) -> None:
    body = f"{question}.choice=3&{question}.version=0&{question}.comment=".encode() + value
    answer = send(coordinator, "PUT", f"{PAGE}/{question}", FORM, body)
    assert answer.status_code in {200, 400, 422}
    coordinator.get(PAGE)
    coordinator.get(f"{ALE}/svara/sammanfattning")


@pytest.mark.parametrize(
    "charset", [b"unicode_escape", b"raw_unicode_escape", b"utf-7", b"utf-16", b"rot13", b"idna", b"undefined"]
)
def test_half_a_character_is_refused_however_it_is_smuggled_in(
    coordinator: Visitor, question: str, charset: bytes
) -> None:
    before = coordinator.site.rows(ANSWERS)
    for text in (b"\\ud800", b"+2AA-", b"\x00\xd8", b"\\x00"):
        fields = {b".choice": b"3", b".version": b"0", b".comment": text}
        body = b"".join(part(question.encode() + name, value) for name, value in fields.items()) + b"--grans--"
        headers = {b"Content-Type": MULTIPART.encode() + b"; charset=" + charset, b"Sec-Fetch-Site": b"same-origin"}
        for method, address in (("PUT", f"{PAGE}/{question}"), ("POST", PAGE)):
            answer = coordinator.http.request(method, address, content=body, headers=headers)
            assert answer.status_code < 500, answer.text
        upload = part(b"fil", b"id: x", b'; filename="' + text + b'.yaml"') + b"--grans--"
        assert coordinator.http.post("/frageformular/granska", content=upload, headers=headers).status_code in {
            400,
            404,
        }
        person = part(b"person", text) + part(b"sedan", text) + b"--grans--"
        assert coordinator.http.post("/demo", content=person, headers=headers).status_code in {400, 422}
    rows = set(coordinator.site.rows(ANSWERS)) - set(before)
    assert all(comment.isprintable() for _, _, _, _, comment, *_ in rows)
    coordinator.get(PAGE)


def test_a_file_name_that_is_no_text_is_refused(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    body = part(b"fil", b"id: x", b'; filename="\\ud800.yaml"') + b"--grans--"
    headers = {"Content-Type": MULTIPART + "; charset=unicode_escape", "Sec-Fetch-Site": "same-origin"}
    assert region.http.post("/frageformular/granska", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("has_length", [True, False])
def test_a_huge_body_gets_a_page_and_not_a_broken_connection(visit: NewVisitor, has_length: bool) -> None:
    region = visit(REGION_COORDINATOR)
    body = part(b"fil", b"a" * (65 * MEGABYTE), b'; filename="a.yaml"') + b"--grans--"
    pieces = (body[start : start + MEGABYTE] for start in range(0, len(body), MEGABYTE))
    answer = send(region, "POST", "/frageformular/granska", MULTIPART, body if has_length else pieces)
    assert answer.status_code == 413
    page = Page(answer, parse(answer.text)[0])
    assert page.heading == "Det du skickade är för stort"
    assert complaints_about_page(page, region.site) == []


@pytest.fixture(scope="module")
def fuzz_target(
    tmp_path_factory: pytest.TempPathFactory, example_database: Path
) -> Iterator[tuple[Visitor, list[str]]]:
    """A site of its own that is not put back between examples, with Ale answering alone."""
    with serving(tmp_path_factory.mktemp("fuzzed"), example_database) as site, Visitor(site) as visitor:
        begin_for_ale(visitor)
        yield visitor, question_ids(visitor.get(PAGE))


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "",
        "0",
        "1",
        "5",
        "6",
        "-1",
        "vet_ej",
        "ej_tillampligt",
        "niva",
        "https://ale.se/å",
        "https://",
        "javascript:1",
        "\x00",
    ]
)
LONG = ANYTHING | st.integers(0, COMMENT_MAX + 2).map(lambda times: "å" * times)


def assert_all_valid(site: Site) -> None:
    """Whatever was sent: what is stored is an answer that the page could have given."""
    for kind, position, comment, evidence, version in site.rows(
        "SELECT kind, position, comment, evidence_url, version FROM answer "
        "WHERE respondent_id = (SELECT max(id) FROM respondent)"
    ):
        assert (kind == "LEVEL") == (position is not None)
        assert kind in {None, "LEVEL", "DONT_KNOW", "NOT_APPLICABLE"}
        assert position is None or 1 <= position <= 5
        assert len(comment) <= COMMENT_MAX
        assert not any(
            unicodedata.category(character) == "Cc" for character in comment.replace("\n", "").replace("\t", "")
        )
        assert not evidence or evidence.startswith(("http://", "https://"))
        assert len(evidence) <= LINK_MAX
        assert version >= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=ANYTHING, comment=LONG, evidence=LONG, version=ANYTHING, name=st.none() | ANYTHING)
def test_no_autosave_breaks_anything(
    fuzz_target: tuple[Visitor, list[str]], choice: str, comment: str, evidence: str, version: str, name: str | None
) -> None:
    visitor, (question, *_) = fuzz_target
    current = visitor.site.rows(
        "SELECT max(version) FROM answer WHERE respondent_id = (SELECT max(id) FROM respondent)"
    )
    fields = {
        f"{question}.choice": choice,
        f"{question}.comment": comment,
        f"{question}.evidence": evidence,
        f"{question}.version": str(current[0][0] or 0) if version == "" else version,
    }
    if name is not None:
        fields[name] = choice
    answer = visitor.fetch("PUT", f"{PAGE}/{question}", fields, {"HX-Request": "true"})
    assert answer.status_code in {200, 409, 422}
    assert_all_valid(visitor.site)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(
        st.tuples(st.integers(0, 7), st.sampled_from(["choice", "comment", "evidence", "version", "annat"])),
        LONG,
        max_size=20,
    )
)
def test_no_page_that_is_sent_breaks_anything(
    fuzz_target: tuple[Visitor, list[str]], fields: dict[tuple[int, str], str]
) -> None:
    visitor, questions = fuzz_target
    values = {f"{questions[place % len(questions)]}.{what}": value for (place, what), value in fields.items()}
    answer = visitor.fetch("POST", PAGE, values)
    assert answer.status_code in {303, 409, 422}
    if answer.status_code == 303:
        assert answer.headers["location"].startswith(f"{ALE}/svara/")
    else:
        # What could not be saved is shown again as it was written, control characters too.
        complaints = complaints_about_page(Page(answer, parse(answer.text)[0]), visitor.site)
        assert [complaint for complaint in complaints if "invalid-codepoint" not in complaint] == []
    assert_all_valid(visitor.site)
