"""Examples: what has to be told, when they end, and which comes first for whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.support.exchange.example import (
    GRACE,
    Evidence,
    Example,
    ExampleState,
    StoredExample,
    example_fields,
    read_example,
    review_day,
)
from app.support.exchange.ranking import ReaderSituation, fitting, ranked
from app.support.exchange.reuse import Reuse, ReuseState, StoredReuse, read_reuse

TODAY = date(2026, 11, 30)
CAPITALS = {"politiskt": "Politiskt kapital", "human": "Humankapital"}
FIELDS = {
    "title": "Ny mötestid",
    "capital": "human",
    "situation": "Ingen kom.",
    "did": "Vi bytte dag.",
    "result": "Sex kommer.",
    "evidence": "sett",
    "not_worked": "Första veckan.",
    "contact": "Kansliet",
}


def told(number: int = 1, **changes: object) -> StoredExample:
    example = read_example(FIELDS, CAPITALS, 5)
    assert isinstance(example, Example)
    names = set(Example.__slots__) & changes.keys()
    own = {name: changes.pop(name) for name in names}
    stored = StoredExample(
        id=number,
        region_id=1,
        municipality_id=7,
        municipality="Norrby",
        slug="norrby",
        size_group="små",
        action_id=None,
        example=replace(example, **own),  # type: ignore[arg-type]
        stored_state=ExampleState.PUBLISHED,
        reason="",
        published_on=TODAY,
        review_on=review_day(TODAY),
        version=1,
    )
    return replace(stored, **changes)  # type: ignore[arg-type]


def test_what_is_sent_says_what_did_not_work_and_how_the_result_is_known() -> None:
    errors = read_example(FIELDS | {"not_worked": "  ", "evidence": ""}, CAPITALS, 5)
    assert isinstance(errors, dict)
    assert list(errors) == ["evidence", "not_worked"]


def test_a_draft_may_lack_all_but_its_title() -> None:
    example = read_example({"title": "Idé", "capital": "human"}, CAPITALS, 5, is_draft=True)
    assert isinstance(example, Example)
    assert example.evidence is None
    assert read_example({"capital": "human"}, CAPITALS, 5, is_draft=True) == {"title": "Skriv vad exemplet ska heta."}


def test_an_example_reads_back_as_its_form_shows_it() -> None:
    example = told(
        hours=12_000, kronor=0, level_from=1, level_to=2, documents=("https://norrby.example/a%20b",)
    ).example
    assert read_example(example_fields(example), CAPITALS, 5) == example
    assert example.evidence is Evidence.SEEN


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "å" * 121, "1 tecken för lång"),
        ("did", "Vi\u0000bytte", "tecken som inte går att spara"),
        ("capital", "okänt", "Välj vilket kapitalslag"),
        ("hours", "ett par", "Skriv antal timmar med siffror"),
        ("hours", "100 001", "Skriv antal timmar med siffror"),
        ("kronor", "-5", "Skriv antal kronor med siffror"),
        ("level_from", "5", "Nivån finns inte på skalan"),
        ("level_to", "2", "vilken nivå ni började på"),
        ("documents", "http://norrby.example", "börja med https://"),
        ("documents", "https://", "börja med https://"),
        ("documents", "https://[norrby", "börja med https://"),
        ("documents", "https://a:b@norrby.example", "börja med https://"),
        ("documents", "\n".join(f"https://norrby.example/{number}" for number in range(6)), "Högst 5 länkar"),
    ],
)
def test_what_cannot_be_kept_is_said_in_words(field: str, value: str, says: str) -> None:
    errors = read_example(FIELDS | {field: value}, CAPITALS, 5)
    assert isinstance(errors, dict)
    assert says in " ".join(errors.values())


def test_a_number_may_have_spaces_and_a_link_may_lack_its_beginning() -> None:
    example = read_example(FIELDS | {"kronor": "12 000", "documents": "www.norrby.example"}, CAPITALS, 5)
    assert isinstance(example, Example)
    assert (example.kronor, example.documents) == (12_000, ("https://www.norrby.example",))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (TODAY, ExampleState.PUBLISHED),
        (review_day(TODAY) - timedelta(days=1), ExampleState.PUBLISHED),
        (review_day(TODAY), ExampleState.STALE),
        (review_day(TODAY) + GRACE - timedelta(days=1), ExampleState.STALE),
        (review_day(TODAY) + GRACE, ExampleState.ARCHIVED),
    ],
)
def test_it_is_looked_over_after_two_years_or_goes(day: date, state: ExampleState) -> None:
    assert told().state_at(day) is state
    assert told().is_in_library(day) is (state is not ExampleState.ARCHIVED)
    assert told(stored_state=ExampleState.DRAFT).state_at(day) is ExampleState.DRAFT


def test_a_leap_day_is_looked_over_on_the_last_of_february() -> None:
    assert review_day(date(2028, 2, 29)) == date(2030, 2, 28)


def adopted(number: int, state: ReuseState = ReuseState.ADOPTED) -> StoredReuse:
    return StoredReuse(
        example_id=number, municipality_id=9, municipality="Söderby", reuse=Reuse(state), changed_on=TODAY
    )


def order(examples: list[StoredExample], reader: ReaderSituation, *reuses: StoredReuse) -> list[int]:
    return [each.id for each in ranked(examples, reader, reuses, TODAY)]


def test_first_the_own_level_then_the_size_then_who_has_adopted_it_then_the_newest() -> None:
    reader = ReaderSituation(frozenset({9}), "små", {"human": 1})
    examples = [
        told(1, size_group="stora"),
        told(2, size_group="stora", published_on=TODAY - timedelta(days=9)),
        told(3, size_group="små", published_on=TODAY - timedelta(days=99)),
        told(4, size_group="stora", level_from=1, published_on=TODAY - timedelta(days=400)),
        told(5, level_from=1, review_on=TODAY),
    ]
    assert order(examples, reader) == [4, 3, 1, 2, 5]
    assert order(examples, reader, adopted(2)) == [4, 3, 2, 1, 5]
    assert order(examples, reader, adopted(2, ReuseState.GAVE_UP)) == [4, 3, 1, 2, 5]


def test_without_a_kommun_of_ones_own_only_reuse_and_days_decide() -> None:
    examples = [told(1, published_on=TODAY - timedelta(days=9)), told(2, level_from=1), told(3, size_group="")]
    assert order(examples, ReaderSituation()) == [3, 2, 1]
    assert order(examples, ReaderSituation(), adopted(1)) == [1, 3, 2]


def test_beside_a_suggestion_stands_what_helped_from_the_same_level_or_tells_of_the_same_item() -> None:
    reader = ReaderSituation(frozenset({9}), "små", {"human": 1})
    from_level, of_item, own = told(1, level_from=1), told(2, item_id="kurs"), told(3, level_from=1, municipality_id=9)
    assert fitting([own, of_item, from_level], "human", "kurs", reader) is of_item
    assert fitting([own, from_level], "human", "annat", reader) is from_level
    assert fitting([own, of_item], "human", "annat", reader) is None
    assert fitting([from_level], "politiskt", "kurs", reader) is None
    assert fitting([told(4)], "human", "", ReaderSituation()) is None


def test_whoever_gave_up_says_why() -> None:
    assert read_reuse({"state": "provar"}) == Reuse(ReuseState.TRIES)
    assert read_reuse({"state": "lade-ner", "why": " "}) == {
        "why": "Skriv varför ni lade ner det. Det hjälper nästa kommun."
    }
    assert read_reuse({"state": "okänt"}) == {"state": "Välj hur långt ni har kommit."}
