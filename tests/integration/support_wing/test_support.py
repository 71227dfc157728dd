"""The catalogue, a region's own items, suggestions and needs on real databases."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.errors import InvalidInputError, NotAuthorizedError, NotAvailableError, NotFoundError, PermissionDeniedError
from app.rounds.assessments.plans import ActionOrigin, RawAction
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.plans import open_plan, save_action
from app.services.results.reports import open_report
from app.services.support.action_texts import suggested_action
from app.services.support.adaptations import (
    ORIGINAL,
    open_item_form,
    open_versions,
    put_back,
    retire_item,
    save_item,
)
from app.services.support.catalogues import open_catalogue, take_in
from app.services.support.needs import (
    InvalidNeedError,
    NeedChangedError,
    close_need,
    note_need,
    open_need_form,
    reopen_need,
)
from app.services.support.region_needs import open_region_needs
from app.services.support.suggestions import KommunSupport, open_support
from app.storage.kernel.audit import every_line
from app.storage.support.catalogues import latest_catalogue, store_support_edition
from app.storage.support.needs import kommuner_with_result
from app.storage.tables import RoundRow
from app.support.adaptations.adaptation import AdaptationState
from app.support.catalogue.catalogue import CatalogueItem, ItemPrevious
from app.support.needs.need import NeedState, RawNeed
from tests.builders import LATER, NOW, URL, Scene, other_region
from tests.paths import CATALOGUES, QUESTIONNAIRES
from tests.unit.support.builders import ROOM, a_catalogue, an_item

SLUG = "provland"
NEED = RawNeed(capital="politiskt", item="kurs", text="En kurs", urgency="i-ar", together="helst", audience="regionen")
"""What the form sends about the course."""


@pytest.fixture
def stage(scene: Scene) -> Scene:
    """With a catalogue of two items, and a result of Norrby at the lowest level but one."""
    catalogue = a_catalogue(an_item("kurs", title="Kurs"), an_item("natverk", {"finansiellt": [ROOM]}, title="Nätverk"))
    reference = catalogue.questionnaire.model_copy(update={"id": scene.edition.id, "year": scene.edition.year})
    published = catalogue.model_copy(update={"questionnaire": reference})
    scene.database.write(lambda session: store_support_edition(session, published, NOW))
    scene.answer_alone("2")
    return scene


def new_edition(scene: Scene, *items: CatalogueItem) -> None:
    """Of the year after."""
    catalogue = a_catalogue(*items)
    reference = catalogue.questionnaire.model_copy(update={"id": scene.edition.id, "year": scene.edition.year})
    published = catalogue.model_copy(update={"questionnaire": reference, "year": catalogue.year + 1})
    scene.database.write(lambda session: store_support_edition(session, published, LATER))


def support(scene: Scene, actor: Actor | None = None) -> KommunSupport:
    return open_support(scene.database, actor or scene.coordinator, scene.norrby)


def ask(scene: Scene, raw: RawNeed = NEED, need_id: int | None = None, version: int = 0) -> None:
    note_need(
        scene.database, scene.coordinator, scene.norrby, raw, LATER, need_id=need_id, version=version, public_url=URL
    )


def events(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session) if line.action.startswith(("need", "support"))]


def fields(scene: Scene, item_id: str = "kurs", **changes: str) -> dict[str, str]:
    form = open_item_form(scene.database, scene.region.coordinator, SLUG, item_id)
    return {**form.fields, **changes}


def save(scene: Scene, item_id: str, number: int = 0, *, is_draft: bool = False, **changes: str) -> str:
    return save_item(
        scene.database,
        scene.region.coordinator,
        SLUG,
        item_id,
        fields(scene, item_id or "kurs", **changes),
        LATER,
        number=number,
        is_draft=is_draft,
    )


def titles(scene: Scene) -> list[str]:
    catalogue = open_catalogue(scene.database, scene.region.reader, SLUG).catalogue
    return [item.title for item in catalogue.offered]


# The catalogue


def test_everybody_of_the_region_and_its_kommuner_reads_the_catalogue_and_nobody_else(stage: Scene) -> None:
    region = stage.region
    for actor in (region.coordinator, region.reader, region.norrby.reader, region.soderby.coordinator):
        assert len(open_catalogue(stage.database, actor, SLUG).catalogue.offered) == 2
    other = other_region(stage.database).region
    for actor in (other.coordinator, other.norrby.coordinator, stage.respondent()):
        with pytest.raises(NotFoundError):
            open_catalogue(stage.database, actor, SLUG)


def test_without_a_catalogue_the_page_says_so(scene: Scene) -> None:
    with pytest.raises(NotAvailableError):
        open_catalogue(scene.database, scene.region.coordinator, SLUG)


def test_a_changed_file_replaces_the_published_one_until_somebody_builds_on_it(
    scene: Scene, copy_of_ours: Callable[[str], Path]
) -> None:
    scene.answer_alone("2")
    assert take_in(scene.database, copy_of_ours("Grundkurs i omställningsförmåga"), NOW) == ()
    assert take_in(scene.database, copy_of_ours("Kurs för alla"), NOW) == ()
    ask(scene, NEED.model_copy(update={"item": "grundkurs"}))
    assert [path.name for path in take_in(scene.database, copy_of_ours("Kurs för några"), NOW)] == ["2026.yaml"]
    with scene.database.read() as session:
        catalogue = latest_catalogue(session)
    assert catalogue is not None
    assert catalogue.by_id["grundkurs"].title == "Kurs för alla"
    assert events(scene) == ["support_catalogue.published", "support_catalogue.published", "need.noted"]


@pytest.fixture
def copy_of_ours(tmp_path: Path) -> Callable[[str], Path]:
    """Our catalogue beside its questionnaires, with another name on its first item."""

    def copy(title: str) -> Path:
        for source in (CATALOGUES, QUESTIONNAIRES):
            shutil.copytree(source, tmp_path / source.name, dirs_exist_ok=True)
        file = tmp_path / "catalogues" / "omstallningsstod" / "2026.yaml"
        text = (CATALOGUES / "omstallningsstod" / "2026.yaml").read_text(encoding="utf-8")
        file.write_text(text.replace("Grundkurs i omställningsförmåga", title, 1), encoding="utf-8")
        return tmp_path / "catalogues"

    return copy


# A region's own items


def test_an_adapted_item_is_seen_by_everybody_once_it_is_published(stage: Scene) -> None:
    save(stage, "kurs", is_draft=True, title="Vår kurs")
    assert titles(stage) == ["Kurs", "Nätverk"]
    assert open_item_form(stage.database, stage.region.coordinator, SLUG, "kurs").is_draft
    save(stage, "kurs", 1, title="Vår kurs")
    assert titles(stage) == ["Vår kurs", "Nätverk"]
    assert events(stage) == ["support_item.drafted", "support_item.published"]


def test_an_added_item_gets_an_id_of_its_own_and_stands_last(stage: Scene) -> None:
    assert save(stage, "", title="Åka på resa!") == "egen-aka-pa-resa"
    assert save(stage, "", title="Åka på resa?", gives="Annat.") == "egen-aka-pa-resa-2"
    assert titles(stage) == ["Kurs", "Nätverk", "Åka på resa!", "Åka på resa?"]


def test_a_retired_item_is_neither_offered_nor_suggested_until_it_is_put_back(stage: Scene) -> None:
    retire_item(stage.database, stage.region.coordinator, SLUG, "kurs", "Ingen ledare", LATER)
    assert titles(stage) == ["Nätverk"]
    assert "kurs" not in [suggestion.item.id for suggestion in support(stage).suggestions.now]
    put_back(stage.database, stage.region.coordinator, SLUG, "kurs", 0, LATER)
    assert titles(stage) == ["Kurs", "Nätverk"]
    versions = open_versions(stage.database, stage.region.coordinator, SLUG, "kurs")
    assert [version.state for version in versions.versions] == [AdaptationState.ORIGINAL, AdaptationState.RETIRED]
    assert versions.current_number == ORIGINAL


def test_the_catalogues_own_text_follows_the_editions_once_it_is_put_back(stage: Scene) -> None:
    save(stage, "kurs", title="Vår kurs")
    for number in (0, 0, 2):  # twice, and by its own version
        put_back(stage.database, stage.region.coordinator, SLUG, "kurs", number, LATER)
    versions = open_versions(stage.database, stage.region.coordinator, SLUG, "kurs")
    assert (len(versions.versions), versions.current_number) == (2, ORIGINAL)
    new_edition(stage, an_item("kurs", title="Kurs, rättad"))
    assert titles(stage) == ["Kurs, rättad"]
    assert fields(stage)["title"] == "Kurs, rättad"
    save(stage, "kurs", 2, title="Vår kurs igen")
    assert titles(stage) == ["Vår kurs igen"]


def test_what_the_next_edition_retires_is_not_offered_where_it_was_adapted(stage: Scene) -> None:
    save(stage, "kurs", title="Vår kurs")
    new_edition(stage, an_item("kurs", previous=ItemPrevious.RETIRED), an_item("bok", title="Bok"))
    assert titles(stage) == ["Bok"]


def test_a_double_click_adds_an_own_item_once(stage: Scene) -> None:
    assert save(stage, "", title="Resa") == save(stage, "", title="Resa") == "egen-resa"
    assert titles(stage) == ["Kurs", "Nätverk", "Resa"]
    assert events(stage) == ["support_item.published"]


def test_an_earlier_version_is_put_back_as_a_new_one(stage: Scene) -> None:
    save(stage, "kurs", title="Ett")
    save(stage, "kurs", 1, title="Två")
    put_back(stage.database, stage.region.coordinator, SLUG, "kurs", 1, LATER)
    assert titles(stage)[0] == "Ett"
    assert [
        version.number for version in open_versions(stage.database, stage.region.coordinator, SLUG, "kurs").versions
    ] == [3, 2, 1]


def test_two_who_adapt_at_once_do_not_overwrite_each_other(stage: Scene) -> None:
    save(stage, "kurs", title="Ett")
    with pytest.raises(InvalidInputError) as refused:
        save(stage, "kurs", 0, title="Två")
    assert refused.value.errors["title"].code == "support-item-changed-meanwhile"  # type: ignore[attr-defined]
    save(stage, "kurs", 0, title="Ett")  # the same again is no change
    assert titles(stage)[0] == "Ett"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"gives": "å" * 301}, "gives"),
        ({"how": "ett\x00två"}, "how"),
        ({"lowest": "3", "highest": "1"}, "highest"),
        ({"lowest": "9"}, "lowest"),
        ({"weight": "blytung"}, "weight"),
        ({"hours.ledning": "många"}, "hours.ledning"),
        ({"hours.ledning": ""}, "hours.fortroendevald"),
        ({"builds_on.kurs": "ja"}, "builds_on"),
    ],
)
def test_what_cannot_be_kept_of_an_item_is_told_at_its_field(stage: Scene, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        save(stage, "kurs", **changes)
    assert list(refused.value.errors) == [field]
    assert titles(stage) == ["Kurs", "Nätverk"]


def test_only_the_regions_coordinator_adapts(stage: Scene) -> None:
    with pytest.raises(NotAuthorizedError):
        open_item_form(stage.database, stage.region.reader, SLUG, "kurs")
    with pytest.raises(NotFoundError):
        retire_item(stage.database, stage.coordinator, SLUG, "kurs", "Varför inte", LATER)


# Suggestions


def test_the_kommun_sees_suggestions_before_approval_and_the_region_after_sharing(stage: Scene) -> None:
    assert [suggestion.item.id for suggestion in support(stage).suggestions.now] == ["kurs", "natverk"]
    assert support(stage, stage.region.norrby.reader).is_own
    with pytest.raises(NotAuthorizedError):
        support(stage, stage.region.coordinator)
    with pytest.raises(NotFoundError):
        support(stage, stage.region.soderby.coordinator)


def test_there_is_nothing_to_suggest_before_there_is_a_result(stage: Scene) -> None:
    with pytest.raises(NotAvailableError):
        open_support(stage.database, stage.region.soderby.coordinator, stage.soderby)


def test_a_round_about_the_collaboration_is_no_year_with_suggestions(stage: Scene) -> None:
    def own_year() -> AssessmentKey | None:
        return open_catalogue(stage.database, stage.coordinator, stage.norrby.region).own_year

    assert own_year() == stage.norrby
    stage.database.write(lambda session: session.execute(update(RoundRow).values(subject=RoundSubject.COLLABORATION)))
    assert own_year() is None
    with pytest.raises(NotFoundError):
        support(stage)
    with pytest.raises(NotFoundError):
        note_need(stage.database, stage.coordinator, stage.norrby, NEED, LATER, public_url=URL)
    with stage.database.read() as session:
        assert kommuner_with_result(session, stage.region.id) == frozenset()


def test_an_action_made_of_a_suggestion_knows_its_item(stage: Scene) -> None:
    raw = suggested_action(stage.database, support(stage).assessment, "kurs", "politiskt")
    assert raw is not None
    assert (raw.capital, raw.origin) == ("politiskt", "kurs")
    assert "Kurs" in raw.text
    save_action(stage.database, stage.coordinator, stage.norrby, raw, LATER)
    (action,) = open_plan(stage.database, stage.coordinator, stage.norrby, LATER).actions
    assert (action.action.origin_kind, action.action.origin_id) == (ActionOrigin.SUPPORT, "kurs")
    assert support(stage).planned_items == {"kurs"}
    changed = raw.model_copy(update={"text": "Gå kursen"})
    save_action(stage.database, stage.coordinator, stage.norrby, changed, LATER, action.id, action.version)
    assert support(stage).planned_items == {"kurs"}


def test_an_action_cannot_be_made_of_what_is_not_offered(stage: Scene) -> None:
    assert suggested_action(stage.database, support(stage).assessment, "finns-inte", "politiskt") is None
    save_action(stage.database, stage.coordinator, stage.norrby, RawAction(capital="politiskt", text="Eget"), LATER)
    assert support(stage).planned_items == frozenset()


# Needs


def test_a_need_is_noted_changed_ended_and_opened_again(stage: Scene) -> None:
    ask(stage)
    ask(stage)  # a double click
    (need,) = support(stage).needs
    ask(stage, NEED.model_copy(update={"text": "Två kurser"}), need.id, need.version)
    close_need(stage.database, stage.coordinator, stage.norrby, need.id, "inaktuellt", "Löst", LATER, version=2)
    (ended,) = support(stage).needs
    assert (ended.need.text, ended.state, ended.reason) == ("Två kurser", NeedState.WITHDRAWN, "Löst")
    reopen_need(stage.database, stage.coordinator, stage.norrby, need.id, LATER, public_url=URL)
    reopen_need(stage.database, stage.coordinator, stage.norrby, need.id, LATER, public_url=URL)
    assert support(stage).needs[0].is_open
    assert events(stage) == ["need.noted", "need.noted", "need.closed", "need.reopened"]


def test_two_who_change_a_need_at_once_do_not_overwrite_each_other(stage: Scene) -> None:
    ask(stage)
    (need,) = support(stage).needs
    ask(stage, NEED.model_copy(update={"text": "Ett"}), need.id, need.version)
    with pytest.raises(InvalidNeedError):
        ask(stage, NEED.model_copy(update={"text": "Två"}), need.id, need.version)
    assert support(stage).needs[0].need.text == "Ett"


def test_a_need_that_somebody_has_changed_is_not_ended_unseen(stage: Scene) -> None:
    ask(stage)
    (need,) = support(stage).needs
    ask(stage, NEED.model_copy(update={"text": "Två kurser"}), need.id, need.version)

    def close(state: str, version: int) -> None:
        close_need(stage.database, stage.coordinator, stage.norrby, need.id, state, "Löst", LATER, version=version)

    with pytest.raises(NeedChangedError):
        close("tillgodosett", need.version)
    assert support(stage).needs[0].is_open
    close("tillgodosett", 2)
    close("tillgodosett", 2)  # a double click
    with pytest.raises(InvalidNeedError):
        close("inaktuellt", 2)
    assert support(stage).needs[0].state is NeedState.MET


def test_only_the_kommuns_coordinator_notes_needs(stage: Scene) -> None:
    for actor, error in (
        (stage.region.norrby.reader, NotAuthorizedError),
        (stage.region.coordinator, NotAuthorizedError),
        (stage.region.soderby.coordinator, NotFoundError),
    ):
        with pytest.raises(error):
            note_need(stage.database, actor, stage.norrby, NEED, LATER, public_url=URL)
    assert support(stage).needs == ()


def test_a_need_of_another_kommun_is_not_there(stage: Scene) -> None:
    ask(stage)
    (need,) = support(stage).needs
    soderby = stage.region.soderby.coordinator
    stage.answer_alone("2", stage.region.soderby)
    with pytest.raises(NotFoundError):
        close_need(stage.database, soderby, stage.soderby, need.id, "tillgodosett", "", LATER, version=need.version)
    with pytest.raises(NotFoundError):
        open_need_form(stage.database, soderby, stage.soderby, LATER, need_id=need.id)


def test_needs_are_not_sent_from_a_trial_round(stage: Scene) -> None:
    stage.change_round(is_trial=True)
    with pytest.raises(PermissionDeniedError):
        note_need(stage.database, stage.coordinator, replace(stage.norrby, trial=True), NEED, LATER, public_url=URL)


def test_the_region_sees_what_several_need_first(stage: Scene) -> None:
    stage.answer_alone("2", stage.region.soderby)
    ask(stage, NEED.model_copy(update={"item": "", "text": "Något annat"}))
    ask(stage)
    note_need(stage.database, stage.region.soderby.coordinator, stage.soderby, NEED, LATER, public_url=URL)
    needs = open_region_needs(stage.database, stage.region.reader, SLUG, today=LATER.date())
    assert [(group.item and group.item.id, group.kommuner) for group in needs.groups] == [("kurs", 2), (None, 1)]
    with pytest.raises(NotFoundError):
        open_region_needs(stage.database, stage.coordinator, SLUG, today=LATER.date())


def report_titles(scene: Scene) -> list[str]:
    _, content = open_report(scene.database, scene.coordinator, scene.norrby, LATER, over_years=True)
    return [] if content.support is None else [line.title for line in content.support.lines]


def approve(scene: Scene, moment: datetime = LATER) -> None:
    scene.change(approved_at=moment, approved_by="kommundirektören")


def test_a_draft_s_report_follows_the_catalogue_and_an_approved_one_stays(stage: Scene) -> None:
    assert report_titles(stage) == [suggestion.item.title for suggestion in support(stage).suggestions.now]
    assert "Kurs" in report_titles(stage)
    approve(stage, NOW + timedelta(minutes=2))
    before = report_titles(stage)
    save(stage, "kurs", title="Kurs i vår region")
    newer = a_catalogue(an_item("ny", title="Ny insats"), year=2027)
    stage.database.write(lambda session: store_support_edition(session, newer, LATER))
    assert report_titles(stage) == before
    stage.change(approved_at=None, approved_by="")
    assert report_titles(stage) == ["Ny insats", "Kurs i vår region"]


def test_a_report_from_before_the_first_catalogue_names_no_support(stage: Scene) -> None:
    approve(stage, NOW - timedelta(days=1))
    assert report_titles(stage) == []


def test_a_region_s_version_from_before_the_approval_is_in_the_report(stage: Scene) -> None:
    save(stage, "kurs", title="Kurs i vår region")
    approve(stage, LATER)
    assert "Kurs i vår region" in report_titles(stage)


def test_a_catalogue_that_an_approved_result_rests_on_is_not_replaced(
    scene: Scene, copy_of_ours: Callable[[str], Path]
) -> None:
    scene.answer_alone("2")
    assert take_in(scene.database, copy_of_ours("Grundkurs i omställningsförmåga"), NOW) == ()
    approve(scene)
    assert [path.name for path in take_in(scene.database, copy_of_ours("Kurs för några"), LATER)] == ["2026.yaml"]
