"""What a kommun hands out: everything that may be shown, never single answers, and nothing that was masked."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.privacy.disclosure import (
    Choices,
    OutdatedReviewError,
    disclose,
    disclose_single_answers,
    review,
)
from app.services.privacy.words import STILL_OPEN
from app.services.results.report_files import P, ReportFiles
from app.storage.support.catalogues import store_support_edition
from app.storage.support.needs import add_need, set_need_state
from app.storage.support.offers import add_occasion, add_offer, find_offer
from app.storage.support.sign_ups import leave, store_sign_up
from app.storage.tables import AgreedAnswerRow, AuditLineRow
from app.support.catalogue.catalogue import TargetGroup
from app.support.needs.need import Need, NeedAudience, NeedState, Togetherness, Urgency
from app.support.offers.offer import Occasion, OfferState
from app.support.offers.sign_up import Mandate, SignUp
from tests.builders import BUDGET, KALKYL, LATER, MAL, NOW, Scene, other_region
from tests.integration.support.a_life import ADDRESS, NAME, a_life
from tests.unit.support.builders import a_catalogue, an_item, an_offer

DIARY = "KS 2026/55"
SECRET = "Gäller en kollegas sjukskrivning."
OPEN = "Rutinen finns men används inte."


class Here(ReportFiles):
    """Renders in this process, so that a test needs no other."""

    def make(self, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
        return render(*args, **kwargs)


@pytest.fixture
def files(tmp_path: Path) -> ReportFiles:
    return Here(tmp_path / "cache", 1, 60)


def opened(content: bytes) -> dict[str, list[dict[str, str]]]:
    """File name without suffix -> its rows."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";")
            )
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def every_byte(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def answered(scene: Scene, count: int = 6) -> list[Actor]:
    """So many people answered everything; two of them commented. Answering is closed."""
    people = scene.respondents(count)
    for someone, choice in zip(people, "234342"[:count], strict=True):
        scene.answer(someone, choice)
    scene.save(people[0], MAL, "2", 1, comment=SECRET, link="https://norrby.example/a")
    scene.save(people[1], BUDGET, "3", 1, comment=OPEN)
    scene.close()
    return people


def chosen(scene: Scene, **more: Any) -> Choices:
    """After a review of what there is now."""
    token = review(scene.database, scene.coordinator, scene.norrby, LATER).token
    return Choices(**{"diary_number": DIARY, "token": token} | more)


def hand_out(scene: Scene, files: ReportFiles, **more: Any) -> bytes:
    return disclose(scene.database, files, scene.coordinator, scene.norrby, chosen(scene, **more), LATER)[1]


def lines(scene: Scene, action: str) -> list[tuple[Any, ...]]:
    with scene.database.read() as session:
        query = select(col(AuditLineRow.actor_id), col(AuditLineRow.municipality_id), col(AuditLineRow.facts))
        return [tuple(row) for row in session.execute(query.where(col(AuditLineRow.action) == action))]


def test_comments_are_in_it_without_name_and_role_and_no_single_answer_is(scene: Scene, files: ReportFiles) -> None:
    answered(scene)
    archive = hand_out(scene, files)
    tables = opened(archive)
    assert [(row["Fråga"], row["Kommentar"]) for row in tables["kommentarer"]] == [
        (scene.edition.questions[MAL].text, SECRET),
        (scene.edition.questions[BUDGET].text, OPEN),
    ]
    assert "enskilda-svar" not in tables
    assert set(tables["kommentarer"][0]) == {"Fråga", "Kapitalslag", "Kommentar", "Underlag"}
    assert [(row["Tillfrågade"], row["Har börjat"]) for row in tables["deltagande"]] == [("6", "6")]
    assert {row["Enat svar"] for row in tables["enade-svar"]} == {"Inte avgjord"}
    assert len(tables["fragor"]) == 7


def test_what_is_masked_is_nowhere_in_the_archive(scene: Scene, files: ReportFiles) -> None:
    answered(scene)
    items = review(scene.database, scene.coordinator, scene.norrby, LATER).items
    keys = frozenset(item.key for item in items if item.text in {SECRET, "https://norrby.example/a"})
    archive = hand_out(scene, files, masked=keys, ground="21 kap. 1 § OSL")
    everything = every_byte(archive)
    assert "sjukskrivning" not in everything
    assert "norrby.example/a" not in everything
    assert OPEN in everything
    assert "21 kap. 1 § OSL" in everything
    [row, _] = opened(archive)["kommentarer"]
    assert (row["Kommentar"], row["Underlag"]) == ("[maskerad uppgift]", "[maskerad uppgift]")
    facts = '{"assessment_id":1,"comments":2,"diary_number":"KS 2026/55","invited":null,"letters":0,"masked":2}'
    assert lines(scene, "assessment.disclosed") == [(scene.coordinator.person_id, scene.region.norrby.id, facts)]


def test_needs_are_in_it_and_their_texts_can_be_masked(scene: Scene, files: ReportFiles) -> None:
    scene.answer_alone("2")
    catalogue = a_catalogue(an_item("kurs", title="Kurs"))
    scene.database.write(lambda session: store_support_edition(session, catalogue, NOW))
    asked = Need(
        capital_id="politiskt",
        text="Stöd till Karin",
        urgency=Urgency.THIS_YEAR,
        together=Togetherness.GLADLY,
        audience=NeedAudience.REGION,
        item_id="kurs",
    )
    scene.database.write(lambda session: add_need(session, 1, asked, NOW))
    need_id = scene.database.write(lambda session: add_need(session, 1, replace(asked, text="En kurs"), NOW))
    scene.database.write(lambda session: set_need_state(session, need_id, NeedState.WITHDRAWN, "Karin har slutat"))
    items = review(scene.database, scene.coordinator, scene.norrby, LATER).items
    keys = frozenset(item.key for item in items if "Karin" in item.text)
    assert len(keys) == 2
    archive = hand_out(scene, files, masked=keys, ground="21 kap. 1 § OSL")
    assert "Karin" not in every_byte(archive)
    masked, ended = opened(archive)["behov"]
    assert (masked["Behov"], masked["Läge"]) == ("[maskerad uppgift]", "öppet")
    assert (ended["Behov"], ended["Insats i katalogen"], ended["Hur snart"]) == ("En kurs", "Kurs", "2026")
    assert ended["Skäl till att det avslutades"] == "[maskerad uppgift]"


def test_sign_ups_are_in_it_those_of_others_are_not_and_notes_can_be_masked(scene: Scene, files: ReportFiles) -> None:
    coming = SignUp(people=2, roles=(TargetGroup.MANAGERS,), mandate=Mandate.DECIDES, note="Karin äter inte nötter")
    other = SignUp(people=3, roles=(TargetGroup.STRATEGISTS,), mandate=Mandate.LISTENS, note="Söderby vill sitta")

    def work(session: Session) -> None:
        first, second = (
            add_offer(session, scene.region.id, None, an_offer(title), OfferState.OPEN, NOW)
            for title in ("Kurs", "Träff")
        )
        starts = datetime(2027, 4, 6, 7, tzinfo=UTC)
        add_occasion(session, first, Occasion(starts, starts + timedelta(hours=3)), "a@provland")
        for offer_id, kommun, sign_up in (
            (first, scene.region.norrby, coming),
            (first, scene.region.soderby, other),
            (second, scene.region.norrby, replace(coming, note="")),
            (second, scene.region.soderby, other),
        ):
            store_sign_up(session, offer_id, kommun.id, sign_up, NOW)
        offer = find_offer(session, scene.region.id, second)
        assert offer is not None
        leave(session, offer.sign_ups[0].id)

    scene.database.write(work)
    [item] = [
        item for item in review(scene.database, scene.coordinator, scene.norrby, LATER).items if "Karin" in item.text
    ]
    assert (item.kind, item.about) == ("Att veta om en anmälan", "Kurs")
    archive = hand_out(scene, files, masked=frozenset({item.key}), ground="21 kap. 1 § OSL")
    assert "Karin" not in every_byte(archive)
    assert "Söderby vill sitta" not in every_byte(archive)
    first, second = opened(archive)["anmalningar"]
    assert first == {
        "Erbjudande": "Kurs",
        "Arrangör": "Provland",
        "När": "2027-04-06 09:00",
        "Anmält": first["Anmält"],
        "Antal": "2",
        "Platser": "0",
        "Roller": "chefer",
        "Mandat": "får besluta",
        "Att veta": "[maskerad uppgift]",
        "Läge": "anmäld",
    }
    assert (second["Erbjudande"], second["Läge"], second["När"]) == ("Träff", "avanmäld", "")


def test_names_and_addresses_are_in_it_only_when_chosen(scene: Scene, files: ReportFiles) -> None:
    answered(scene)
    a_life(scene)
    without = hand_out(scene, files)
    assert "inbjudna" not in opened(without)
    for secret in (NAME, ADDRESS):
        assert secret not in every_byte(without)
    token = review(scene.database, scene.coordinator, scene.norrby, LATER, with_invited=True).token
    tables = opened(hand_out(scene, files, with_invited=True, token=token))
    assert [row["E-postadress"] for row in tables["inbjudna"] if row["E-postadress"]] == [ADDRESS]
    assert ADDRESS in {row["Till"] for row in tables["utskick"]}


def test_the_log_is_in_it_without_anybodys_number(scene: Scene, files: ReportFiles) -> None:
    answered(scene)
    a_life(scene)
    rows = opened(hand_out(scene, files))["logg"]
    assert "respondent.handed_in" in {row["Händelse"] for row in rows}
    for row in rows:
        assert "person_id" not in row["Uppgifter"]
        assert "respondent_id" not in row["Uppgifter"]


def test_comments_wait_until_nobody_can_answer_any_more(scene: Scene) -> None:
    scene.save(scene.respondent(), MAL, "3", comment=SECRET)
    disclosure = review(scene.database, scene.coordinator, scene.norrby, LATER)
    assert STILL_OPEN in disclosure.left_out
    assert disclosure.items == ()


def test_where_too_few_answered_their_comments_would_tell_who_they_are(scene: Scene) -> None:
    people = scene.respondents(4)
    for someone in people:
        scene.answer(someone, "3")
    scene.save(people[0], MAL, "3", 1, comment=SECRET)
    scene.close()
    assert review(scene.database, scene.coordinator, scene.norrby, LATER).items == ()


def test_what_one_person_settled_for_the_kommun_is_in_it_with_its_reasons(scene: Scene, files: ReportFiles) -> None:
    scene.answer_alone("4")
    tables = opened(hand_out(scene, files))
    assert {row["Enat svar"] for row in tables["enade-svar"]} == {"3 Nivå 3"}
    assert tables["kommentarer"] == []


def test_a_text_that_nobody_has_looked_at_is_not_handed_out(scene: Scene, files: ReportFiles) -> None:
    answered(scene)
    before = chosen(scene)
    row = AgreedAnswerRow(assessment_id=1, question_id=MAL, reason="Skrivet efteråt", agreed_at=LATER)
    scene.database.write(lambda session: session.add(row))
    with pytest.raises(OutdatedReviewError):
        disclose(scene.database, files, scene.coordinator, scene.norrby, before, LATER)
    assert lines(scene, "assessment.disclosed") == []
    assert "Skrivet efteråt" in every_byte(hand_out(scene, files))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"diary_number": ""}, "diarienummer"),
        ({"diary_number": "brådskande"}, "diarienummer"),
        ({"masked": frozenset({"a"})}, "grund"),
        ({"ground": "x" * 501}, "grund"),
        ({"ground": "\x00"}, "grund"),
    ],
)
def test_a_diary_number_and_a_ground_are_needed(
    scene: Scene, files: ReportFiles, more: dict[str, Any], field: str
) -> None:
    answered(scene)
    with pytest.raises(InvalidInputError) as error:
        hand_out(scene, files, **more)
    assert list(error.value.errors) == [field]
    assert lines(scene, "assessment.disclosed") == []


def test_only_those_who_lead_hand_out(scene: Scene, files: ReportFiles) -> None:
    answered(scene)
    elsewhere = other_region(scene.database)
    for actor in (scene.region.coordinator, scene.region.soderby.coordinator, elsewhere.coordinator):
        with pytest.raises((NotFoundError, PermissionDeniedError)):
            review(scene.database, actor, scene.norrby, LATER)
        with pytest.raises((NotFoundError, PermissionDeniedError)):
            disclose(scene.database, files, actor, scene.norrby, chosen(scene), LATER)
    with pytest.raises(PermissionDeniedError):
        review(scene.database, scene.region.norrby.reader, scene.norrby, LATER)


def test_the_kommuns_decision_opens_single_answers_at_the_command_line(scene: Scene) -> None:
    people = answered(scene)
    name, archive = disclose_single_answers(scene.database, scene.norrby, "KS 2026/56 § 3", LATER, names=False)
    assert name == "utlamnande-9901-2026.zip"
    tables = opened(archive)
    rows = tables["enskilda-svar"]
    assert len({row["Svarande"] for row in rows}) == 6
    assert {row["Kommentar"] for row in rows} == {"", SECRET, OPEN}
    assert {row["Sparat"] for row in rows} == {""}
    assert "Namn" not in rows[0]
    assert "inbjudna" not in tables
    facts = f'{{"answers":{len(rows)},"assessment_id":1,"decision":"KS 2026/56 § 3","names":false,"respondents":6}}'
    assert lines(scene, "assessment.answers_disclosed") == [(None, scene.region.norrby.id, facts)]
    assert len(people) == 6


def test_without_names_the_numbers_do_not_follow_who_was_asked_first(scene: Scene) -> None:
    """Otherwise the list of those invited would tell whose answers they are."""
    for someone, choice in zip(scene.respondents(8), "12345123", strict=True):
        scene.save(someone, KALKYL, choice)
    scene.close()
    _, archive = disclose_single_answers(scene.database, scene.norrby, DIARY, LATER, names=False)
    levels = [row["Svar"][0] for row in opened(archive)["enskilda-svar"]]
    assert sorted(levels) == sorted("01234012")
    assert levels != list("01234012")


def test_a_missing_decision_is_asked_for_in_words_that_serve_the_association_too(scene: Scene) -> None:
    with pytest.raises(InvalidInputError) as error:
        disclose_single_answers(scene.database, scene.norrby, " ", LATER, names=False)
    assert error.value.errors == {"beslut": "Skriv beslutet, till exempel KS 2026/123 eller 2026-11-02 § 41."}


def test_names_are_with_single_answers_only_when_the_decision_says_so(scene: Scene) -> None:
    a_life(scene)
    for names in (True, False):
        _, archive = disclose_single_answers(scene.database, scene.norrby, DIARY, LATER, names=names)
        assert (NAME in every_byte(archive)) is names
        assert (ADDRESS in every_byte(archive)) is names


def test_the_kommun_can_be_named_by_its_code(scene: Scene) -> None:
    key = AssessmentKey("provland", scene.edition.id, 2026, "9901")
    assert disclose_single_answers(scene.database, key, DIARY, NOW, names=False)[0] == "utlamnande-9901-2026.zip"
    for wrong in ("9999", "norrby", "9901-soderby"):
        with pytest.raises(NotFoundError):
            disclose_single_answers(
                scene.database, AssessmentKey("provland", scene.edition.id, 2026, wrong), DIARY, NOW, names=False
            )
    with pytest.raises(InvalidInputError):
        disclose_single_answers(scene.database, key, "på begäran", NOW, names=False)
