"""Letters: the product's wording of each kind can be filled in."""

import pytest

from app.accounts.letters import FORMS, PLACE, LetterForm, LetterKind, fill


def values_for(form: LetterForm) -> dict[str, str]:
    return {place: f"<{place}>" for place in form.places}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind)
def test_the_products_own_wording_keeps_its_rules_and_can_be_filled_in(form: LetterForm) -> None:
    for wording in (form.subject, form.body):
        assert PLACE.search(fill(wording, values_for(form))) is None
    assert "<länk>" in fill(form.body, values_for(form))


def test_every_kind_has_a_form() -> None:
    assert set(FORMS) == set(LetterKind)


def test_no_two_kinds_have_the_same_name() -> None:
    assert len({form.name for form in FORMS.values()}) == len(FORMS)


def test_what_is_filled_in_is_never_filled_in_itself() -> None:
    assert fill("{kommun}", {"kommun": "{länk}", "länk": "hemlig"}) == "{länk}"
