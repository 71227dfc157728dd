"""Letters: the product's wording holds, and a region's own wording cannot lose what the letter is for."""

import pytest

from app.accounts.letters import FORMS, MOST_CHARACTERS, PLACE, LetterForm, LetterKind, faults_of, fill

INVITATION = FORMS[LetterKind.INVITATION]


def values_for(form: LetterForm) -> dict[str, str]:
    return {place: f"<{place}>" for place in form.places}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind)
def test_the_products_own_wording_keeps_its_rules_and_can_be_filled_in(form: LetterForm) -> None:
    assert faults_of(form.kind, form.subject, form.body) == ()
    for wording in (form.subject, form.body):
        assert PLACE.search(fill(wording, values_for(form))) is None
    assert "<länk>" in fill(form.body, values_for(form))


def test_every_kind_has_a_form() -> None:
    assert set(FORMS) == set(LetterKind)


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("", INVITATION.body, "Skriv en ämnesrad."),
        ("a\nBcc: x@y.se", INVITATION.body, "en rad"),
        ("å" * 201, INVITATION.body, "200 tecken"),
        ("Ämne", "", "Skriv en text."),
        ("Ämne", "Hej {namn} {länk}", "{namn} finns inte. Det går att använda {formulär}"),
        ("Ämne", "Hej!", "Texten måste innehålla {länk}."),
        ("{länk}", "Hej!", "Texten måste innehålla {länk}."),
        ("Ämne", "{länk}" + "x" * MOST_CHARACTERS, "tecken. Högst"),
    ],
)
def test_a_wording_that_cannot_be_used_says_what_to_do(subject: str, body: str, said: str) -> None:
    assert said in " ".join(faults_of(LetterKind.INVITATION, subject, body))


def test_what_is_filled_in_is_never_filled_in_itself() -> None:
    assert fill("{kommun}", {"kommun": "{länk}", "länk": "hemlig"}) == "{länk}"
