"""Mails: the product's wording of each kind can be filled in."""

import pytest

from app.accounts.mail.mail_kinds import FORMS, PASSED, PASSED_SENTENCE, PLACE, MailForm, MailKind, fill, fill_body


def values_for(form: MailForm) -> dict[str, str]:
    return {place: f"<{place}>" for place in form.places}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind)
def test_the_products_own_wording_keeps_its_rules_and_can_be_filled_in(form: MailForm) -> None:
    for wording in (form.subject, form.body):
        assert PLACE.search(fill(wording, values_for(form))) is None
    assert "<länk>" in fill(form.body, values_for(form))


def test_every_kind_has_a_form() -> None:
    assert set(FORMS) == set(MailKind)


def test_no_two_kinds_have_the_same_name() -> None:
    assert len({form.name for form in FORMS.values()}) == len(FORMS)


def test_what_is_filled_in_is_never_filled_in_itself() -> None:
    assert fill("{kommun}", {"kommun": "{länk}", "länk": "hemlig"}) == "{länk}"


PASSED_VALUES = {"sista_dag": PASSED, "länk": "https://a.se/lank/x", "kommun": "Ale"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Hej!\n\nSista dag att svara är {sista_dag}.\n\nHälsningar\n", f"Hej!\n\n{PASSED_SENTENCE}\n\nHälsningar\n"),
        ("Svara senast den {sista_dag}! Tack.\n", f"{PASSED_SENTENCE} Tack.\n"),
        ("Hej {kommun}. Vi väntar till {sista_dag}\n{länk}\n", f"Hej Ale. {PASSED_SENTENCE}\nhttps://a.se/lank/x\n"),
        ("Svara senast {sista_dag} på {länk}\n", f"Svara senast {PASSED} på https://a.se/lank/x\n"),
        ("Hej {kommun}!\n", "Hej Ale!\n"),
    ],
)
def test_after_the_last_day_a_letter_says_that_it_has_passed_and_keeps_all_else(body: str, text: str) -> None:
    assert fill_body(body, PASSED_VALUES) == text


def test_until_the_last_day_a_letter_names_it() -> None:
    values = PASSED_VALUES | {"sista_dag": "12 november 2026"}
    assert fill_body("Sista dag att svara är {sista_dag}.\n", values) == "Sista dag att svara är 12 november 2026.\n"


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind)
def test_no_letter_of_ours_asks_for_anything_by_a_day_that_has_passed(form: MailForm) -> None:
    values = values_for(form) | {"sista_dag": PASSED}
    letter = fill(form.subject, values) + fill_body(form.body, values)
    assert PASSED not in letter
    assert (PASSED_SENTENCE in letter) == ("{sista_dag}" in form.body)
    assert "<länk>" in letter
