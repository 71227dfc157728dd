"""Signing in through one's own organisation, against the certified provider: the way there and back, and what fails."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.support.pages import Page
from tests.functional.support.people import ALE, ALE_COORDINATOR, HARRYDA
from tests.functional.support.serving import Site, free_port, serving
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.oidc.certified import CLIENT_ID, SECRET, certified_provider, sign_in_at

NADIA, NEW, UNVERIFIED = "nadia.lind@ale.example", "ny.person@ale.example", "overifierad@ale.example"
ACCOUNTS: dict[str, dict[str, object]] = {
    NADIA: {"kommunkod": "1440"},
    NEW: {"kommunkod": "1440", "name": "Ny Person"},
    UNVERIFIED: {"email_verified": False},
    "fel-doman": {"email": "nadia.lind@annan.example"},
}
BEGIN = "/logga-in/organisation/ale"


@pytest.fixture(scope="module")
def running_site(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    """The example region, where Ale has a sign-in of its own, Lerum one that is away, and Tjörn no other way in.

    Ale's secret is in a file, which goes before the variable of the same name.
    """
    folder = tmp_path_factory.mktemp("federated")
    port, provider_port, nobody = free_port(), free_port(), free_port()
    common = {"client_id": CLIENT_ID, "client_secret_env": "OIDC_TEST_SECRET"}
    providers = [
        common
        | {
            "id": "ale",
            "name": "Ale kommun",
            "client_secret_env": "OIDC_ALE_SECRET",
            "issuer": f"http://127.0.0.1:{provider_port}",
            "email_domains": ["ale.example"],
            "claims": {"municipality_code": "kommunkod"},
            "scope": "openid email profile kommun",
        },
        common
        | {
            "id": "lerum",
            "name": "Lerums kommun",
            "issuer": f"http://127.0.0.1:{nobody}",
            "email_domains": ["lerum.example"],
        },
        common
        | {
            "id": "tjorn",
            "name": "Tjörns kommun",
            "issuer": f"http://localhost:{nobody}",
            "email_domains": ["tjorn.example"],
            "only_way": True,
        },
    ]
    file = folder / "oidc.json"
    file.write_text(json.dumps(providers), encoding="utf-8")
    (secrets := folder / "secrets").mkdir()
    (secrets / "oidc_ale_secret").write_text(f"{SECRET}\n", encoding="utf-8")
    url = f"http://127.0.0.1:{port}"
    with (
        pytest.MonkeyPatch.context() as patch,
        certified_provider(provider_port, f"{url}{BEGIN}/klar", ACCOUNTS),
    ):
        patch.setenv("OIDC_TEST_SECRET", SECRET)
        patch.setenv("OIDC_ALE_SECRET", "fel")
        patch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
        with serving(folder, example_database, port, public_url=url, oidc_providers_file=str(file)) as site:
            yield site


def at_provider(visitor: Visitor, link: str, login: str | None) -> str:
    """Follow a link to the provider and sign in there. Returns where one is sent back to, as a path."""
    answer = visitor.fetch("GET", link)
    assert answer.status_code == 303
    back = sign_in_at(answer.headers["location"], login)
    assert back.startswith(f"{visitor.site.url}{BEGIN}/klar?")
    return back.removeprefix(visitor.site.url)


def type_address(visitor: Visitor, address: str, then: str = "/") -> Page:
    return visitor.send(visitor.get(f"/logga-in?sedan={then}").form("Skicka länk och kod"), adress=address)


def allow_accounts(site: Site) -> None:
    site.change("UPDATE region SET federated_accounts = 1 WHERE slug = 'gr'")


def sign_in_mails(site: Site) -> int:
    ((count,),) = site.rows("SELECT count(*) FROM mail WHERE kind = 'inloggning'")
    return int(count)


def test_an_address_of_an_organisation_with_its_own_sign_in_leads_there_and_back(visit: NewVisitor) -> None:
    visitor = visit()
    sign_in_page = type_address(visitor, NADIA.upper(), ALE)
    assert sign_in_page.heading == "Logga in hos Ale kommun"
    back = at_provider(visitor, sign_in_page.links["Fortsätt till Ale kommun"], NADIA)
    page = visitor.get(back)
    assert page.address == ALE
    assert "Inloggad: Nadia Lind, " in page.text
    assert visitor.site.rows("SELECT way FROM sign_in") == [("FEDERATED",)]
    assert sign_in_mails(visitor.site) == 0


def test_every_organisation_is_listed_where_one_signs_in(visit: NewVisitor) -> None:
    visitor = visit()
    links = visitor.get(f"/logga-in?sedan={ALE}").links
    assert {"Logga in med Ale kommun", "Logga in med Lerums kommun", "Logga in med Tjörns kommun"} <= set(links)
    assert visitor.get(at_provider(visitor, links["Logga in med Ale kommun"], NADIA)).address == ALE


def test_a_mail_may_be_had_instead_unless_the_organisation_wants_no_other_way(visit: NewVisitor) -> None:
    visitor = visit()
    waiting = visitor.press(type_address(visitor, NADIA), "Skicka ett mejl i stället")
    assert waiting.heading == "Titta i din e-post"
    assert sign_in_mails(visitor.site) == 1
    only = type_address(visitor, "nina@tjorn.example")
    assert "Skicka ett mejl i stället" not in only.text
    again = visitor.post("/logga-in", {"adress": "nina@tjorn.example", "mejl": "ja"})
    assert again.heading == "Logga in hos Tjörns kommun"
    assert sign_in_mails(visitor.site) == 1


def test_signing_in_gives_the_browser_a_new_session_and_ends_the_old_one(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    old = visitor.http.cookies["session"]
    visitor.get(at_provider(visitor, BEGIN, NADIA))
    assert visitor.http.cookies["session"] != old
    assert visitor.site.rows("SELECT way FROM sign_in") == [("FEDERATED",)]
    assert "inloggning" not in visitor.http.cookies


def test_somebody_new_is_told_whom_to_ask_and_gets_an_account_once_the_region_allows_it(visit: NewVisitor) -> None:
    visitor = visit()
    refusal = visitor.get(at_provider(visitor, BEGIN, NEW), 403)
    assert refusal.heading == "Du har ingen roll här än"
    assert "Be din samordnare eller regionens samordnare om en." in refusal.text
    assert "omstallning@gr.example" in refusal.text
    assert visitor.site.rows("SELECT * FROM person WHERE email = ?", NEW) == []
    allow_accounts(visitor.site)
    page = visitor.get(at_provider(visitor, f"{BEGIN}?sedan={ALE}", NEW))
    assert "Ny Person, läsare i kommunen" in page.text
    assert page.address == ALE
    visitor.get(HARRYDA, 404)


@pytest.mark.parametrize("login", [UNVERIFIED, "fel-doman"])
def test_an_address_that_is_not_vouched_for_lets_nobody_in(visit: NewVisitor, login: str) -> None:
    visitor = visit()
    allow_accounts(visitor.site)
    refusal = visitor.get(at_provider(visitor, BEGIN, login), 403)
    assert refusal.heading == "Din e-postadress kunde inte bekräftas"
    assert refusal.links["Försök igen"] == BEGIN
    assert visitor.site.rows("SELECT * FROM sign_in") == []


def test_who_gives_up_at_the_provider_is_not_signed_in_and_may_try_again(visit: NewVisitor) -> None:
    visitor = visit()
    refusal = visitor.get(at_provider(visitor, BEGIN, None), 403)
    assert refusal.heading == "Du är inte inloggad"
    assert refusal.links["Logga in på annat sätt"] == "/logga-in"
    assert visitor.get(at_provider(visitor, refusal.links["Försök igen"], NADIA)).heading == "Hej Nadia"


def test_the_way_back_works_once_and_in_the_browser_that_began_it(visit: NewVisitor) -> None:
    visitor, thief = visit(), visit()
    back = at_provider(visitor, BEGIN, NADIA)
    at_provider(thief, BEGIN, NEW)
    for stranger in (thief, visit()):
        assert stranger.get(back, 410).heading == "Inloggningen har gått ut"
        assert "Logga ut" not in stranger.get("/").text
    visitor.get(back)
    assert visitor.get(back, 410).heading == "Inloggningen har gått ut"


def test_a_provider_that_is_away_is_told_so_with_another_way_in(visit: NewVisitor) -> None:
    visitor = visit()
    page = visitor.get("/logga-in/organisation/lerum", 503)
    assert page.heading == "Inloggningen hos Lerums kommun svarar inte"
    assert page.links["Logga in på annat sätt"] == "/logga-in"
    only = visitor.get("/logga-in/organisation/tjorn", 503)
    assert "annat sätt" not in only.text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=x&code=y",
        "?state=&code=",
        "?error=access_denied",
        "?error=<script>alert(1)</script>&state=x",
        "?state=%00&code=%ff",
        "?state=" + "a" * 5_000,
        "?state=x&state=y&code=z",
    ],
)
def test_made_up_answers_are_no_way_in(visit: NewVisitor, query: str) -> None:
    visitor = visit()
    visitor.fetch("GET", BEGIN)
    page = visitor.get(f"{BEGIN}/klar{query}", 410)
    assert page.heading == "Inloggningen har gått ut"
    assert visitor.site.rows("SELECT * FROM sign_in") == []


@pytest.mark.parametrize(
    "address", ["/logga-in/organisation/finns-inte", "/logga-in/organisation/finns-inte/klar?state=x"]
)
def test_an_organisation_that_is_not_there_is_not_found(visit: NewVisitor, address: str) -> None:
    visit().get(address, 404)


@pytest.mark.parametrize("target", ["https://annan.example", "//annan.example", "/\\annan.example"])
def test_coming_back_leads_only_to_an_own_page(visit: NewVisitor, target: str) -> None:
    visitor = visit()
    answer = visitor.http.get(BEGIN, params={"sedan": target}, headers={"Sec-Fetch-Site": "same-origin"})
    back = sign_in_at(answer.headers["location"], NADIA).removeprefix(visitor.site.url)
    assert visitor.fetch("GET", back).headers["location"] == "/"


def test_what_fails_is_logged_with_its_cause_and_nothing_about_the_person(
    visit: NewVisitor, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = visit()
    visitor.get(at_provider(visitor, BEGIN, None), 403)
    back = at_provider(visitor, BEGIN, UNVERIFIED)
    visitor.get(back, 403)
    visitor.get(back, 410)
    visitor.get("/logga-in/organisation/lerum", 503)
    messages = [record.getMessage() for record in caplog.records if "federated_sign_in_failed" in record.getMessage()]
    for line, words in zip(
        messages,
        (
            ("denied", "access_denied", "ale"),
            ("address", "an address that is not verified", "ale"),
            ("not_expected", "unknown state", "ale"),
            ("unreachable", "discovery: ConnectError", "lerum"),
        ),
        strict=True,
    ):
        assert all(word in line for word in words), line
    query = dict(pair.split("=") for pair in back.partition("?")[2].split("&"))
    for secret in (
        UNVERIFIED,
        "overifierad",
        query["code"],
        query["state"],
        SECRET,
        visitor.http.cookies["inloggning"],
    ):
        assert secret not in caplog.text
