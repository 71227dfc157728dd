"""A need goes on when its year has gone: on the kommun's page of the next year, and by the year that it is needed in."""

from datetime import UTC, datetime

import pytest

from app.rounds.kernel.assessment import Sharing
from app.services.support.needs import InvalidNeedError, close_need, note_need, open_need_form
from app.services.support.region_needs import open_region_needs
from app.services.support.suggestions import KommunSupport, open_support
from app.support.needs.need import RawNeed, StoredNeed, Urgency
from tests.builders import NOW, URL, Scene, an_edition, open_round
from tests.integration.projects.stage import SLUG, with_catalogue

NEED = RawNeed(
    capital="politiskt", item="kurs", text="En kurs", urgency="nasta-ar", together="garna", audience="regionen"
)
NEXT_YEAR = datetime(2027, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def before(scene: Scene) -> Scene:
    """2026, with a result of Norrby and a need for next year."""
    with_catalogue(scene).answer_alone("2")
    ask(scene, NEED, NOW)
    return scene


@pytest.fixture
def after(before: Scene) -> Scene:
    """2027, with a result of Norrby."""
    scene = open_round(before.database, before.region, an_edition(2027))
    scene.answer_alone("2")
    return scene


def ask(scene: Scene, raw: RawNeed, now: datetime, need: StoredNeed | None = None) -> None:
    number, version = (None, 0) if need is None else (need.id, need.version)
    facts = scene.database, scene.coordinator, scene.norrby, raw, now
    note_need(*facts, public_url=URL, need_id=number, version=version)


def support(scene: Scene) -> KommunSupport:
    return open_support(scene.database, scene.coordinator, scene.norrby, today=NEXT_YEAR.date())


def stored(scene: Scene) -> StoredNeed:
    (need,) = open_support(scene.database, scene.coordinator, scene.norrby).needs
    return need


def test_an_open_need_is_on_the_kommuns_page_of_the_next_year_until_it_is_ended(before: Scene, after: Scene) -> None:
    page = support(after)
    assert page.needs == ()
    assert [(each.need.need.text, each.assessment.key) for each in page.earlier] == [("En kurs", before.norrby)]
    assert page.is_needed("kurs"), "it is not suggested to be asked for once more"
    assert support(before).earlier == (), "where it was noted it is this year's"
    need = stored(before)
    close_need(
        before.database, before.coordinator, before.norrby, need.id, "tillgodosett", "", NEXT_YEAR, version=need.version
    )
    assert support(after).earlier == ()
    assert not support(after).is_needed("kurs")


def test_neither_another_kommun_nor_the_region_reads_them_on_that_page(before: Scene, after: Scene) -> None:
    after.answer_alone("2", after.region.soderby)
    soderby = after.region.soderby.coordinator
    assert open_support(after.database, soderby, after.soderby).earlier == ()
    after.change(approved_at=NEXT_YEAR, approved_by="kd", sharing=Sharing.NAMED)
    assert open_support(after.database, after.region.coordinator, after.norrby).earlier == ()
    assert len(open_support(after.database, after.region.norrby.reader, after.norrby).earlier) == 1


def test_a_need_is_as_soon_as_when_it_was_said_until_it_is_said_anew(before: Scene, after: Scene) -> None:
    need = stored(before)
    assert (need.need.urgency, need.urgency_year) == (Urgency.NEXT_YEAR, 2026)
    facts = before.database, before.coordinator, before.norrby, NEXT_YEAR
    form = open_need_form(*facts, need_id=need.id)
    assert (form.year, form.typed.urgency) == (2027, "i-ar")
    ask(before, form.typed, NEXT_YEAR, need)
    assert stored(before).version == need.version, "the same year said another way is no change"
    ask(before, form.typed.model_copy(update={"urgency": "nasta-ar"}), NEXT_YEAR, need)
    changed = stored(before)
    assert (changed.need.urgency, changed.urgency_year, changed.created_at) == (Urgency.NEXT_YEAR, 2027, NOW)
    (of_region,) = open_region_needs(
        before.database, before.region.coordinator, SLUG, today=NEXT_YEAR.date()
    ).pool.needs
    assert of_region.need == changed


def test_the_year_is_that_of_sweden(before: Scene) -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Sweden
    need = stored(before)
    with pytest.raises(InvalidNeedError, match="nytt år"):
        ask(before, NEED.model_copy(update={"year": "2026", "text": "Två kurser"}), new_year, need)
    ask(before, NEED.model_copy(update={"year": "2027", "text": "Två kurser"}), new_year, need)
    assert stored(before).urgency_year == 2027


def test_the_same_words_in_another_year_are_another_need(before: Scene) -> None:
    ask(before, NEED, NEXT_YEAR)
    texts = [each.need.text for each in open_support(before.database, before.coordinator, before.norrby).needs]
    assert texts == ["En kurs", "En kurs"]
    ask(before, NEED, NEXT_YEAR)
    assert len(open_support(before.database, before.coordinator, before.norrby).needs) == 2
