"""How many of those asked have answered, per role (method 12)."""

from fractions import Fraction

from app.assessment.instrument.response import RoleResponse, role_responses


def test_a_rate_per_role_where_enough_were_asked() -> None:
    responses = role_responses(["a", "b", "c", "d"], {"a": 8, "b": 4, "c": 5}, {"a": 6, "b": 4}, 5)
    assert responses == (
        RoleResponse("a", 8, 6),
        RoleResponse("b", 4, None),
        RoleResponse("c", 5, 0),
        RoleResponse("d", 0, None),
    )
    assert [response.share for response in responses] == [Fraction(3, 4), None, Fraction(0), None]
