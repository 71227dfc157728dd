"""Needs against open offers, and the time that offers ask, on real databases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from sqlmodel import Session, col, update

from app.errors import NotFoundError
from app.rounds.goals.ambition import Share
from app.services.goals.ambition_inputs import ambition_inputs
from app.services.support.attention import (
    AboveLimitError,
    OfferDemand,
    RegionTime,
    above_with,
    kommun_ledger,
    region_time,
)
from app.services.support.needs import note_need
from app.services.support.offer_acts import close_offer, note_attendance
from app.services.support.region_needs import RegionNeeds, SoughtNeeds, open_needs, open_region_needs
from app.services.support.suggestions import open_support
from app.storage.organisations.organisations import find_region
from app.storage.support.catalogues import store_support_edition
from app.storage.tables import RegionRow
from app.support.catalogue.catalogue import TargetGroup
from app.support.ledger.ledger import Ledger, Month
from app.support.needs.need import RawNeed
from app.support.pooling.demand import Demand, cells_at, demand_in
from tests.builders import LATER, NOW, URL, Kommun, Scene, other_region
from tests.integration.support_wing.test_offers import SLUG, enter, publish, seen
from tests.unit.support.builders import KNOWLEDGE, a_catalogue, an_item

NEED = RawNeed(capital="politiskt", item="kurs", text="En kurs", urgency="i-ar", together="helst", audience="regionen")
TODAY = LATER.date()
MANAGERS, MARCH, APRIL = TargetGroup.MANAGERS, Month(2027, 3), Month(2027, 4)


@pytest.fixture
def stage(scene: Scene) -> Scene:
    """With a catalogue of one item, and an open need of it in Norrby."""
    catalogue = a_catalogue(an_item("kurs", title="Kurs"))
    reference = catalogue.questionnaire.model_copy(update={"id": scene.edition.id, "year": scene.edition.year})
    published = catalogue.model_copy(update={"questionnaire": reference})
    scene.database.write(lambda session: store_support_edition(session, published, NOW))
    scene.answer_alone("2")
    note_need(scene.database, scene.coordinator, scene.norrby, NEED, LATER, public_url=URL)
    return scene


def demand(scene: Scene) -> Demand:
    needs = open_region_needs(scene.database, scene.region.coordinator, SLUG, today=TODAY)
    return demand_in(cells_at("politiskt", KNOWLEDGE), needs.pool.pooled, needs.supply)


def time_of_region(scene: Scene, today: date = TODAY) -> RegionTime:
    with scene.database.read() as session:
        region = find_region(session, SLUG)
        assert region is not None
        return region_time(session, region, today)


def of_region(scene: Scene) -> Ledger:
    return time_of_region(scene).ledger


def of_kommun(scene: Scene, kommun: Kommun) -> Ledger:
    with scene.database.read() as session:
        return kommun_ledger(session, scene.region.id, kommun.id, TODAY)


def hours(ledger: Ledger) -> dict[Month | None, Fraction]:
    return {entry.month: entry.hours for entry in ledger.entries if entry.group is MANAGERS}


def test_the_region_gets_everything_and_a_kommun_what_it_may_know(stage: Scene) -> None:
    region = stage.region
    for actor in (region.coordinator, region.reader):
        assert isinstance(open_needs(stage.database, actor, SLUG, today=TODAY), RegionNeeds)
    for kommun in (region.norrby, region.soderby):
        needs = open_needs(stage.database, kommun.reader, SLUG, today=TODAY)
        assert isinstance(needs, SoughtNeeds)
        assert needs.shown == ()
        assert [cell.is_own for cell in needs.cells] == ([True] if kommun is region.norrby else [])
        with pytest.raises(NotFoundError):
            open_region_needs(stage.database, kommun.coordinator, SLUG, today=TODAY)
    with pytest.raises(NotFoundError):
        open_needs(stage.database, other_region(stage.database).coordinator, SLUG, today=TODAY)


def test_an_open_offer_covers_those_that_have_a_place_in_it(stage: Scene) -> None:
    assert not demand(stage).is_offered
    offer_id = publish(stage)
    assert (demand(stage).is_offered, demand(stage).covered, demand(stage).count) == (True, 0, 1)
    enter(stage, offer_id, stage.region.norrby)
    assert demand(stage).covered == 1
    enter(stage, offer_id, stage.region.soderby)  # on the reserve list: the only place is taken
    assert demand(stage).placed == {stage.region.norrby.id}
    close_offer(stage.database, stage.region.coordinator, SLUG, offer_id, LATER, is_open=False, public_url=URL)
    assert not demand(stage).is_offered


def test_an_offer_of_the_item_answers_a_need_of_it_in_another_capital(stage: Scene) -> None:
    publish(stage, capitals__politiskt="", capitals__overgripande="ja")
    assert demand(stage).is_offered


def test_what_the_region_s_offers_ask_adds_up_and_a_kommun_s_own_offers_do_not_count(stage: Scene) -> None:
    assert of_region(stage).entries == ()
    publish(stage)
    publish(stage, hours__ledning="6", over="ja")
    publish(stage, stage.region.soderby.coordinator, provider=stage.region.soderby.slug, hours__ledning="40")
    ledger = of_region(stage)
    assert hours(ledger) == {MARCH: Fraction(19, 2)}
    assert [entry.month for entry in ledger.above] == [MARCH]
    stage.database.write(lambda session: _set_limit(session, 10))
    assert of_region(stage).above == ()


def test_what_has_no_date_leaves_the_region_s_time_or_waits_for_somebody_to_note_who_came(stage: Scene) -> None:
    undated: dict[str, Any] = {f"occasion__0__{part}": "" for part in ("day", "start", "end", "place")}
    offer_id = publish(stage, **undated)
    publish(stage, title="Ingen har plats", **undated)
    enter(stage, offer_id, stage.region.norrby)
    last_day, next_day = date(2027, 3, 1), date(2027, 3, 2)
    before, after = time_of_region(stage, last_day), time_of_region(stage, next_day)
    assert (hours(before.ledger), before.to_note) == ({None: Fraction(7)}, ())
    assert (hours(after.ledger), [offer.id for offer in after.to_note]) == ({None: Fraction(7, 2)}, [offer_id])
    came, noted = {stage.region.norrby.slug: "deltog"}, datetime(2027, 3, 2, 12, tzinfo=UTC)
    note_attendance(stage.database, stage.region.coordinator, SLUG, offer_id, came, noted)
    assert time_of_region(stage, next_day) == RegionTime(Ledger((), 8), ())


def _set_limit(session: Session, limit: int) -> None:
    session.execute(update(RegionRow).where(col(RegionRow.slug) == SLUG).values(attention_hours=limit))


def test_a_kommun_s_time_is_that_of_the_roles_it_has_a_place_for(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage, groups__strateg="ja", hours__strateg="2")
    enter(stage, offer_id, norrby)
    enter(stage, offer_id, soderby)
    assert hours(of_kommun(stage, norrby)) == {MARCH: Fraction(7, 2)}
    assert of_kommun(stage, norrby).groups == (MANAGERS,)
    assert of_kommun(stage, soderby).entries == ()  # on the reserve list
    own = open_support(stage.database, norrby.coordinator, stage.norrby, today=TODAY)
    assert own.ledger == of_kommun(stage, norrby)


def test_what_goes_above_the_limit_is_published_when_one_has_been_told_and_a_draft_is_always_saved(
    stage: Scene,
) -> None:
    with pytest.raises(AboveLimitError) as refusal:
        publish(stage, hours__ledning="9")
    assert (refusal.value.limit, [entry.month for entry in refusal.value.entries]) == (8, [MARCH])
    assert of_region(stage).entries == ()
    draft_id = publish(stage, hours__ledning="9", act="utkast")
    with pytest.raises(AboveLimitError):
        publish(stage, offer_id=draft_id, hours__ledning="9")
    publish(stage, offer_id=draft_id, hours__ledning="9", over="ja")
    publish(stage, offer_id=draft_id, hours__ledning="9", title="Kurs i mål")  # takes no more than before
    assert hours(of_region(stage)) == {MARCH: Fraction(9)}


def test_before_publishing_one_is_told_of_what_goes_above_the_limit(stage: Scene) -> None:
    offer = seen(stage, publish(stage)).view.offer
    occasions = tuple(each.occasion for each in offer.occasions)
    more = replace(offer.offer, hours={MANAGERS: Decimal(5)})
    with stage.database.read() as session:
        region = find_region(session, SLUG)
        assert region is not None
        (above,) = above_with(session, region, OfferDemand(more, occasions), TODAY)
        assert (above.month, above.hours) == (MARCH, Fraction(17, 2))
        assert above_with(session, region, OfferDemand(more, occasions, offer.id), TODAY) == ()  # instead of itself
        assert above_with(session, region, OfferDemand(more, ()), TODAY) == ()  # in no month yet


def test_a_wish_of_so_many_counts_as_one_need_in_the_ambition_and_is_answered_by_an_open_offer(
    stage: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered() -> Share | None:
        with stage.database.read() as session:
            return ambition_inputs(session, stage.region.id, TODAY)[0].covered_needs

    assert answered() is None  # of one kommun alone
    monkeypatch.setattr("app.services.goals.ambition_inputs.MIN_SEEKING", 1)
    both = NEED.model_copy(update={"groups": frozenset({"ledning", "strateg"}), "text": "En kurs till"})
    note_need(stage.database, stage.coordinator, stage.norrby, both, LATER, public_url=URL)
    whole = answered()
    assert whole is not None
    publish(stage)
    assert answered() == Share(whole.whole, whole.whole)
