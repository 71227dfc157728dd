"""What anybody may read about the service: how personal data is handled, and by whom."""

import pytest

from tests.functional.journeys import begin_for_ale
from tests.functional.people import ALINGSAS, ALINGSAS_RESPONDENT, OTHER_REGION
from tests.functional.visitor import NewVisitor


def test_nobody_needs_to_sign_in_to_read_how_personal_data_is_handled(visit: NewVisitor) -> None:
    visitor = visit()
    notice = visitor.get(visitor.get("/metod").links["Personuppgifter"])
    assert notice.heading == "Personuppgifter"
    region = visitor.get(notice.links["Personuppgifter i Göteborgsregionen"])
    assert region.links["omstallning@gr.example"] == "mailto:omstallning@gr.example"
    for told in ("dataskydd@gr.example", "24 månader efter att en omgång stängts", "gallringsbeslut 2024-03-12, § 41"):
        assert told in region.text


def test_the_notice_tells_what_is_public_and_never_promises_anonymity(visit: NewVisitor) -> None:
    text = visit().get("/gr/personuppgifter").text
    for told in (
        "visas inte för andra i verktyget",
        "kan vara allmän handling och begäras ut",
        "lovar vi inte anonymitet",
        "artikel 6.1 e",
        "Integritetsskyddsmyndigheten (IMY)",
    ):
        assert told in text


def test_a_region_that_has_filled_in_nothing_says_so_instead_of_leaving_a_hole(visit: NewVisitor) -> None:
    text = visit().get(f"/{OTHER_REGION}/personuppgifter").text
    for told in (
        "Regionen har inte fyllt i några kontaktuppgifter än",
        "Regionen har inte fyllt i vem som är dataskyddsombud än",
        "Annan region har inte fattat beslut om hur länge",
    ):
        assert told in text


@pytest.mark.parametrize("slug", ["ingen", "GR", "0180-annan-kommun"])
def test_a_region_that_does_not_exist_has_no_notice(visit: NewVisitor, slug: str) -> None:
    assert visit().get(f"/{slug}/personuppgifter", 404).heading == "Sidan finns inte"


def test_who_answers_reads_first_what_becomes_of_the_answers(visit: NewVisitor) -> None:
    beginning = visit(ALINGSAS_RESPONDENT).get(f"{ALINGSAS}/svara")
    assert "Dina svar visas inte för andra i verktyget, men kan vara allmän handling." in beginning.text
    assert beginning.links["Så hanteras dina personuppgifter"] == "/gr/personuppgifter"


def test_who_answers_for_the_kommun_is_told_that_the_answers_become_the_kommuns(visit: NewVisitor) -> None:
    visitor = visit()
    begin_for_ale(visitor)
    assert (
        "Svaren blir kommunens och kan vara allmän handling."
        in visitor.get("/gr/omstallningsformaga/2026/1440-ale/svara").text
    )
