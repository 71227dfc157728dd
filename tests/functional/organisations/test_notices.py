"""What anybody may read about the service: how personal data is handled, by whom, and how accessible it is."""

import pytest

from app.services.sign_in.known_browsers import KNOWN_FOR
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.people import ALINGSAS, ALINGSAS_RESPONDENT, OTHER_REGION, REGION_COORDINATOR
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

STATEMENT_LINES = "SELECT action, region_id, facts FROM audit_line WHERE action = 'installation.statement_changed'"


def test_nobody_needs_to_sign_in_to_read_how_personal_data_is_handled(visit: NewVisitor) -> None:
    visitor = visit()
    notice = visitor.get(visitor.get("/metod").links["Personuppgifter"])
    assert notice.heading == "Personuppgifter"
    region = visitor.get(notice.links["Personuppgifter i Göteborgsregionen"])
    assert region.links["omstallning@gr.example"] == "mailto:omstallning@gr.example"
    for words in ("dataskydd@gr.example", "24 månader efter att en omgång stängts", "gallringsbeslut 2024-03-12, § 41"):
        assert words in region.text


def test_the_notice_tells_what_is_public_and_never_promises_anonymity(visit: NewVisitor) -> None:
    text = visit().get("/gr/personuppgifter").text
    for words in (
        "visas inte för andra i verktyget",
        "kan vara allmän handling och begäras ut",
        "lovar vi inte anonymitet",
        "artikel 6.1 e",
        "Integritetsskyddsmyndigheten (IMY)",
    ):
        assert words in text


def test_the_notice_tells_of_the_binding_of_an_account_and_of_each_cookie(
    visit: NewVisitor, running_site: Site
) -> None:
    page = visit().get("/personuppgifter")
    for words in (
        "Koppling till din organisations inloggning",
        "issuer och sub",
        "Tills kopplingen lossas eller personen tagits bort.",
        "en kontrollsumma av kakan webblasare och din e-postadress",
        "en kontrollsumma av kakan workshop",
        f"gäller högst {running_site.app.state.settings.session_hours} timmar",
        f"{KNOWN_FOR.days} dagar efter den senaste inloggningen, också när du loggat ut",
    ):
        assert words in page.text
    assert "#kakor" in page.links.values()


def test_a_region_that_has_filled_in_nothing_says_so_instead_of_leaving_a_hole(visit: NewVisitor) -> None:
    text = visit().get(f"/{OTHER_REGION}/personuppgifter").text
    for words in (
        "Regionen har inte fyllt i några kontaktuppgifter än",
        "Regionen har inte fyllt i vem som är dataskyddsombud än",
        "Annan region har inte fattat beslut om hur länge",
    ):
        assert words in text


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
        "Svaren blir kommunens gemensamma: de syns i resultatet och kan vara allmän handling. "
        "Det som står ovan om enskilda svar gäller när flera svarar var för sig."
        in visitor.get("/gr/omstallningsformaga/2026/1440-ale/svara").text
    )


def make_operator(site: Site) -> None:
    """The region's coordinator also runs the installation."""
    site.change(
        "INSERT INTO membership (person_id, role, since) SELECT person_id, 'operator', since FROM membership WHERE role = 'region_coordinator' ORDER BY id LIMIT 1"
    )


def test_the_accessibility_statement_holds_what_the_law_asks_for(visit: NewVisitor) -> None:
    visitor = visit()
    statement = visitor.get(visitor.get("/").links["Tillgänglighetsredogörelse"])
    for words in (
        "Göteborgsregionens kommunalförbund",
        "Omställningskollen",
        "delvis förenlig med lagen om tillgänglighet till digital offentlig service",
        "Brister mot kraven",
        "Oskäligt betungande anpassning",
        "Innehåll som lagen inte omfattar",
        "Bedömningen gjordes",
        "Publicerades första gången 2 september 2024",
        "Uppdaterades senast",
        "Egen granskning",
    ):
        assert words in statement.text.replace("\u00a0", " ")
    assert statement.links["tillganglighet@gr.example"] == "mailto:tillganglighet@gr.example"
    assert statement.links["Anmäl bristande tillgänglighet till Digg"] == "https://www.digg.se/tdosanmalan"


def test_an_installation_without_a_statement_says_so_and_whom_to_turn_to(visit: NewVisitor, site: Site) -> None:
    site.change("DELETE FROM installation")
    statement = visit().get("/tillganglighet")
    assert "Redogörelsen är inte ifylld än" in statement.text
    assert "Anmäl bristande tillgänglighet till Digg" in statement.links


def test_only_the_operator_may_change_the_statement(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, ALINGSAS_RESPONDENT):
        visitor = visit(person)
        visitor.get("/drift/tillganglighet", 404)
        visitor.post("/drift/tillganglighet", {"organisation": "Någon annan"}, 404)
        visitor.post("/drift/tillganglighet/forhandsvisa", {}, 404)
    assert "Någon annan" not in visitor.get("/tillganglighet").text


def test_the_operator_previews_mends_and_publishes(visit: NewVisitor, site: Site) -> None:
    make_operator(site)
    site.change("DELETE FROM installation")
    visitor = visit(REGION_COORDINATOR)
    form = visitor.get("/drift/tillganglighet").form("Publicera")
    fields = {
        "organisation": "Provregionen",
        "epost": "tillganglighet@prov.example",
        "forenlighet": "partial",
        "brister": "- Kartan **saknar** text.\n- Filmen saknar <b>syntolkning</b>.",
        "metod": "Egen granskning.",
        "bedomd": "2026-01-15",
    }
    invalid = visitor.fill(form, fields | {"brister": "", "epost": "ingen"}, 422)
    assert invalid.title.startswith("Fel: ")
    assert invalid.by_id("organisation").get("value") == "Provregionen"
    assert [link for text, link in invalid.links.items() if link in {"#epost", "#brister"}] == ["#epost", "#brister"]
    assert "inte ifylld än" in visitor.get("/tillganglighet").text

    preview = visitor.post("/drift/tillganglighet/forhandsvisa", form.filled(fields))
    assert "Inget är publicerat än" in preview.text
    assert "Kartan saknar text." in preview.text
    assert "inte ifylld än" in visitor.get("/tillganglighet").text

    reply = visitor.fill(preview.form("Publicera"), {})
    assert reply.address == "/tillganglighet"
    assert "delvis förenlig" in reply.text
    assert "<b>syntolkning</b>" in reply.text  # as text: nobody can put markup on the page
    line = site.rows(STATEMENT_LINES)
    assert line == [("installation.statement_changed", None, '{"assessed_on":"2026-01-15","conformance":"partial"}')]

    visitor.fill(visitor.get("/drift/tillganglighet").form("Publicera"), {})
    assert len(site.rows(STATEMENT_LINES)) == 1
    assert len(site.rows("SELECT id FROM installation")) == 1
