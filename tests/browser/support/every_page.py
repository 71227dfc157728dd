"""One page of every kind that is no region's or round's own, with the way to it: the rules of pages are tried on all of
them.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.invitations import ASKING
from tests.browser.support.page_kind import PageKind
from tests.browser.support.visiting import (
    ALE,
    ALE_COORDINATOR,
    COORDINATOR,
    ROUND,
    Person,
    answer,
    begin_for_ale,
    level,
    question,
    questions,
    sign_in,
    turn_to,
)
from tests.browser.support.vote_pages import VOTE_PAGES
from tests.browser.support.year_pages import YEAR_PAGES

ALINGSAS = f"{ROUND}/1489-alingsas"
HARRYDA = f"{ROUND}/1401-harryda"
KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
LILLA_EDET = f"{ROUND}/1462-lilla-edet"
OCKERO = f"{ROUND}/1407-ockero"
STENUNGSUND = f"{ROUND}/1415-stenungsund"
TJORN = f"{ROUND}/1419-tjorn"
MOLNDAL = f"{ROUND}/1481-molndal"
QUESTIONNAIRES = "/frageformular"

ALINGSAS_COORDINATOR = Person("Alingsås", COORDINATOR)
HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
KUNGSBACKA_COORDINATOR = Person("Kungsbacka", COORDINATOR)
LILLA_EDET_COORDINATOR = Person("Lilla Edet", COORDINATOR)
OPERATOR = Person("Hela installationen", "driftansvarig")
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")
RESPONDENT = Person("Alingsås", "svarande")


def _open(path: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        page.goto(path)

    return arrive


def _with_the_menu_open(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, "/metod")
    page.locator(".menu > summary").click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()


def _with_a_capital_open(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/rapport")
    page.locator(".report-fold > summary").first.click()
    expect(page.locator(".report-fold .question-table").first).to_be_visible()


def _with_a_new_link_to_the_report(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/rapport/lankar")
    page.get_by_role("button", name="Skapa en länk").click()
    expect(page.get_by_label("Länken till rapporten")).to_be_visible()


def _with_links_to_the_report(page: Page) -> None:
    _with_a_new_link_to_the_report(page)
    page.get_by_role("link", name="Till alla länkar").click()
    expect(page.get_by_role("button", name="Dra in länken").first).to_be_visible()


def _report_by_link(page: Page) -> None:
    _with_a_new_link_to_the_report(page)
    page.goto("/rapport-lank/" + page.get_by_label("Länken till rapporten").input_value().rsplit("/", 1)[1])
    expect(page.get_by_role("link", name="Hämta som PDF")).to_be_visible()


def _with_the_mark_open(page: Page) -> None:
    page.goto("/ord")
    page.locator(".mark > summary").click()
    expect(page.get_by_text("Alla svar och resultat är påhittade")).to_be_visible()


def _as(person: Person, path: str) -> Callable[[Page], None]:
    return lambda page: sign_in(page, person, path)


def _refused(person: Person, path: str, heading: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, person)
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)

    return arrive


def _answered(page: Page) -> None:
    """Some answers of every sort, with last year's level, and the details of one opened."""
    begin_for_ale(page)
    for number in (1, 2, 3):
        answer(turn_to(page, number), number)
    turn_to(page, 4).locator(".choices-other .choice").first.click()
    expect(question(page, 4).locator(".saved")).to_be_visible()
    turn_to(page, 1).locator("summary", has_text="Kommentar och underlag").click()


def _one_question(page: Page) -> None:
    begin_for_ale(page)
    page.get_by_role("link", name="Till frågorna").click()
    answer(question(page, 1), 3)


def _faulty(page: Page) -> None:
    begin_for_ale(page)
    turn_to(page, 1).locator("summary", has_text="Kommentar och underlag").click()
    question(page, 1).get_by_label("Länk till underlag").fill("inte en länk")
    question(page, 1).get_by_label("Kommentar").fill("Ett långt ord: " + "omställningsförmåga" * 8)
    turn_to(page, len(questions(page)))
    page.get_by_role("button", name="Spara och fortsätt").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _faulty_while_answering(page: Page) -> None:
    begin_for_ale(page)
    turn_to(page, 1).locator("summary", has_text="Kommentar och underlag").click()
    question(page, 1).get_by_label("Länk till underlag").fill("inte en länk")
    question(page, 1).get_by_label("Länk till underlag").blur()
    expect(question(page, 1).locator(".field-error")).to_be_visible()
    expect(question(page, 1).locator(".unsaved")).to_be_visible()


def _in_conflict(page: Page) -> None:
    begin_for_ale(page)
    other = page.context.new_page()
    other.goto(f"{ALE}/svara/politiskt")
    answer(turn_to(other, 1), 2)
    other.close()
    level(turn_to(page, 1), 4).click()
    expect(question(page, 1).locator(".notice-warning")).to_be_visible()


def _without_contact(page: Page) -> None:
    begin_for_ale(page)
    page.context.set_offline(True)
    level(turn_to(page, 1), 3).click()
    expect(page.locator("[data-offline]")).to_be_visible()


def _summary(page: Page) -> None:
    _answered(page)
    page.goto(f"{ALE}/svara/sammanfattning")


def _handed_in_nothing(page: Page) -> None:
    begin_for_ale(page)
    page.goto(f"{ALE}/svara/sammanfattning")
    page.get_by_role("button", name="Lämna in svaren").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _done(page: Page) -> None:
    _summary(page)
    page.get_by_role("button", name="Lämna in svaren").click()
    page.wait_for_url("**/klart")


def _handed_in(page: Page) -> None:
    _done(page)
    page.goto(f"{ALE}/svara/politiskt")


def _home_of_handed_in(page: Page) -> None:
    _done(page)
    page.goto(ALE)


def _meeting(path: str) -> Callable[[Page], None]:
    return _as(KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/moten{path}")


def _agreeing(page: Page) -> None:
    """Questions in every standing, with figures and comments opened and a timer that runs."""
    _meeting("/politiskt")(page)
    for number, choice in enumerate(("4", "enades_inte", "parkerad")):
        talk = page.locator("section.talk").nth(number)
        talk.locator(f"input[value='{choice}']").check()
        expect(talk.locator(".saved")).to_be_visible()
    first = page.locator("section.talk").first
    first.get_by_text("Siffror per rollgrupp").click()
    first.get_by_text("Så läser ni frågan").click()
    first.get_by_role("button", name="Ta tid på frågan").click()
    first.get_by_role("button", name="Starta").click()
    expect(page.locator("#parkerat a")).to_be_visible()


def _agreeing_in_conflict(page: Page) -> None:
    """Another coordinator writes a reason while this one, who hears nothing of it, writes another: neither the stream nor
    the page that is fetched in its stead gets through, however long it takes to write."""
    page.route(
        "**/moten/*", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort()
    )
    _meeting("/politiskt")(page)
    other = page.context.new_page()
    other.goto(page.url)
    for person, words in ((other, "Målen är beslutade."), (page, "Målen saknar mått.")):
        person.locator("section.talk").first.get_by_label("Skäl").fill(words)
        person.locator("section.talk").first.get_by_label("Skäl").blur()
        expect(person.locator("section.talk").first.locator(".saved, .notice-warning")).to_be_visible()
    other.close()
    expect(page.locator(".notice-warning")).to_be_visible()


def _accepted(page: Page) -> None:
    """The list of those where people agree, accepted but for one."""
    _meeting("/eniga")(page)
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Godta de ikryssade").click()
    expect(page.get_by_text("frågor är avgjorda")).to_be_visible()


def _accepting_nothing(page: Page) -> None:
    _meeting("/eniga")(page)
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Godta de ikryssade").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _agenda_under_way(page: Page) -> None:
    """With a question that is parked and one that is settled."""
    _accepted(page)
    for choice in ("parkerad", "4"):
        page.get_by_role("link", name=re.compile("på dagordningen")).click()
        page.locator(f"input[value='{choice}']").check()
        expect(page.locator(".save-state .saved")).to_be_visible()
    page.get_by_role("link", name="Dagordningen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemensamt möte")


def _agreeing_with_a_fault(page: Page) -> None:
    _meeting("/politiskt/politiskt-langsiktiga-mal")(page)
    page.get_by_label("Länk till underlag").fill("inte en länk")
    page.get_by_label("Länk till underlag").blur()
    expect(page.locator(".field-error")).to_be_visible()


def _no_person(page: Page) -> None:
    """A form that names nobody, as after the example region was made again."""
    page.goto("/demo")
    page.locator("#person option").first.evaluate("(option) => { option.value = 'ingen'; }")
    page.locator("#person").select_option(index=0)
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.locator(".field-error")).to_be_visible()


def _bad_file(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, QUESTIONNAIRES)
    page.get_by_label("YAML-fil").set_input_files(
        {"name": "fel.yaml", "mimeType": "application/yaml", "buffer": "titel: saknar allt\nfrågor: []\n".encode()}
    )
    page.get_by_role("button", name="Granska filen").click()
    expect(page.locator(".problems li").first).to_be_visible()


def _no_file(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, QUESTIONNAIRES)
    page.get_by_role("button", name="Granska filen").click()
    expect(page.locator(".field-error")).to_be_visible()


def _preview(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, QUESTIONNAIRES)
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_text("Förhandsvisning")).to_be_visible()


def _typed_badly(path: str, button: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/{path}")
        page.get_by_role("button", name=button).click()
        expect(page.locator(".error-summary")).to_be_visible()

    return arrive


def _bad_target(page: Page) -> None:
    sign_in(page, KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/mal")
    page.get_by_label("Till år").first.fill("sen")
    page.get_by_role("button", name="Spara målen").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _with_action(page: Page) -> None:
    sign_in(page, KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/atgarder")
    page.get_by_label("Kapitalslag").select_option(index=1)
    page.get_by_label("Vad ska göras?").fill("Anta långsiktiga mål i kommunfullmäktige")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("link", name="Ändra")).to_be_visible()


def _waiting(page: Page) -> None:
    """Handed in twice, so that there are versions to compare."""
    for _ in range(2):
        sign_in(page, KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/lamna-in-resultat")
        page.get_by_label("Varför lämnar ni in").fill("Det gemensamma mötet är i januari.")
        page.get_by_role("button", name="Lämna in").click()
        expect(page.get_by_text("väntar på att fastställas").first).to_be_visible()
        if page.get_by_role("row").count() < 3:
            page.get_by_role("button", name="Ta tillbaka").click()


def _approving(page: Page) -> None:
    """What waits, as the one who approves it sees it."""
    _waiting(page)
    page.context.clear_cookies()
    sign_in(page, Person("Kungsbacka", "godkännare i kommunen"), f"{KUNGSBACKA}/lamna-in-resultat")


def _nobody_approves(page: Page) -> None:
    """In a kommun without an approver, with what was typed of one that is none."""
    sign_in(page, LILLA_EDET_COORDINATOR, f"{LILLA_EDET}/lamna-in-resultat")
    page.get_by_label("E-postadress").fill("nils.ek")
    page.get_by_role("button", name="Lämna in").click()


def _version(path: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _waiting(page)
        page.goto(f"{KUNGSBACKA}/versioner/{path}")

    return arrive


def _asked_too_often(page: Page) -> None:
    """For an address of its own, so that nobody else's mails are counted with it."""
    for _ in range(5):
        page.request.post("/logga-in", form={"adress": "for.ofta@ale.example"}, max_redirects=0)
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill("for.ofta@ale.example")
    page.get_by_role("button", name="Skicka länk och kod").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vänta en stund")


def _waiting_for_mail(page: Page) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill("nadia.lind@ale.example")
    page.get_by_role("button", name="Skicka länk och kod").click()
    page.wait_for_url("**/logga-in/vanta")


def _letters_of_the_demo(page: Page) -> None:
    _waiting_for_mail(page)
    page.get_by_role("link", name="Läs mejlet här").click()
    expect(page.locator(".letter").first).to_be_visible()


def _letter(subject: str, text: str, button: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, REGION_COORDINATOR, "/gr/brev/inbjudan")
        page.get_by_label("Ämnesrad").fill(subject)
        page.get_by_label("Text").fill(text)
        page.get_by_role("button", name=button).click()
        expect(page.locator(".error-summary, .notice").first).to_be_visible()

    return arrive


def _wrong_code(page: Page) -> None:
    _waiting_for_mail(page)
    page.get_by_label("Kod").fill("1234 5678")
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _own_account(page: Page) -> None:
    """Signed in with two browsers besides this one."""
    for _ in range(2):
        sign_in(page, ALE_COORDINATOR)
        page.context.clear_cookies()
    sign_in(page, ALE_COORDINATOR, "/mitt")
    expect(page.get_by_role("button", name="Logga ut alla andra")).to_be_visible()


def _no_name(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, "/mitt")
    page.get_by_label("Namn").fill("")
    page.get_by_role("button", name="Spara namnet").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _own_organisation(page: Page) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill("nils.ek@lerum.example")
    page.get_by_role("button", name="Skicka länk och kod").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in hos Lerums kommun")


def _mailed_link(page: Page) -> None:
    _waiting_for_mail(page)
    page.get_by_role("link", name="Läs mejlet här").click()
    page.get_by_role("link", name="/logga-in/lank/").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är nästan inne")


def _link_of_another_browser(page: Page) -> None:
    _mailed_link(page)
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken hör till en annan webbläsare")


def _no_address(page: Page) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill("sara.lind")
    page.get_by_role("button", name="Skicka länk och kod").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _without_diary_number(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/lamna-ut")
    page.get_by_role("button", name="Gå vidare till genomgången").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _erasing(page: Page) -> None:
    _find_to_erase(page, "1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ta bort den här personen?")


def _erasing_nobody(page: Page) -> None:
    _find_to_erase(page, "ingen@ale.example")
    expect(page.locator(".error-summary")).to_be_visible()


def _find_to_erase(page: Page, whom: str) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/ta-bort-person")
    page.get_by_label("E-postadress eller nummer").fill(whom)
    page.get_by_role("button", name="Visa vad som händer").click()


KOMMUN_PAGES = (
    PageKind("start", _open("/")),
    PageKind("method", _open("/metod")),
    PageKind("glossary", _open("/ord")),
    PageKind("term of the glossary", _open("/ord/mottagarformaga")),
    PageKind("learning texts", _open("/lar?roll=chef")),
    PageKind("learning text", _open("/lar/politiskt")),
    PageKind("learning text to show", _open("/lar/motespaket/visa")),
    PageKind("with the menu open", _with_the_menu_open),
    PageKind("with the mark of example data open", _with_the_mark_open),
    PageKind("accessibility statement", _open("/tillganglighet")),
    PageKind("own account", _own_account),
    PageKind("own account, no name", _no_name),
    PageKind("passkeys, none yet", _as(ALE_COORDINATOR, "/mitt/passnycklar")),
    PageKind("what is stored about oneself", _as(RESPONDENT, "/mitt/uppgifter")),
    PageKind("handing out documents", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/lamna-ut")),
    PageKind(
        "going through what is handed out",
        _as(HARRYDA_COORDINATOR, f"{HARRYDA}/lamna-ut/granska?diarienummer=KS+2026/9"),
    ),
    PageKind("taking a comment away", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/lamna-ut/kommentarer")),
    PageKind("handing out without a diary number", _without_diary_number),
    PageKind("retention", _as(REGION_COORDINATOR, "/gr/gallring")),
    PageKind("erasing a person", _erasing),
    PageKind("erasing nobody", _erasing_nobody),
    PageKind("about the API", _open("/api")),
    PageKind("open data", _open("/oppna-data")),
    PageKind("personal data", _open("/personuppgifter")),
    PageKind("personal data of a region", _open("/gr/personuppgifter")),
    PageKind("demo", _open("/demo")),
    PageKind("no letters of the demo", _open("/demo/brev")),
    PageKind("letters of the demo", _letters_of_the_demo),
    PageKind("log of the installation", _as(OPERATOR, "/drift/logg")),
    PageKind("log of a region", _as(REGION_COORDINATOR, "/gr/logg?grupp=roller")),
    PageKind("log of a region on a day that is none", _as(REGION_COORDINATOR, "/gr/logg?fran=2025-02-30")),
    PageKind("log of a kommun", _as(ALINGSAS_COORDINATOR, "/gr/kommuner/1489-alingsas/logg")),
    PageKind("mails of a region", _as(REGION_COORDINATOR, "/gr/utskick")),
    PageKind("mails to respondents", _as(ALINGSAS_COORDINATOR, f"{ALINGSAS}/utskick")),
    PageKind("no mails that did not arrive", _as(ALE_COORDINATOR, f"{ALE}/utskick?visa=problem")),
    PageKind("letters", _as(REGION_COORDINATOR, "/gr/brev")),
    PageKind("letter", _as(REGION_COORDINATOR, "/gr/brev/inbjudan")),
    PageKind("letter previewed", _letter("Svara, {kommun}", "Hej!\n\n{länk}", "Förhandsvisa")),
    PageKind("letter with faults", _letter("", "Hej {" + "namn" * 30 + "}", "Spara")),
    PageKind("letter saved", _letter("Svara, {kommun}", "Hej!\n\n{länk}", "Spara")),
    PageKind("demo without a person", _no_person),
    PageKind("sign in", _open("/logga-in")),
    PageKind("sign in without an address", _no_address),
    PageKind("sign in at one's own organisation", _own_organisation),
    PageKind("own organisation does not answer", _open("/logga-in/organisation/lerum")),
    PageKind("own organisation, too late", _open("/logga-in/organisation/lerum/klar?state=x")),
    PageKind("waiting for the mail", _waiting_for_mail),
    PageKind("asked for too many mails", _asked_too_often),
    PageKind("wrong code", _wrong_code),
    PageKind("link to sign in", _mailed_link),
    PageKind("link to sign in of another browser", _link_of_another_browser),
    PageKind("link to sign in that is gone", _open("/logga-in/lank/finns-inte")),
    *(PageKind(name, arrive) for name, arrive in ASKING),
    PageKind("start of a coordinator", _as(ALE_COORDINATOR, "/")),
    PageKind("start of a respondent", _as(RESPONDENT, "/")),
    PageKind("start of the region", _as(REGION_COORDINATOR, "/")),
    PageKind("home, not decided how to answer", _as(ALE_COORDINATOR, ALE)),
    PageKind("home, several are answering", _as(ALINGSAS_COORDINATOR, ALINGSAS)),
    PageKind("home, answering closed", _as(KUNGSBACKA_COORDINATOR, KUNGSBACKA)),
    PageKind("home, approved", _as(HARRYDA_COORDINATOR, HARRYDA)),
    PageKind("home, handed in by one", _home_of_handed_in),
    PageKind("how to answer", _as(ALE_COORDINATOR, f"{ALE}/hur-ni-svarar")),
    PageKind("how to answer, chosen", _as(KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/hur-ni-svarar")),
    PageKind("closing", _as(ALINGSAS_COORDINATOR, f"{ALINGSAS}/avsluta")),
    PageKind("beginning", _as(RESPONDENT, f"{ALINGSAS}/svara")),
    PageKind("capital", begin_for_ale),
    PageKind("capital, one question at a time", _one_question),
    PageKind("capital with answers", _answered),
    PageKind("capital with faults", _faulty),
    PageKind("capital with a fault while answering", _faulty_while_answering),
    PageKind("capital in conflict", _in_conflict),
    PageKind("capital without contact", _without_contact),
    PageKind("capital handed in", _handed_in),
    PageKind("summary", _summary),
    PageKind("summary, nothing to hand in", _handed_in_nothing),
    PageKind("done", _done),
    PageKind("result", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/resultat")),
    PageKind("result of individual answers", _as(KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/resultat")),
    PageKind("result of a capital", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/resultat/politiskt")),
    PageKind("result not ready", _as(ALINGSAS_COORDINATOR, f"{ALINGSAS}/resultat")),
    PageKind("development over the years", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/utveckling")),
    PageKind("development, this year not ready", _as(ALINGSAS_COORDINATOR, f"{ALINGSAS}/utveckling")),
    PageKind("report", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/rapport")),
    PageKind("report with a capital folded out", _with_a_capital_open),
    PageKind("presentation", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/presentation")),
    PageKind("links to a report", _with_links_to_the_report),
    PageKind("link to a report made", _with_a_new_link_to_the_report),
    PageKind("report by a link", _report_by_link),
    PageKind("link to a report that leads nowhere", _open("/rapport-lank/" + "A" * 43)),
    PageKind("files of a result", _as(KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/export")),
    PageKind("targets", _as(KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/mal")),
    PageKind("targets with a fault", _bad_target),
    PageKind("actions", _with_action),
    PageKind("actions with faults", _typed_badly("atgarder", "Lägg till")),
    PageKind("handing in", _as(KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/lamna-in-resultat")),
    PageKind("handing in without a reason", _typed_badly("lamna-in-resultat", "Lämna in")),
    PageKind("handing in where nobody approves", _nobody_approves),
    PageKind("handed in, waiting", _waiting),
    PageKind("handed in, for the approver", _approving),
    PageKind("approved", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/lamna-in-resultat")),
    PageKind("version", _version("1")),
    PageKind("versions compared", _version("1/2")),
    PageKind("sharing", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/delning")),
    PageKind("what others will see", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/delning/offentligt")),
    PageKind("what others will see, not ready", _as(ALINGSAS_COORDINATOR, f"{ALINGSAS}/delning/namngivet")),
    PageKind("result beside others", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/resultat?med=median&med=1441-lerum")),
    PageKind("compared with others", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/jamfor".replace("2026", "2025"))),
    PageKind("compared by name", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/jamfor?med=1441-lerum".replace("2026", "2025"))),
    PageKind("not compared yet", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/jamfor")),
    PageKind(
        "quality of the questions", _as(REGION_COORDINATOR, f"{ROUND.replace('2026', '2025')}/fragornas-kvalitet")
    ),
    PageKind("meeting", _meeting("")),
    PageKind("meeting under way", _agenda_under_way),
    PageKind("meeting where people agree", _meeting("/eniga")),
    PageKind("meeting where people agree, accepted", _accepted),
    PageKind("meeting where people agree, nothing ticked", _accepting_nothing),
    PageKind(
        "meeting, one question, read only",
        _as(HARRYDA_COORDINATOR, f"{HARRYDA}/moten/politiskt/politiskt-langsiktiga-mal"),
    ),
    PageKind("meeting of a finished kommun", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/moten")),
    PageKind("meeting at a capital", _meeting("/organisatoriskt")),
    PageKind("meeting at a capital, agreeing", _agreeing),
    PageKind("meeting at a capital, in conflict", _agreeing_in_conflict),
    PageKind("meeting at a capital, read only", _as(HARRYDA_COORDINATOR, f"{HARRYDA}/moten/politiskt")),
    PageKind("meeting at a capital, few answers", _as(LILLA_EDET_COORDINATOR, f"{LILLA_EDET}/moten/politiskt")),
    PageKind("meeting, one question", _meeting("/politiskt/politiskt-langsiktiga-mal")),
    PageKind("meeting, one question with a fault", _agreeing_with_a_fault),
    PageKind("no meeting yet", _as(ALINGSAS_COORDINATOR, f"{ALINGSAS}/moten")),
    *YEAR_PAGES,
    *VOTE_PAGES,
    PageKind("questionnaires", _as(REGION_COORDINATOR, QUESTIONNAIRES)),
    PageKind("questionnaire file with problems", _bad_file),
    PageKind("no questionnaire file", _no_file),
    PageKind("questionnaire preview", _preview),
    PageKind("does not exist", _refused(ALE_COORDINATOR, HARRYDA, "Sidan finns inte")),
    PageKind("refused", _refused(REGION_COORDINATOR, f"{MOLNDAL}/resultat", "Du har inte behörighet")),
)
