"""What is filled in about a region, and the words it cannot be called by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.kernel.reserved_segments import FIRST_SEGMENTS
from app.accounts.organisations.organisation import DEFAULT_ATTENTION_HOURS
from app.accounts.organisations.region_form import (
    MAX_IN_SLUG,
    NewRegionForm,
    RegionSettings,
    SettingsForm,
    proposed_slug,
    read_new_region,
    read_settings,
    slug_error,
)
from app.errors import InvalidInputError

NEW = {"namn": "Kommunförbundet Skåne", "sida": "skane", "adress": "Bo Ek <Bo@skane.example>"}
SETTINGS = {
    "namn": " Kommunförbundet   Skåne ",
    "kontakt": "Bo Ek",
    "epost": "Bo@skane.example",
    "telefon": "040-1",
    "ombud": "Ida",
    "manader": " 24 ",
    "beslut": "",
    "konton": "nej",
}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Göteborgsregionen", "goteborgsregionen"),
        ("Kommunförbundet Skåne", "kommunforbundet-skane"),
        ("Region 10", "region-10"),
        ("  Åre & Ätran!  ", "are-atran"),
        ("Storstockholms kommuner och regioner i samverkan", "storstockholms-kommuner-och-regioner-i"),
        ("!!!", ""),
        ("地区", ""),
    ],
)
def test_an_address_is_proposed_of_the_name(name: str, slug: str) -> None:
    assert proposed_slug(name) == slug


@given(st.text(max_size=120))
def test_a_proposed_address_is_one_that_a_region_can_have_or_says_why_not(name: str) -> None:
    slug = proposed_slug(name)
    assert len(slug) <= MAX_IN_SLUG
    assert not slug_error(slug) or len(slug) < 2 or slug in FIRST_SEGMENTS or slug[0].isdigit()


@pytest.mark.parametrize("slug", sorted(FIRST_SEGMENTS))
def test_no_region_is_called_by_a_word_of_the_service_s_own_addresses(slug: str) -> None:
    assert "används av tjänsten själv" in slug_error(slug)


def test_a_new_region_is_read_with_its_coordinator_s_address() -> None:
    new = read_new_region(NewRegionForm.model_validate(NEW))
    assert (new.name, new.slug, new.coordinator) == ("Kommunförbundet Skåne", "skane", "bo@skane.example")
    assert read_new_region(NewRegionForm.model_validate(NEW | {"sida": "/SKANE/"})).slug == "skane"
    assert read_new_region(NewRegionForm.model_validate(NEW | {"sida": ""})).slug == "kommunforbundet-skane"


def test_settings_are_read_tidied() -> None:
    assert read_settings(SettingsForm.model_validate(SETTINGS)) == RegionSettings(
        "Kommunförbundet Skåne", "Bo Ek", "bo@skane.example", "040-1", "Ida", 24, "", False
    )


def test_a_region_need_not_tell_more_than_its_name() -> None:
    bare = read_settings(SettingsForm.model_validate({"namn": "Skåne", "manader": "1", "konton": "ja"}))
    assert (bare.contact_email, bare.data_officer, bare.federated_accounts) == ("", "", True)


def test_the_time_that_offers_may_take_is_the_usual_until_the_region_sets_its_own() -> None:
    hours = [
        read_settings(SettingsForm.model_validate(SETTINGS | {"timmar": text})).attention_hours
        for text in ("", " 12 ", "160")
    ]
    assert hours == [DEFAULT_ATTENTION_HOURS, 12, 160]


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(InvalidInputError) as error:
        read_settings(
            SettingsForm.model_validate(
                {"namn": "", "epost": "x", "telefon": "1" * 101, "manader": "", "beslut": "\x00", "timmar": "161"}
            )
        )
    assert set(error.value.errors) == {"namn", "epost", "telefon", "manader", "beslut", "konton", "timmar"}
