"""Offers on real databases: publishing, signing up, the reserve list, leaving, cancelling, who came; and the mails."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_wording import Wording, product_wording
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.services.kernel.audit import note
from app.services.mail.mail_wording import change_wording
from app.services.sign_in.own_account import choose_mails
from app.services.support import sign_ups
from app.services.support.needs import close_need, note_need, reopen_need
from app.services.support.offer_acts import cancel_offer, close_offer, note_attendance
from app.services.support.offer_calendar import calendar_of_offer, calendar_of_region
from app.services.support.offer_writing import OfferChangedError, open_offer_form, save_offer
from app.services.support.offers import OpenedOffer, open_offer, open_offers
from app.services.support.sign_ups import (
    SignUpChangedError,
    SignUpEntry,
    leave,
    leave_by_link,
    open_link,
    open_sign_up,
    sign_up,
)
from app.storage.kernel.audit import every_line
from app.storage.support.catalogues import store_support_edition
from app.storage.support.offers import open_items, open_offers_in
from app.support.needs.need import RawNeed
from app.support.offers.offer import OfferState
from app.support.offers.sign_up import RawSignUp, SignUpState
from tests.builders import LATER, NOW, URL, Kommun, Scene, other_region
from tests.calendar_reader import read_calendar
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address, notifications, queued
from tests.integration.support.together import PATIENCE, HeldUp
from tests.unit.support.builders import a_catalogue, an_item

SLUG, MARCH = "provland", datetime(2027, 3, 12, 12, tzinfo=UTC)
AFTERWARDS = MARCH + timedelta(days=1)
FIELDS: Mapping[str, str] = {
    "provider": "",
    "title": "Kurs i budget",
    "gives": "Ni får en arbetsgång.",
    "demands": "En chef och en ekonom är med båda gångerna.",
    "capitals.politiskt": "ja",
    "forms.kunskapsbas": "ja",
    "groups.ledning": "ja",
    "hours.ledning": "3,5",
    "items.kurs": "ja",
    "last_day": "2027-03-01",
    "total": "1",
    "per_kommun": "1",
    "paid_by": "medlemsavgift",
    "contact": "Utvecklingsledaren, kurs@provland.example",
    "occasion.0.day": "2027-03-12",
    "occasion.0.start": "13.00",
    "occasion.0.end": "16.00",
    "occasion.0.place": "Rådhuset",
}
PLACE, RESERVE, MOVED, CHANGED, OFF = (
    MailKind.OFFER_PLACE,
    MailKind.OFFER_RESERVE,
    MailKind.OFFER_MOVED_UP,
    MailKind.OFFER_CHANGED,
    MailKind.OFFER_CANCELLED,
)
SOUTH = "soderby@provland.example"
COURSE_NEEDED = RawNeed(
    capital="politiskt", item="kurs", text="En kurs", urgency="i-ar", together="helst", audience="regionen"
)


@pytest.fixture
def stage(scene: Scene) -> Scene:
    """With a catalogue of one item, a result of Norrby, and coordinators that mails reach."""
    catalogue = a_catalogue(an_item("kurs", title="Kurs"))
    reference = catalogue.questionnaire.model_copy(update={"id": scene.edition.id, "year": scene.edition.year})
    published = catalogue.model_copy(update={"questionnaire": reference})
    scene.database.write(lambda session: store_support_edition(session, published, NOW))
    give_address(scene, scene.coordinator)
    give_address(scene, scene.region.soderby.coordinator, SOUTH)
    scene.answer_alone("2")
    return scene


def publish(
    scene: Scene, actor: Actor | None = None, offer_id: int | None = None, need_id: int | None = None, **changes: str
) -> int:
    fields = {**FIELDS, **{name.replace("__", "."): text for name, text in changes.items()}}
    if need_id is not None:
        fields |= {f"needs.{need_id}": "ja"}
    if offer_id is not None:
        offer = seen(scene, offer_id).view.offer
        fields = {"version": str(offer.version), "occasion.0.id": str(offer.every_occasion[0].id)} | fields
    actor = actor or scene.region.coordinator
    return save_offer(scene.database, actor, SLUG, fields, NOW, offer_id=offer_id, public_url=URL)


def seen(scene: Scene, offer_id: int, actor: Actor | None = None, now: datetime = LATER) -> OpenedOffer:
    return open_offer(scene.database, actor or scene.region.coordinator, SLUG, offer_id, now)


def enter(scene: Scene, offer_id: int, kommun: Kommun, now: datetime = LATER, **changes: Any) -> None:
    raw = RawSignUp(mandate="beslutar", roles=frozenset({"ledning"})).model_copy(update=changes)
    version = changes.pop("version", None)
    if version is None:
        stored = seen(scene, offer_id).view.offer.sign_up_of(kommun.id)
        version = 0 if stored is None else stored.version
    entry = SignUpEntry(kommun.slug, raw, version)
    sign_up(scene.database, kommun.coordinator, SLUG, offer_id, entry, now, public_url=URL)


def granted(scene: Scene, offer_id: int) -> dict[str, int]:
    return {each.municipality: each.granted for each in seen(scene, offer_id).view.offer.sign_ups}


def norrby_waits(scene: Scene, **changes: Any) -> int:
    """An offer of one place that Söderby has, with Norrby on the reserve list. Returns its id."""
    offer_id = publish(scene, **changes)
    enter(scene, offer_id, scene.region.soderby)
    enter(scene, offer_id, scene.region.norrby, LATER + timedelta(minutes=1))
    assert granted(scene, offer_id) == {"Soderby": 1, "Norrby": 0}
    return offer_id


def leaving_links(scene: Scene) -> list[str]:
    return [token for mail in queued(scene) for token in re.findall(r"/avanmalan/([\w-]{43})", mail.body)]


def events(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session) if line.action.startswith(("offer", "sign_up"))]


def test_a_published_offer_is_read_by_everybody_with_a_role_and_by_nobody_else(stage: Scene) -> None:
    region, norrby = stage.region, stage.region.norrby
    offer_id = publish(stage)
    for actor in (region.coordinator, region.reader, norrby.coordinator, norrby.reader):
        view = seen(stage, offer_id, actor).view
        assert (view.offer.offer.title, view.state) == ("Kurs i budget", OfferState.OPEN)
        assert view.offer.provider.name == "Provland"
    stranger = other_region(stage.database).coordinator
    with pytest.raises(NotFoundError):
        seen(stage, offer_id, stranger)
    with pytest.raises(NotFoundError):
        open_offers(stage.database, stranger, SLUG, LATER)
    assert publish(stage) == offer_id  # a double click
    assert events(stage) == ["offer.published"]


def test_a_draft_is_seen_by_those_who_speak_for_its_provider_alone(stage: Scene) -> None:
    norrby = stage.region.norrby
    draft = publish(stage, norrby.coordinator, provider=norrby.slug, act="utkast")
    assert seen(stage, draft, norrby.coordinator).view.state is OfferState.DRAFT
    for actor in (stage.region.coordinator, norrby.reader, stage.region.soderby.coordinator):
        with pytest.raises(NotFoundError):
            seen(stage, draft, actor)
        assert open_offers(stage.database, actor, SLUG, LATER).drafts == ()


def test_a_kommun_offers_as_itself_and_nobody_as_another(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage, norrby.coordinator, provider=norrby.slug)
    assert seen(stage, offer_id).view.offer.provider.name == "Norrby"
    for provider in ("", soderby.slug):
        with pytest.raises(InvalidInputError):
            publish(stage, norrby.coordinator, provider=provider)
    for actor in (soderby.coordinator, stage.region.coordinator):
        with pytest.raises(NotAuthorizedError):
            cancel_offer(stage.database, actor, SLUG, offer_id, "Nej", LATER, public_url=URL)
    with pytest.raises(NotFoundError):
        publish(stage, norrby.reader, provider=norrby.slug)


def test_what_is_wrong_is_told_field_by_field_and_nothing_is_stored(stage: Scene) -> None:
    wrong = {
        "title": " ",
        "gives": "x" * 601,
        "capitals__politiskt": "",
        "hours__ledning": "många",
        "last_day": "snart",
        "total": "0",
        "per_kommun": "x",
        "paid_by": "ingen",
        "occasion__0__end": "12.00",
    }
    fields = {**FIELDS, **{name.replace("__", "."): text for name, text in wrong.items()}}
    del fields["capitals.politiskt"]
    with pytest.raises(InvalidInputError) as error:
        save_offer(stage.database, stage.region.coordinator, SLUG, fields, NOW, public_url=URL)
    names = {"title", "gives", "capitals", "hours.ledning", "last_day", "total", "per_kommun", "paid_by"}
    assert set(error.value.errors) == names | {"occasion.0.end"}
    assert open_offers(stage.database, stage.region.coordinator, SLUG, LATER).current == ()


def test_a_form_begins_from_an_item_and_ticks_the_needs_of_it(stage: Scene) -> None:
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, LATER, public_url=URL)
    form = open_offer_form(stage.database, stage.region.coordinator, SLUG, LATER, item_id="kurs")
    assert form.fields["title"] == "Kurs"
    assert form.fields["items.kurs"] == "ja"
    assert [line.kommun for line in form.needs] == ["Norrby"]
    assert form.fields[f"needs.{form.needs[0].need.id}"] == "ja"
    kommun_form = open_offer_form(stage.database, stage.region.soderby.coordinator, SLUG, LATER, item_id="kurs")
    assert kommun_form.needs == ()


def test_an_offer_of_an_item_is_for_the_groups_of_the_needs_as_well(stage: Scene) -> None:
    need = COURSE_NEEDED.model_copy(update={"groups": frozenset({"stodfunktion", "verksamhet"})})
    note_need(stage.database, stage.coordinator, stage.norrby, need, LATER, public_url=URL)
    needs = open_offer_form(stage.database, stage.region.coordinator, SLUG, LATER).needs
    form = open_offer_form(stage.database, stage.region.coordinator, SLUG, LATER, need_ids=(needs[0].need.id,))
    of_item = open_offer_form(stage.database, stage.region.coordinator, SLUG, LATER, item_id="kurs")
    for fields in (form.fields, of_item.fields):
        assert fields["items.kurs"] == "ja"
        assert {"groups.ledning", "groups.stodfunktion", "groups.verksamhet"} <= fields.keys()


def test_the_later_of_two_who_change_an_offer_is_told_and_changes_nothing(stage: Scene) -> None:
    offer_id = publish(stage)
    publish(stage, offer_id=offer_id, title="Kurs i mål")
    with pytest.raises(OfferChangedError):
        publish(stage, offer_id=offer_id, title="Kurs i lek", version="1")
    assert seen(stage, offer_id).view.offer.offer.title == "Kurs i mål"


def test_the_reserve_moves_up_by_itself_and_is_told(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage)
    enter(stage, offer_id, norrby)
    enter(stage, offer_id, soderby, LATER + timedelta(minutes=1))
    assert seen(stage, offer_id).view.state is OfferState.FULL
    assert granted(stage, offer_id) == {"Norrby": 1, "Soderby": 0}
    leave(stage.database, norrby.coordinator, SLUG, offer_id, norrby.slug, LATER, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 1}
    assert notifications(stage) == [(PLACE, COORDINATOR_ADDRESS), (RESERVE, SOUTH), (MOVED, SOUTH)]
    assert "Ni är nummer 1 på reservlistan." in queued(stage)[1].body
    assert "Tacka nej före 4\u00a0november\u00a02026 kl. 10.35" in queued(stage)[2].body
    assert events(stage) == ["offer.published", "sign_up.noted", "sign_up.noted", "sign_up.ended"]


def test_a_kommun_with_a_need_gets_the_place_and_the_other_learns_it(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, LATER, public_url=URL)
    offer_id = publish(stage)
    enter(stage, offer_id, soderby)
    enter(stage, offer_id, norrby, LATER + timedelta(hours=1))
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}
    assert notifications(stage)[1:] == [(RESERVE, SOUTH), (PLACE, COORDINATOR_ADDRESS)]


def test_a_need_that_the_offer_is_made_to_answer_afterwards_goes_first_too(stage: Scene) -> None:
    """The form says so beside the boxes of needs."""
    norrby, soderby = stage.region.norrby, stage.region.soderby
    other = COURSE_NEEDED.model_copy(update={"item": "", "text": "Något eget", "form": "kunskapsbas"})
    note_need(stage.database, stage.coordinator, stage.norrby, other, LATER, public_url=URL)
    offer_id = publish(stage)
    enter(stage, offer_id, soderby)
    enter(stage, offer_id, norrby, LATER + timedelta(hours=1))
    assert granted(stage, offer_id) == {"Soderby": 1, "Norrby": 0}
    publish(stage, offer_id=offer_id, need_id=1)
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}
    assert notifications(stage)[2:] == [(RESERVE, SOUTH), (MOVED, COORDINATOR_ADDRESS)]
    publish(stage, offer_id=offer_id)  # what was true once is kept
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}


def test_a_change_that_moves_the_offer_and_gives_a_place_is_one_mail_with_the_new_time(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage)
    enter(stage, offer_id, norrby)
    enter(stage, offer_id, soderby, LATER + timedelta(minutes=1))
    publish(stage, offer_id=offer_id, total="2", occasion__0__start="14.00")
    assert notifications(stage)[2:] == [(MOVED, SOUTH), (CHANGED, COORDINATOR_ADDRESS)]
    assert "Ny tid eller plats. Nu gäller:\n– 12\u00a0mars\u00a02027 kl. 14.00–16.00" in queued(stage)[2].body
    assert "Ny tid" not in queued(stage)[1].body


def test_a_mail_that_the_region_words_without_the_time_does_not_count_as_telling_it(stage: Scene) -> None:
    wording = product_wording(RESERVE)
    assert "{tillfällen}" in wording.body
    own = Wording(wording.subject, wording.body.replace("{tillfällen}", "Se länken."))
    change_wording(stage.database, stage.region.coordinator, SLUG, RESERVE, own, NOW)
    other = COURSE_NEEDED.model_copy(update={"item": "", "text": "Något eget", "form": "kunskapsbas"})
    note_need(stage.database, stage.coordinator, stage.norrby, other, LATER, public_url=URL)
    offer_id = norrby_waits(stage)
    publish(stage, offer_id=offer_id, need_id=1, occasion__0__start="14.00")
    assert notifications(stage)[2:] == [(RESERVE, SOUTH), (MOVED, COORDINATOR_ADDRESS), (CHANGED, SOUTH)]
    assert "14.00" not in queued(stage)[2].body
    assert "kl. 14.00–16.00" in queued(stage)[4].body


def test_who_wants_no_mails_about_places_is_told_of_the_new_time_alone(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    choose_mails(stage.database, soderby.coordinator, {MOVED, RESERVE}, set(), NOW)
    offer_id = publish(stage)
    enter(stage, offer_id, norrby)
    enter(stage, offer_id, soderby, LATER + timedelta(minutes=1))
    publish(stage, offer_id=offer_id, total="2", occasion__0__start="14.00")
    assert sorted(notifications(stage)[1:]) == sorted([(CHANGED, SOUTH), (CHANGED, COORDINATOR_ADDRESS)])


def test_a_need_that_comes_once_signing_up_has_ended_takes_no_place_from_anybody(stage: Scene) -> None:
    norrby, over = stage.region.norrby, datetime(2027, 3, 2, tzinfo=UTC)
    offer_id = norrby_waits(stage)
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, over, public_url=URL)
    enter(stage, offer_id, norrby, over, note="Vi kommer gärna")
    assert granted(stage, offer_id) == {"Soderby": 1, "Norrby": 0}
    form = open_sign_up(stage.database, norrby.coordinator, SLUG, offer_id, norrby.slug, over)
    assert not form.with_need  # so its page does not say that they go first


def test_a_need_that_comes_when_the_last_occasion_has_begun_takes_no_place_from_anybody(stage: Scene) -> None:
    """On the last day to sign up, some hours of which are left."""
    offer_id, begun = norrby_waits(stage, last_day="2027-03-12"), MARCH + timedelta(hours=1)
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, begun, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 1, "Norrby": 0}


def test_a_need_that_comes_while_one_waits_counts_at_once(stage: Scene) -> None:
    offer_id, draft = norrby_waits(stage), publish(stage, act="utkast")
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, LATER, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}
    assert notifications(stage)[2:] == [(RESERVE, SOUTH), (MOVED, COORDINATOR_ADDRESS)]
    assert f"{URL.rstrip('/')}/provland/erbjudanden/{offer_id}" in queued(stage)[3].body
    assert granted(stage, draft) == {}


def test_a_need_that_becomes_one_of_the_offer_s_counts_at_once(stage: Scene) -> None:
    """Opened again, and changed to what the offer answers."""
    coordinator, norrby = stage.coordinator, stage.norrby
    note_need(stage.database, coordinator, norrby, COURSE_NEEDED, LATER, public_url=URL)
    close_need(stage.database, coordinator, norrby, 1, "inaktuellt", "Löst", LATER, version=1)
    offer_id = norrby_waits(stage)
    reopen_need(stage.database, coordinator, norrby, 1, LATER, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}
    own_words = COURSE_NEEDED.model_copy(update={"item": "", "text": "Något eget", "form": "kunskapsbas"})
    note_need(stage.database, coordinator, norrby, own_words, LATER, public_url=URL, need_id=1, version=3)
    second = norrby_waits(stage, title="Kurs i mål")
    note_need(stage.database, coordinator, norrby, COURSE_NEEDED, LATER, public_url=URL, need_id=1, version=4)
    assert granted(stage, second) == {"Soderby": 0, "Norrby": 1}


def test_a_need_that_came_while_signing_up_was_closed_counts_when_it_opens_again(stage: Scene) -> None:
    offer_id, region = norrby_waits(stage), stage.region.coordinator
    close_offer(stage.database, region, SLUG, offer_id, LATER, is_open=False, public_url=URL)
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, LATER, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 1, "Norrby": 0}
    close_offer(stage.database, region, SLUG, offer_id, LATER, is_open=True, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}


def test_a_need_that_comes_in_the_moment_of_signing_up_counts(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    offer_id = publish(stage)
    enter(stage, offer_id, stage.region.soderby)
    noting_in_log = HeldUp(note)
    monkeypatch.setattr(sign_ups, "note", noting_in_log)
    with ThreadPoolExecutor(2) as threads:
        signing_up = threads.submit(enter, stage, offer_id, stage.region.norrby, LATER + timedelta(minutes=1))
        try:
            assert noting_in_log.reached.wait(PATIENCE)
            facts = stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, LATER
            noting = threads.submit(note_need, *facts, public_url=URL)
            with pytest.raises(TimeoutError):
                noting.result(0.3)
        finally:
            noting_in_log.go_on.set()
        signing_up.result(PATIENCE)
        noting.result(PATIENCE)
    assert granted(stage, offer_id) == {"Soderby": 0, "Norrby": 1}


def test_a_draft_is_removed_whole_and_nobody_else_learns_of_it(stage: Scene) -> None:
    draft = publish(stage, act="utkast")
    cancel_offer(stage.database, stage.region.coordinator, SLUG, draft, "", LATER, public_url=URL)
    for actor in (stage.region.coordinator, stage.region.norrby.reader):
        with pytest.raises(NotFoundError):
            seen(stage, draft, actor)
        offers = open_offers(stage.database, actor, SLUG, LATER)
        assert (offers.current, offers.drafts, offers.earlier) == ((), (), ())
    assert events(stage) == ["offer.drafted", "offer.draft_removed"]


def test_publishing_what_has_just_been_saved_as_a_draft_is_no_double_click(stage: Scene) -> None:
    draft = publish(stage, act="utkast")
    published = publish(stage)
    assert published != draft
    assert seen(stage, published).view.state is OfferState.OPEN


def test_a_double_click_on_a_change_is_no_conflict_and_no_second_version(stage: Scene) -> None:
    offer_id = publish(stage)
    for _ in range(2):
        publish(stage, offer_id=offer_id, title="Kurs i mål", version="1")
    assert (seen(stage, offer_id).view.offer.version, events(stage).count("offer.changed")) == (2, 1)


def test_an_offer_keeps_an_ended_need_when_its_words_change(stage: Scene) -> None:
    note_need(stage.database, stage.coordinator, stage.norrby, COURSE_NEEDED, LATER, public_url=URL)
    form = open_offer_form(stage.database, stage.region.coordinator, SLUG, LATER, item_id="kurs")
    need_id = form.needs[0].need.id
    offer_id = publish(stage, need_id=need_id)
    close_need(stage.database, stage.coordinator, stage.norrby, need_id, "tillgodosett", "", LATER, version=1)
    publish(stage, offer_id=offer_id, title="Kurs i mål")
    assert seen(stage, offer_id).view.offer.offer.need_ids == (need_id,)


def test_nothing_of_a_sign_up_changes_once_the_last_occasion_has_begun(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage, last_day="2027-03-12", total="2", per_kommun="2")
    enter(stage, offer_id, norrby, people="2")
    enter(stage, offer_id, soderby, LATER + timedelta(minutes=1))
    for kommun, people in ((norrby, "1"), (soderby, "2")):
        with pytest.raises(PermissionDeniedError):
            enter(stage, offer_id, kommun, MARCH + timedelta(hours=2), people=people)
    assert granted(stage, offer_id) == {"Norrby": 1, "Soderby": 1}


def test_signing_up_is_for_the_own_kommun_in_time(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage)
    entry = SignUpEntry(soderby.slug, RawSignUp(mandate="beslutar", roles=frozenset({"ledning"})), 0)
    for actor in (norrby.coordinator, stage.region.coordinator, soderby.reader):
        with pytest.raises((NotFoundError, NotAuthorizedError)):
            sign_up(stage.database, actor, SLUG, offer_id, entry, LATER, public_url=URL)
    with pytest.raises(PermissionDeniedError):
        open_sign_up(stage.database, norrby.coordinator, SLUG, offer_id, norrby.slug, datetime(2027, 3, 2, tzinfo=UTC))
    with pytest.raises(InvalidInputError):
        enter(stage, offer_id, norrby, people="3")
    assert granted(stage, offer_id) == {}


def test_the_later_of_two_who_change_a_sign_up_is_told(stage: Scene) -> None:
    norrby = stage.region.norrby
    offer_id = publish(stage)
    enter(stage, offer_id, norrby)
    with pytest.raises(SignUpChangedError):
        enter(stage, offer_id, norrby, note="Sent", version=0)
    enter(stage, offer_id, norrby, version=0)  # the same again
    assert events(stage).count("sign_up.noted") == 1


def test_a_link_in_a_mail_leaves_for_its_own_sign_up_alone(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage, total="4", per_kommun="2")
    enter(stage, offer_id, norrby)
    enter(stage, offer_id, soderby)
    first, second = leaving_links(stage)
    assert open_link(stage.database, first, LATER).sign_up.municipality == "Norrby"
    assert granted(stage, offer_id) == {"Norrby": 1, "Soderby": 1}
    leave_by_link(stage.database, first, LATER, public_url=URL)
    assert granted(stage, offer_id) == {"Soderby": 1}
    with pytest.raises(NotFoundError):
        open_link(stage.database, first, LATER)
    enter(stage, offer_id, norrby)
    with pytest.raises(NotFoundError):
        leave_by_link(stage.database, first, LATER, public_url=URL)
    with pytest.raises(PermissionDeniedError):
        leave_by_link(stage.database, second, AFTERWARDS, public_url=URL)
    assert granted(stage, offer_id) == {"Norrby": 1, "Soderby": 1}


def test_a_mail_that_is_turned_off_is_not_sent(stage: Scene) -> None:
    choose_mails(stage.database, stage.coordinator, {PLACE}, set(), NOW)
    enter(stage, publish(stage), stage.region.norrby)
    assert notifications(stage) == []


def test_a_changed_time_keeps_its_uid_raises_its_sequence_and_is_told(stage: Scene) -> None:
    offer_id = publish(stage)
    enter(stage, offer_id, stage.region.norrby)

    def calendar() -> tuple[str, list[dict[str, str]]]:
        return read_calendar(
            calendar_of_offer(stage.database, stage.coordinator, SLUG, offer_id, LATER, public_url=URL)
        )

    method, (first,) = calendar()
    assert (method, first["SEQUENCE"], first["DTSTART"]) == ("PUBLISH", "0", "20270312T130000")
    assert (first["SUMMARY"], first["LOCATION"]) == ("Kurs i budget", "Rådhuset")
    publish(stage, offer_id=offer_id, occasion__0__start="14.00", occasion__1__day="2027-03-19",
            occasion__1__start="9", occasion__1__end="12")  # fmt: skip
    _, (moved, added) = calendar()
    assert (moved["UID"], moved["SEQUENCE"], moved["DTSTART"]) == (first["UID"], "1", "20270312T140000")
    assert (added["SEQUENCE"], added["DTEND"]) == ("0", "20270319T120000")
    assert notifications(stage)[1:] == [(CHANGED, COORDINATOR_ADDRESS)]
    cancel_offer(stage.database, stage.region.coordinator, SLUG, offer_id, "För få", LATER, public_url=URL)
    method, entries = calendar()
    assert method == "CANCEL"
    assert [(entry["SEQUENCE"], entry["STATUS"]) for entry in entries] == [("2", "CANCELLED"), ("1", "CANCELLED")]
    whole = calendar_of_region(stage.database, stage.coordinator, SLUG, LATER, public_url=URL)
    assert [entry["UID"] for entry in read_calendar(whole)[1]] == [entry["UID"] for entry in entries]


def test_an_occasion_that_is_taken_away_is_cancelled_in_calendars(stage: Scene) -> None:
    offer_id = publish(stage, occasion__1__day="2027-03-19", occasion__1__start="9", occasion__1__end="12")
    publish(stage, offer_id=offer_id)
    file = calendar_of_offer(stage.database, stage.coordinator, SLUG, offer_id, LATER, public_url=URL)
    method, entries = read_calendar(file)
    assert method == "PUBLISH"
    assert [entry.get("STATUS", "") for entry in entries] == ["", "CANCELLED"]


def test_a_cancelled_offer_tells_everybody_why_once_and_is_over(stage: Scene) -> None:
    offer_id = publish(stage)
    enter(stage, offer_id, stage.region.norrby)
    with pytest.raises(InvalidInputError):
        cancel_offer(stage.database, stage.region.coordinator, SLUG, offer_id, " ", LATER, public_url=URL)
    for _ in range(2):
        cancel_offer(
            stage.database, stage.region.coordinator, SLUG, offer_id, "Föreläsaren är sjuk.", LATER, public_url=URL
        )
    assert notifications(stage)[1:] == [(OFF, COORDINATOR_ADDRESS)]
    assert "Föreläsaren är sjuk." in queued(stage)[-1].body
    with pytest.raises(PermissionDeniedError):
        publish(stage, offer_id=offer_id, title="Igen")
    with pytest.raises(PermissionDeniedError):
        enter(stage, offer_id, stage.region.soderby)


def test_places_that_somebody_has_are_not_taken_by_a_smaller_number(stage: Scene) -> None:
    offer_id = publish(stage, total="4", per_kommun="2")
    enter(stage, offer_id, stage.region.norrby, people="2")
    with pytest.raises(InvalidInputError) as error:
        publish(stage, offer_id=offer_id, total="1", per_kommun="1")
    assert set(error.value.errors) == {"total", "per_kommun"}


def test_after_sign_up_has_closed_a_kommun_can_be_fewer_and_not_more(stage: Scene) -> None:
    norrby = stage.region.norrby
    offer_id = publish(stage, total="4", per_kommun="2")
    enter(stage, offer_id, norrby, people="2")
    close_offer(stage.database, stage.region.coordinator, SLUG, offer_id, LATER, is_open=False, public_url=URL)
    enter(stage, offer_id, norrby, people="1")
    with pytest.raises(InvalidInputError):
        enter(stage, offer_id, norrby, people="2")
    assert granted(stage, offer_id) == {"Norrby": 1}
    close_offer(stage.database, stage.region.coordinator, SLUG, offer_id, LATER, is_open=True, public_url=URL)
    assert seen(stage, offer_id).view.state is OfferState.OPEN


def test_attendance_is_noted_after_the_last_occasion_and_makes_the_offer_done(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage, total="4", per_kommun="2")
    enter(stage, offer_id, norrby)
    enter(stage, offer_id, soderby)
    region = stage.region.coordinator
    came = {norrby.slug: "deltog", soderby.slug: "uteblev"}
    with pytest.raises(PermissionDeniedError):
        note_attendance(stage.database, region, SLUG, offer_id, came, LATER)
    with pytest.raises(InvalidInputError):
        note_attendance(stage.database, region, SLUG, offer_id, {norrby.slug: "deltog"}, AFTERWARDS)
    with pytest.raises(NotAuthorizedError):
        note_attendance(stage.database, norrby.coordinator, SLUG, offer_id, came, AFTERWARDS)
    for _ in range(2):
        note_attendance(stage.database, region, SLUG, offer_id, came, AFTERWARDS)
    view = seen(stage, offer_id).view
    assert view.state is OfferState.DONE
    assert [each.state for each in view.offer.sign_ups] == [SignUpState.ATTENDED, SignUpState.ABSENT]
    assert events(stage).count("offer.attendance_noted") == 1


def test_the_region_notes_who_came_to_what_a_kommun_offers(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    offer_id = publish(stage, norrby.coordinator, provider=norrby.slug)
    enter(stage, offer_id, soderby)
    note_attendance(stage.database, stage.region.coordinator, SLUG, offer_id, {soderby.slug: "deltog"}, AFTERWARDS)
    assert seen(stage, offer_id).view.state is OfferState.DONE


def test_open_offers_are_read_as_plain_values_and_by_item(stage: Scene) -> None:
    offer_id = publish(stage, total="4", per_kommun="2")
    publish(stage, title="Utkast", act="utkast")
    enter(stage, offer_id, stage.region.norrby, people="2")
    with stage.database.read() as session:
        (offer,) = open_offers_in(session, stage.region.id, NOW.date())
        assert open_items(session, stage.region.id, NOW.date()) == {"kurs": ((offer_id, "Kurs i budget"),)}
        assert open_items(session, stage.region.id, AFTERWARDS.date()) == {}
        assert open_offers_in(session, stage.region.id, AFTERWARDS.date()) == ()
    assert [(each.municipality_id, each.granted) for each in offer.sign_ups] == [(stage.region.norrby.id, 2)]
    assert {str(group): str(hours) for group, hours in offer.offer.hours.items()} == {"ledning": "3.5"}
