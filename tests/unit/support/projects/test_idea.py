"""Reading an idea and how a kommun is with it, as they were typed."""

from app.support.projects.idea import Idea, IdeaParty, IdeaRole, OwnerMandate, RawIdea, RawParty, read_idea, read_party
from app.support.projects.templates import TEMPLATES
from app.support.projects.texts import LINE_MAX, TITLE_MAX

RAW = RawIdea(title=" En idé ", problem="Ett problem", capital="human")
CAPITALS = {"politiskt", "finansiellt", "relations", "human", "organisatoriskt", "dynamiskt", "realt"}


def fields(reading: object) -> list[str]:
    assert isinstance(reading, tuple)
    return [error.field for error in reading]


def test_three_fields_are_enough() -> None:
    assert read_idea(RAW, CAPITALS) == Idea(title="En idé", problem="Ett problem", capital_id="human")


def test_every_error_is_told_in_the_order_of_the_form() -> None:
    assert fields(read_idea(RawIdea(), CAPITALS)) == ["title", "problem", "capital"]
    too_long = RAW.model_copy(update={"title": "a" * (TITLE_MAX + 1), "receiver": "b" * (LINE_MAX + 1)})
    assert fields(read_idea(too_long, CAPITALS)) == ["title", "receiver"]
    assert fields(read_idea(RAW.model_copy(update={"problem": "\x00"}), CAPITALS)) == ["problem"]


def test_a_template_can_be_saved_as_it_is() -> None:
    for raw in TEMPLATES.values():
        assert isinstance(read_idea(raw, CAPITALS), Idea)


def test_an_owner_names_a_function_and_says_whether_it_may_decide() -> None:
    reading = read_party(RawParty(role="agare", function="Ekonomichefen", mandate="ja"), 1, "Ale")
    assert reading == IdeaParty(
        municipality_id=1,
        municipality="Ale",
        role=IdeaRole.OWNER,
        function="Ekonomichefen",
        mandate=OwnerMandate.YES,
    )
    assert fields(read_party(RawParty(role="agare"), 1, "Ale")) == ["function", "mandate"]


def test_others_have_no_function() -> None:
    reading = read_party(RawParty(role="med", function="Ekonomichefen", mandate="ja"), 1, "Ale")
    assert reading == IdeaParty(1, "Ale", IdeaRole.TAKING_PART)
    assert read_party(RawParty(role="nej"), 1, "Ale") is None
    assert fields(read_party(RawParty(role="kanske"), 1, "Ale")) == ["role"]
