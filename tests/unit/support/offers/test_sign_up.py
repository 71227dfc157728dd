"""Reading a sign-up as typed."""

from app.support.catalogue.catalogue import TargetGroup
from app.support.offers.sign_up import Mandate, RawSignUp, SignUp, read_sign_up, typed_sign_up

GOOD = RawSignUp(people=" 2 ", mandate="beslutar", note="  Vegansk\tlunch ", roles=frozenset({"strateg", "ledning"}))


def fields(raw: RawSignUp, most: int = 3) -> list[str]:
    reading = read_sign_up(raw, most)
    return [] if isinstance(reading, SignUp) else [error.field for error in reading]


def test_a_sign_up_is_read_and_shown_in_its_form_again() -> None:
    reading = read_sign_up(GOOD, 3)
    assert isinstance(reading, SignUp)
    assert (reading.people, reading.mandate) == (2, Mandate.DECIDES)
    assert reading.roles == (TargetGroup.MANAGERS, TargetGroup.STRATEGISTS)
    assert read_sign_up(typed_sign_up(reading), 3) == reading


def test_every_error_is_told_at_once_in_the_order_of_the_form() -> None:
    assert fields(RawSignUp(people="många", note="x" * 301)) == ["people", "roles", "mandate", "note"]


def test_no_more_people_than_places_per_kommun() -> None:
    assert fields(GOOD, most=2) == []
    assert fields(GOOD, most=1) == ["people"]
    assert fields(GOOD.model_copy(update={"people": "0"})) == ["people"]
    assert fields(GOOD.model_copy(update={"people": "9" * 30})) == ["people"]
