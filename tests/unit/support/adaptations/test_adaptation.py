"""The catalogue as a region's kommuner see it: adapted, added and retired items, with drafts left out."""

from app.support.adaptations.adaptation import Adaptation, AdaptationState, adapted, current
from app.support.catalogue.catalogue import CatalogueItem, ItemPrevious
from tests.builders import NOW
from tests.unit.support.builders import a_catalogue, an_item

CATALOGUE = a_catalogue(an_item("kurs"), an_item("bok"))


def version(item: CatalogueItem, number: int = 1, state: AdaptationState = AdaptationState.PUBLISHED) -> Adaptation:
    return Adaptation(
        item_id=item.id, number=number, base_id=item.id, item=item, state=state, reason="", created_at=NOW
    )


def titles(*versions: Adaptation) -> list[str]:
    return [item.title for item in adapted(CATALOGUE, versions).offered]


def test_without_changes_it_is_the_catalogue_itself() -> None:
    assert adapted(CATALOGUE, ()) is CATALOGUE


def test_an_adapted_item_stands_in_its_place_and_an_own_one_last() -> None:
    assert titles(version(an_item("kurs", title="Vår kurs")), version(an_item("egen-resa", title="Resa"))) == [
        "Vår kurs",
        "bok",
        "Resa",
    ]


def test_the_latest_version_that_is_no_draft_counts() -> None:
    first, second = version(an_item("kurs", title="Ett")), version(an_item("kurs", title="Två"), 2)
    draft = version(an_item("kurs", title="Tre"), 3, AdaptationState.DRAFT)
    assert titles(draft, second, first) == ["Två", "bok"]
    assert current((draft, first))["kurs"].number == 1


def test_a_draft_alone_changes_nothing() -> None:
    assert titles(version(an_item("kurs", title="Utkast"), state=AdaptationState.DRAFT)) == ["kurs", "bok"]


def test_a_retired_item_is_not_offered_and_still_has_its_name() -> None:
    catalogue = adapted(CATALOGUE, [version(an_item("kurs"), state=AdaptationState.RETIRED)])
    assert [item.id for item in catalogue.offered] == ["bok"]
    assert catalogue.by_id["kurs"].title == "kurs"


def test_the_catalogues_own_text_counts_from_when_it_is_put_back() -> None:
    ours = version(an_item("kurs", title="Vår kurs"))
    back = version(an_item("kurs", title="Som den var då"), 2, AdaptationState.ORIGINAL)
    assert titles(ours, back) == ["kurs", "bok"]
    assert current((ours, back)) == {}
    assert titles(ours, back, version(an_item("kurs", title="Ny"), 3)) == ["Ny", "bok"]


def test_an_item_that_the_edition_has_retired_stays_retired_where_it_is_adapted() -> None:
    catalogue = adapted(
        a_catalogue(an_item("kurs", previous=ItemPrevious.RETIRED)), [version(an_item("kurs", title="Vår"))]
    )
    assert catalogue.offered == ()
    assert catalogue.by_id["kurs"].title == "Vår"


def test_an_item_that_is_put_back_after_it_was_retired_is_offered_again() -> None:
    retired = version(an_item("kurs"), state=AdaptationState.RETIRED)
    assert titles(retired, version(an_item("kurs", title="Åter"), 2)) == ["Åter", "bok"]
