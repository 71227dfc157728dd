"""Following every link that there is, as everybody there is. The visitor checks each page on the way."""

import re
from collections import deque
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from app.demo.collaboration import add_collaboration
from app.demo.script import YEARS
from tests.functional.support.journeys import answer_everything
from tests.functional.support.members import as_operator
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_KOMMUN_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.serving import Site, methods_of
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.paths import QUESTIONNAIRES

pytestmark = pytest.mark.slow

ALIKE = re.compile(r"/lar/(?!(politiskt|motespaket)(/|$))|/ord/(?!mottagarformaga$)")
"""Learning texts and words are made alike, so two and one stand for all; tests/functional/learning opens each."""
LEARNING = 1 + 2 * 2 + 1
"""The list of texts, two to read and to show, a word of the glossary."""
MEETING = 1 + 8 + 59
"""Pages of a joint meeting: overview, capitals, questions."""

FILE_ENDINGS = (".pdf", ".json", ".csv", ".ics", ".rdf", ".xlsx", ".pptx", ".docx", ".png", ".svg")


def follow_all(visitor: Visitor, start: str, only: tuple[str, ...] = ("/",)) -> dict[str, Page]:
    """Every page that can be reached by links, by address. Each must be there, and each anchor on its page too."""
    pages: dict[str, Page] = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        pages[address] = page = visitor.get(address)
        for element in page.tree.iter("a"):
            way = urlsplit(element.get("href", ""))
            if (
                not way.netloc
                and way.path
                and not way.path.endswith(FILE_ENDINGS)
                and way.path.startswith(only)
                and not ALIKE.match(way.path)
            ):
                waiting.append(way.path)
    for page in pages.values():
        for element in page.tree.iter("a"):
            way = urlsplit(element.get("href", ""))
            if way.path in pages and way.fragment:
                assert pages[way.path].by_id(way.fragment) is not None, f"{page.address}: {element.get('href')}"
    return pages


@pytest.mark.parametrize(
    ("person", "only", "pages"),
    [
        # Start, how to answer, eight capitals, summary, method, glossary, choosing somebody else, letters; open data, about the API; personal data, in two regions, of oneself; own account, its passkeys; accessibility.
        (ALINGSAS_RESPONDENT, ("/",), 15 + 2 + 7 + LEARNING),
        # Start, this year and closing it, last year with result, eight capitals, report and plan, method, choosing, letters;
        # the development until each year, and what others see at each choice of sharing.
        # How to answer; those who answer, their mails, open links, handing out documents and taking a comment away, of both years; inviting,
        # reminding, four people; when this year's meeting is. Last year's meeting: overview, eight capitals, each question; its files,
        # presentation and links; support, and the form of a need; the year before's actions, of both years.
        (
            ALINGSAS_COORDINATOR,
            ("/demo", "/metod", "/gr/omstallningsformaga/2025", ALINGSAS),
            22 + 2 + 4 + 10 + 6 + 67 + 1 + 1 + 1 + 2 + 2 + 2,
        ),
        # Start, this year, how to answer, method, glossary, choosing, letters; personal data, in two regions, of oneself; accessibility; the kommun,
        # its people, two of them, handing over, its log; tokens, about the API, open data; own account, its passkeys; those who answer, their mails, open links, inviting, reminding,
        # one person, handing out, taking a comment away; when the meeting is; offers and a new one, the catalogue and its items;
        # examples, questions and challenges with a new one of each, networks; workshops and a new one;
        # ideas and a new one, points, projects, calls.
        (OTHER_KOMMUN_COORDINATOR, ("/",), 6 + 1 + 6 + 6 + 3 + 9 + 1 + LEARNING + 2 + 51 + 7 + 2 + 5),
        # Start, method, the round with its overview, rank intervals, report, all reports, files and the trial; each kommun in the round and in
        # the trial; of those that are approved the result, eight capitals, report, presentation, development, files, support.
        (REGION_READER, ("/metod", "/frageformular", ROUND), 9 + 13 + 3 + 4 * 14),
    ],
    ids=["respondent", "coordinator", "coordinator elsewhere", "region reader"],
)
def test_every_link_leads_to_a_page(visit: NewVisitor, person: Person, only: tuple[str, ...], pages: int) -> None:
    assert len(follow_all(visit(person), "/", only)) == pages


def test_every_link_of_a_finished_kommun_leads_to_a_page(visit: NewVisitor) -> None:
    """For its coordinator also those who answered, their mails, open links, links to the report, handing out, taking a comment away, and the
    form of a need.
    """
    for person, pages in ((HARRYDA_READER, 25), (HARRYDA_COORDINATOR, 33)):
        assert len(follow_all(visit(person), "/", (f"{ROUND}/1401-harryda",))) == pages + MEETING


def test_every_link_while_answering_alone_leads_to_a_page(visit: NewVisitor) -> None:
    visitor = visit()
    answer_everything(visitor)
    assert len(follow_all(visitor, f"{ALE}/svara", (f"{ALE}/svara",))) == 10


def test_every_link_of_a_region_s_own_pages_leads_to_a_page(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    pages = follow_all(
        region, "/gr", ("/gr/kommuner", "/gr/personer", "/gr/installningar", "/gr/brev", "/gr/utskick", "/gr/logg")
    )
    # The region, its settings, its people, two of them, handing over, its kommuner, adding to them, its letters and
    # twenty-five of them, its mails, its log; of each kommun the page, its people and those who have a role.
    ((roles,),) = region.site.rows(
        "SELECT count(*) FROM membership JOIN municipality ON municipality.id = municipality_id "
        "JOIN region ON region.id = municipality.region_id WHERE region.slug = 'gr' AND ended_at IS NULL"
    )
    assert len(pages) == 8 + 28 + 13 * 2 + roles


def test_every_link_of_the_installation_leads_to_a_page(visit: NewVisitor) -> None:
    """The installation, a new region, the statement, the log, erasing, mail, its people, one of them, handing over."""
    assert len(follow_all(as_operator(visit()), "/drift", ("/drift",))) == 9


def test_every_link_to_the_questionnaires_leads_to_a_page(visit: NewVisitor) -> None:
    pages = follow_all(visit(REGION_COORDINATOR), "/", ("/frageformular",))
    assert set(pages) == {
        "/",
        "/frageformular",
        *(f"/frageformular/omstallningsformaga/{year}" for year in YEARS),
        *(f"/frageformular/{name}/2026" for name in ("samverkan-uppfoljning", "samverkanskapital")),
    }


def test_every_link_of_the_catalogue_of_support_leads_to_a_page(visit: NewVisitor) -> None:
    """The catalogue and its fifty items."""
    assert len(follow_all(visit(REGION_READER), "/gr/stod", ("/gr/stod",))) == 1 + 50


def test_every_link_of_offers_leads_to_a_page(visit: NewVisitor) -> None:
    """The list, a new one, one that is open and one that is done; changing, cancelling and who came for the region; signing
    up for a kommun, and leaving for one that has signed up.
    """
    for person, pages in ((REGION_COORDINATOR, 4 + 3), (HARRYDA_COORDINATOR, 4 + 2), (HARRYDA_READER, 3)):
        assert len(follow_all(visit(person), "/gr/erbjudanden", ("/gr/erbjudanden",))) == pages


def test_every_link_of_workshops_leads_to_a_page(visit: NewVisitor) -> None:
    """The list, a new one, one that is closed with its three groups, what it came to, and the forms of what each of
    its notes can become: eight of the second question two, six of the third two, and three of the fourth none.
    """
    pages = follow_all(visit(Person("Partille", "kommunens samordnare")), "/gr/workshop", ("/gr/workshop",))
    assert len([page for page in pages if "/avslut/" not in page]) == 7
    assert "/gr/workshop/1/avslut" in pages


def test_every_link_of_exchange_leads_to_a_page(visit: NewVisitor) -> None:
    """Four lists and what is on them: examples, one to review, two questions, the network, the challenge; a new one of
    each that one may make, seats, items of the meeting; editing and ending the challenge."""
    parts = ("/gr/exempel", "/gr/fragor", "/gr/natverk", "/gr/utmaningar")
    for person, pages in ((REGION_COORDINATOR, 4 + 4 + 2 + 1 + 2 + 3 + 3), (HARRYDA_READER, 4 + 3 + 2 + 1 + 1)):
        assert len(follow_all(visit(person), "/gr/exempel", parts)) == pages


def test_every_link_of_the_project_bank_leads_to_a_page(visit: NewVisitor) -> None:
    """Four lists, nine ideas, three projects and two calls. The region: a new idea, a new call, a draft and changing three
    calls; describing four ideas, merging and ending six, deciding on two, a new project of the one whose project was
    dropped; changing and moving a project that goes on.
    A kommun: a new idea, how it is with eight, and describing the one that it caught.
    """
    bank = tuple(f"/gr/{part}" for part in ("ideer", "poang", "projekt", "utlysningar"))
    for person, pages in ((REGION_COORDINATOR, 18 + 27), (HARRYDA_COORDINATOR, 18 + 10), (HARRYDA_READER, 18)):
        assert len(follow_all(visit(person), "/gr/ideer", bank)) == pages


def test_every_link_of_the_association_leads_to_a_page(site: Site, visit: NewVisitor) -> None:
    """Start; its own page, people, two of them, handing over, its log, tokens; both rounds' pages, and the mirror."""
    add_collaboration(site.database, QUESTIONNAIRES, datetime.now(UTC))
    site.app.state.database.kept.forget()
    leader = visit(Person("Göteborgsregionen", "förbundets samordnare"))
    assert len(follow_all(leader, "/", ("/gr/samverkan", "/gr/kommuner"))) == 42


def test_every_get_route_is_met_by_some_test_of_this_folder(visit: NewVisitor, site: Site) -> None:
    """A new page without a journey shows up here: add it to the journeys, then to this list."""
    paths = {
        "/",
        "/demo",
        "/demo/brev",
        "/matetal",
        "/metod",
        "/lar",
        "/lar/{lesson}",
        "/lar/{lesson}.pdf",
        "/lar/{lesson}/visa",
        "/ord",
        "/ord/{term}",
        "/halsa",
        "/halsa/live",
        "/halsa/redo",
        "/drift",
        "/drift/logg",
        "/drift/logg.csv",
        "/drift/logg.json",
        "/drift/personer",
        "/drift/personer/lamna-over",
        "/drift/personer/{number}",
        "/drift/regioner/ny",
        "/logga-in",
        "/logga-in/lank/{token}",
        "/logga-in/organisation/{provider}",
        "/logga-in/organisation/{provider}/klar",
        "/logga-in/vanta",
        "/drift/ta-bort-person",
        "/drift/tillganglighet",
        "/drift/utskick",
        "/api",
        "/oppna-data",
        "/oppna-data/katalog.rdf",
        "/oppna-data/kolada.csv",
        "/oppna-data/mal.csv",
        "/oppna-data/resultat-excel.csv",
        "/oppna-data/resultat.csv",
        "/oppna-data/resultat.json",
        "/api/v1/openapi.json",
        "/logga-in/bekrafta",
        "/mitt",
        "/mitt/passnycklar",
        "/mitt/uppgifter",
        "/mitt/uppgifter.json",
        "/personuppgifter",
        "/tillganglighet",
        "/{region}",
        "/{region}/brev",
        "/{region}/brev/{kind}",
        "/{region}/installningar",
        "/{region}/kommuner",
        "/{region}/kommuner/lagg-till",
        "/{region}/kommuner/{municipality}",
        "/{region}/kommuner/{municipality}/logg",
        "/{region}/kommuner/{municipality}/logg.csv",
        "/{region}/kommuner/{municipality}/logg.json",
        "/{region}/kommuner/{municipality}/personer",
        "/{region}/kommuner/{municipality}/personer/lamna-over",
        "/{region}/kommuner/{municipality}/personer/{number}",
        "/{region}/kommuner/{municipality}/ta-bort",
        "/{region}/logg",
        "/{region}/nycklar",
        "/{region}/nycklar/{number}",
        "/{region}/kommuner/{municipality}/nycklar",
        "/{region}/kommuner/{municipality}/nycklar/{number}",
        "/{region}/logg.csv",
        "/{region}/logg.json",
        "/{region}/personer",
        "/{region}/personer/lamna-over",
        "/{region}/personer/{number}",
        "/{region}/behov",
        "/{region}/ambition",
        "/{region}/ambition/beslut",
        "/{region}/mal",
        "/{region}/mal/nytt",
        "/{region}/ideer",
        "/{region}/ideer/ny",
        "/{region}/ideer/{number}",
        "/{region}/ideer/{number}/andra",
        "/{region}/ideer/{number}/avsluta",
        "/{region}/ideer/{number}/beslut",
        "/{region}/ideer/{number}/med",
        "/{region}/ideer/{number}/projekt",
        "/{region}/ideer/{number}/sla-ihop",
        "/{region}/poang",
        "/{region}/projekt",
        "/{region}/projekt/export.xlsx",
        "/{region}/projekt/export/{table}",
        "/{region}/projekt/{number}",
        "/{region}/projekt/{number}/andra",
        "/{region}/projekt/{number}/lage",
        "/{region}/utlysningar",
        "/{region}/utlysningar/ny",
        "/{region}/utlysningar/{number}",
        "/{region}/utlysningar/{number}/andra",
        "/{region}/mal/{number}",
        "/{region}/mal/{number}/avsluta",
        "/{region}/behov/export.xlsx",
        "/{region}/behov/export/{table}",
        "/{region}/stod",
        "/{region}/stod/ny",
        "/{region}/stod/{item}",
        "/{region}/stod/{item}/andra",
        "/{region}/stod/{item}/dra-in",
        "/{region}/stod/{item}/versioner",
        "/{region}/{questionnaire}/{year}/{municipality}/stod",
        "/{region}/{questionnaire}/{year}/{municipality}/stod/behov",
        "/{region}/{questionnaire}/{year}/{municipality}/stod/behov/{number}",
        "/{region}/{questionnaire}/{year}/{municipality}/stod/behov/{number}/avsluta",
        "/{region}/gallring",
        "/{region}/personuppgifter",
        "/{region}/utskick",
        "/{region}/{questionnaire}/{year}/{municipality}/utskick",
        "/{region}/{questionnaire}/{year}/{municipality}/utveckling",
        "/{region}/storleksgrupper",
        "/{region}/ta-bort-person",
        "/static/{path:path}",
        "/frageformular",
        "/frageformular/{name}/{year}",
        "/{region}/{questionnaire}/{year}",
        "/{region}/omgangar/ny",
        "/{region}/omgangar/ny/{questionnaire}/{year}",
        "/{region}/{questionnaire}/{year}/andra",
        "/{region}/{questionnaire}/{year}/export",
        "/{region}/{questionnaire}/{year}/export-kolada.csv",
        "/{region}/{questionnaire}/{year}/export.json",
        "/{region}/{questionnaire}/{year}/export.xlsx",
        "/{region}/{questionnaire}/{year}/export/{table}",
        "/{region}/{questionnaire}/{year}/forlang",
        "/{region}/{questionnaire}/{year}/fragornas-kvalitet",
        "/{region}/{questionnaire}/{year}/kommuner",
        "/{region}/{questionnaire}/{year}/kommuner/{municipality}",
        "/{region}/{questionnaire}/{year}/kommuner/{municipality}/ta-bort",
        "/{region}/{questionnaire}/{year}/oppna",
        "/{region}/{questionnaire}/{year}/oversikt",
        "/{region}/{questionnaire}/{year}/rang",
        "/{region}/{questionnaire}/{year}/spegel",
        "/{region}/{questionnaire}/{year}/spegel.csv",
        "/{region}/{questionnaire}/{year}/spegel-underlag.csv",
        "/{region}/{questionnaire}/{year}/spegel.pdf",
        "/{region}/{questionnaire}/{year}/rapport",
        "/{region}/{questionnaire}/{year}/rapport.pdf",
        "/{region}/{questionnaire}/{year}/paminn",
        "/{region}/{questionnaire}/{year}/paminn/mejl",
        "/{region}/{questionnaire}/{year}/rapporter",
        "/{region}/{questionnaire}/{year}/rapporter.zip",
        "/{region}/{questionnaire}/{year}/rapporter/lage",
        "/{region}/{questionnaire}/{year}/stang",
        "/{region}/{questionnaire}/{year}/ta-bort",
        "/{region}/{questionnaire}/{year}/{municipality}",
        "/{region}/{questionnaire}/{year}/{municipality}/atgarder",
        "/{region}/{questionnaire}/{year}/{municipality}/forra-arets-atgarder",
        "/{region}/{questionnaire}/{year}/{municipality}/hur-ni-svarar",
        "/{region}/{questionnaire}/{year}/{municipality}/avsluta",
        "/{region}/{questionnaire}/{year}/{municipality}/delning",
        "/{region}/{questionnaire}/{year}/{municipality}/delning/{choice}",
        "/{region}/{questionnaire}/{year}/{municipality}/jamfor",
        "/{region}/{questionnaire}/{year}/{municipality}/export",
        "/{region}/{questionnaire}/{year}/{municipality}/export-kolada.csv",
        "/{region}/{questionnaire}/{year}/{municipality}/export.docx",
        "/{region}/{questionnaire}/{year}/{municipality}/export.json",
        "/{region}/{questionnaire}/{year}/{municipality}/export.pptx",
        "/{region}/{questionnaire}/{year}/{municipality}/export-plan.docx",
        "/{region}/{questionnaire}/{year}/{municipality}/export-plan.xlsx",
        "/{region}/{questionnaire}/{year}/{municipality}/export-profil.png",
        "/{region}/{questionnaire}/{year}/{municipality}/export-profil.svg",
        "/{region}/{questionnaire}/{year}/{municipality}/export.xlsx",
        "/{region}/{questionnaire}/{year}/{municipality}/export/{table}",
        "/{region}/{questionnaire}/{year}/{municipality}/kalender/mote.ics",
        "/{region}/{questionnaire}/{year}/{municipality}/kalender/sista-dag.ics",
        "/{region}/{questionnaire}/{year}/{municipality}/lamna-ut",
        "/{region}/{questionnaire}/{year}/{municipality}/lamna-ut/granska",
        "/{region}/{questionnaire}/{year}/{municipality}/lamna-ut/kommentarer",
        "/{region}/{questionnaire}/{year}/{municipality}/lamna-in-resultat",
        "/{region}/{questionnaire}/{year}/{municipality}/mal",
        "/{region}/{questionnaire}/{year}/{municipality}/motestid",
        "/{region}/{questionnaire}/{year}/{municipality}/protokoll.pdf",
        "/{region}/{questionnaire}/{year}/{municipality}/moten",
        "/{region}/{questionnaire}/{year}/{municipality}/moten/eniga",
        "/{region}/{questionnaire}/{year}/{municipality}/moten/handelser",
        "/{region}/{questionnaire}/{year}/{municipality}/moten/{capital}",
        "/{region}/{questionnaire}/{year}/{municipality}/moten/{capital}/{question}",
        "/{region}/{questionnaire}/{year}/{municipality}/rapport",
        "/{region}/{questionnaire}/{year}/{municipality}/rosta",
        "/{region}/{questionnaire}/{year}/{municipality}/rapport/lankar",
        "/{region}/{questionnaire}/{year}/{municipality}/presentation",
        "/avanmalan/{token}",
        "/workshop/{token}",
        "/{region}/workshop",
        "/{region}/workshop/ny",
        "/{region}/workshop/{number}",
        "/{region}/workshop/{number}/andra",
        "/{region}/workshop/{number}/ta-bort",
        "/{region}/workshop/{number}/avsluta",
        "/{region}/workshop/{number}/avslut",
        "/{region}/workshop/{number}/avslut/{note}/atgard",
        "/{region}/workshop/{number}/avslut/{note}/behov",
        "/{region}/workshop/{number}/avslut/{note}/erbjudande",
        "/{region}/workshop/{number}/export.xlsx",
        "/{region}/workshop/{number}/export/{table}",
        "/{region}/workshop/{number}/handelser",
        "/{region}/workshop/{number}/protokoll.pdf",
        "/{region}/workshop/{number}/visa",
        "/{region}/workshop/{number}/grupp/{group}",
        "/{region}/workshop/{number}/grupp/{group}/affisch.pdf",
        "/{region}/workshop/{number}/grupp/{group}/lapp/{note}",
        "/{region}/workshop/{number}/grupp/{group}/lappar",
        "/{region}/exempel",
        "/{region}/exempel/export.xlsx",
        "/{region}/exempel/export/{table}",
        "/{region}/exempel/nytt",
        "/{region}/exempel/{number}",
        "/{region}/exempel/{number}/andra",
        "/{region}/fragor",
        "/{region}/fragor/ny",
        "/{region}/fragor/{number}",
        "/{region}/natverk",
        "/{region}/natverk/nytt",
        "/{region}/natverk/{number}",
        "/{region}/natverk/{number}/andra",
        "/{region}/natverk/{number}/moten/{meeting}/punkter/{topic}",
        "/{region}/natverk/{number}/plats",
        "/{region}/utmaningar",
        "/{region}/utmaningar/ny",
        "/{region}/utmaningar/{number}",
        "/{region}/utmaningar/{number}/avsluta",
        "/{region}/erbjudanden",
        "/{region}/erbjudanden/kalender.ics",
        "/{region}/erbjudanden/nytt",
        "/{region}/erbjudanden/{number}",
        "/{region}/erbjudanden/{number}/andra",
        "/{region}/erbjudanden/{number}/anmalan",
        "/{region}/erbjudanden/{number}/avanmalan",
        "/{region}/erbjudanden/{number}/kalender.ics",
        "/{region}/erbjudanden/{number}/narvaro",
        "/{region}/erbjudanden/{number}/stall-in",
        "/rapport-lank/{token}",
        "/rapport-lank/{token}/rapport.pdf",
        "/{region}/{questionnaire}/{year}/{municipality}/rapport.pdf",
        "/{region}/{questionnaire}/{year}/{municipality}/resultat",
        "/{region}/{questionnaire}/{year}/{municipality}/resultat/{capital}",
        "/{region}/{questionnaire}/{year}/{municipality}/lankar",
        "/{region}/{questionnaire}/{year}/{municipality}/svara",
        "/{region}/{questionnaire}/{year}/{municipality}/svara/kalender/mote.ics",
        "/{region}/{questionnaire}/{year}/{municipality}/svara/kalender/sista-dag.ics",
        "/{region}/{questionnaire}/{year}/{municipality}/svara/klart",
        "/{region}/{questionnaire}/{year}/{municipality}/svara/sammanfattning",
        "/{region}/{questionnaire}/{year}/{municipality}/svara/{capital}",
        "/{region}/{questionnaire}/{year}/{municipality}/versioner/{earlier}/{later}",
        "/{region}/{questionnaire}/{year}/{municipality}/versioner/{number}",
        "/{region}/{questionnaire}/{year}/{municipality}/svarande",
        "/{region}/{questionnaire}/{year}/{municipality}/svarande/bjud-in",
        "/{region}/{questionnaire}/{year}/{municipality}/svarande/paminn",
        "/{region}/{questionnaire}/{year}/{municipality}/svarande/{respondent}",
        "/lank/{token}",
        "/oppen-lank/{token}",
    }
    assert {route.path for route in site.routes() if "GET" in methods_of(route)} == paths
