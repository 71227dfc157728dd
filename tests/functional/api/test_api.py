"""What programs read: what the pages show a reader of the same organisation, and nothing else, to good tokens only."""

import re
from typing import Any

import pytest

from app.accounts.api.api_scopes import Scope
from app.web.api.application import BASE, routes_of
from tests.functional.support.api_clients import BARE, EARLIER, ask, every_address, everything, read, token_of
from tests.functional.support.people import ALE_COORDINATOR, HARRYDA_COORDINATOR, HARRYDA_READER, REGION_COORDINATOR
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

ROUND, LAST = "rounds/omstallningsformaga/2026", "rounds/omstallningsformaga/2025"
ALE, HARRYDA, MOLNDAL, LILLA_EDET = "1440-ale", "1401-harryda", "1481-molndal", "1462-lilla-edet"


def test_without_a_good_token_every_address_answers_alike(site: Site) -> None:
    old, past = token_of(site, "", expires=EARLIER, secret="omk_gammal"), token_of(site, "", secret="omk_slut")
    site.change("UPDATE api_token SET ended_at = '2026-01-01 00:00:00' WHERE id = 2")
    for address in every_address(site, "1440", "9999", years=(2025,)):
        answers = [ask(site, token, address) for token in (old, past, "omk_finns-inte", "å".encode().hex())]
        answers += [BARE.get(site.url + address), BARE.get(site.url + address, auth=("a", "b"))]
        assert {answer.status_code for answer in answers} == {401}
        assert len({answer.text for answer in answers}) == 1
        assert {answer.headers["www-authenticate"] for answer in answers} == {"Bearer"}
        assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


def test_a_browser_s_session_is_no_token(visit: NewVisitor) -> None:
    assert visit(REGION_COORDINATOR).fetch("GET", f"{BASE}/rounds").status_code == 401


def test_a_token_that_a_page_made_reads_until_the_page_ends_it(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    reply = region.fill(region.get("/gr/nycklar").form("Skapa nyckeln"), {"namn": "Verktyget"})
    [secret] = set(re.findall(r"omk_[\w-]{43}", reply.response.text))
    assert read(region.site, secret, "token")["scopes"] == ["rounds", "results"]
    assert [round_["year"] for round_ in read(region.site, secret, "rounds")["items"]] == [2024, 2025, 2026]
    assert "aldrig" not in region.get("/gr/nycklar").table[1]
    ((first,),) = region.site.rows("SELECT last_used_at FROM api_token")
    read(region.site, secret, "rounds")
    assert region.site.rows("SELECT last_used_at FROM api_token") == [(first,)]
    region.press(region.get("/gr/nycklar/1"), "Avsluta nyckeln")
    assert ask(region.site, secret, "rounds").status_code == 401


def test_a_token_reads_only_what_its_scopes_say(site: Site) -> None:
    scopes = {route.path: route.endpoint.needs for route in routes_of(site.app.state.api)}  # type: ignore[attr-defined]
    assert {scope for scope in scopes.values() if isinstance(scope, Scope)} == set(Scope) - {Scope.QUESTIONS}
    for scope in Scope:
        token = token_of(site, ALE, scope)
        for path, other in scopes.items():
            address = path.format(questionnaire="omstallningsformaga", year=2025, code=1440).removeprefix("/")
            answer = ask(site, token, address)
            if not isinstance(other, Scope) or other is scope:
                assert answer.status_code == 200, f"{scope} {address} {answer.text}"
            else:
                assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing"), f"{scope} {address}"


def test_a_result_has_the_figures_of_the_page(visit: NewVisitor) -> None:
    """The data in the PDF is written from the same result; here a few figures that the page shows."""
    reader = visit(HARRYDA_READER)
    result = read(reader.site, token_of(reader.site, HARRYDA), f"{ROUND}/assessments/1401/result")
    assert result["status"] == "approved"
    assert result["example_data"] is True
    table = reader.get(f"/gr/omstallningsformaga/2026/{HARRYDA}/resultat").text
    capitals_with_index = [capital for capital in result["capitals"] if capital["status"] == "scored"]
    assert len(capitals_with_index) >= 6
    for capital in capitals_with_index:
        assert capital["level"]["label"] in table
        assert f"{capital['name']}" in table
        assert re.search(str(round(capital["index"] + 1e-9, 1)).replace(".", ","), table)
        assert len(str(capital["index"]).partition(".")[2]) <= 4
        assert (capital["interval"] is None) != (capital["no_interval"] is None)
        assert capital["change"]["earlier_year"] == 2025
        assert all((question["value"] is None) == (question["status"] != "scored") for question in capital["questions"])


def test_the_ends_of_an_interval_have_one_decimal_as_on_the_page(site: Site) -> None:
    """More would tell how the few people's answers are spread."""
    result = read(site, token_of(site, "1384-kungsbacka"), f"{ROUND}/assessments/1384/result")
    ends = [
        capital["interval"][end] for capital in result["capitals"] if capital["interval"] for end in ("low", "high")
    ]
    assert ends
    assert all(end == round(end, 1) for end in ends)


def test_what_is_missing_is_null_with_a_word_and_never_zero(site: Site) -> None:
    capitals = [
        capital
        for code in (1462, 1384, 1401, 1419)
        if (answer := ask(site, token_of(site, slug_of(site, code)), f"{ROUND}/assessments/{code}/result")).is_success
        for capital in answer.json()["capitals"]
    ]
    without = [capital for capital in capitals if capital["status"] != "scored"]
    assert without
    for capital in without:
        assert (capital["index"], capital["level"], capital["no_interval"]) == (None, None, "no_score")


def slug_of(site: Site, code: int) -> str:
    ((slug,),) = site.rows("SELECT slug FROM municipality WHERE code = ?", str(code))
    return str(slug)


def test_questions_are_there_only_when_the_token_may_read_them(site: Site) -> None:
    token = token_of(site, HARRYDA, Scope.RESULTS)
    capitals = read(site, token, f"{ROUND}/assessments/1401/result")["capitals"]
    assert {capital["questions"] for capital in capitals} == {None}
    assert {capital["cap"]["questions"] for capital in capitals if capital["cap"]} <= {None}


def test_a_region_s_token_reads_what_is_shared_and_loses_it_at_once(visit: NewVisitor) -> None:
    harryda = visit(HARRYDA_COORDINATOR)
    site, token = harryda.site, token_of(harryda.site, "")
    assessments = {
        assessment["municipality"]["code"]: assessment
        for assessment in read(site, token, f"{ROUND}/assessments")["items"]
    }
    assert assessments["1401"]["availability"] == "result"
    assert assessments["1481"]["availability"] in {"not_shared", "not_ready", "not_answered"}
    read(site, token, f"{ROUND}/assessments/1401/result")
    refusal = ask(site, token, f"{ROUND}/assessments/1481/result")
    assert (refusal.status_code, refusal.json()["code"]) == (403, "refused")
    form = harryda.get(f"/gr/omstallningsformaga/2026/{HARRYDA}/delning").form("Spara valet")
    harryda.send(form, sharing="nothing")
    assert ask(site, token, f"{ROUND}/assessments/1401/result").text == refusal.text
    assert read(site, token, f"{ROUND}/assessments/1401")["availability"] == "not_shared"


def test_people_still_answering_are_no_result(site: Site) -> None:
    answer = ask(site, token_of(site, "1489-alingsas"), f"{ROUND}/assessments/1489/result")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_ready")


def test_a_kommun_s_token_has_its_own_alone_and_the_others_without_names(site: Site) -> None:
    token = token_of(site, ALE)
    assert [item["municipality"]["name"] for item in read(site, token, f"{LAST}/assessments")["items"]] == ["Ale"]
    everybody, similar = read(site, token, f"{LAST}/benchmark")["figures"]["groups"]
    assert {item["municipalities"] for item in everybody["capitals"]} == {9}  # as the page says
    assert {item["municipalities"] for item in similar["capitals"]} == {5}
    assert {item["lower_quartile"] for item in similar["capitals"]} == {None}
    early = ask(site, token, f"{ROUND}/benchmark")
    assert (early.status_code, early.json()["code"]) == (404, "not_ready")  # Ale has no result yet


def test_a_region_s_token_has_no_figures_of_the_others_but_the_count_of_each_level(site: Site) -> None:
    figures = read(site, token_of(site, ""), f"{LAST}/benchmark")["figures"]
    assert figures["kind"] == "distribution"
    for capital in figures["capitals"]:
        on_levels = sum(level["municipalities"] for level in capital["levels"])
        assert on_levels + capital["insufficient"] + capital["not_applicable"] == figures["municipalities"]


@pytest.mark.parametrize("outsider", [("1489-alingsas", "gr"), ("", "annan"), ("0180-annan-kommun", "annan")])
def test_what_is_another_s_looks_as_if_it_did_not_exist(site: Site, outsider: tuple[str, str]) -> None:
    slug, region = outsider
    token = token_of(site, slug, region=region)
    for rest in ("", "/result"):
        there, nowhere = (ask(site, token, f"{ROUND}/assessments/{code}{rest}") for code in ("1401", "9999"))
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
        assert there.status_code == 404
    if region != "gr":
        there, nowhere = (ask(site, token, address) for address in (LAST, LAST.replace("2025", "2001")))
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text) == (404, there.text)
    content = "".join(text for _, text in everything(site, token, "1401", "1440").values())
    content = re.sub(r'"[0-9a-f]{64}"', "", content)  # a hash may hold the digits of a kommun's code
    assert not any(name in content for name in ("Ale", "Härryda", "1401", "1440"))
    assert region == "gr" or "Göteborgsregionen" not in content


def test_a_trial_round_is_not_there(site: Site) -> None:
    token = token_of(site, "")
    assert site.rows("SELECT count(*) FROM round WHERE is_trial") == [(1,)]
    assert len(read(site, token, "rounds")["items"]) == 3
    assert ask(site, token, f"{ROUND}-prov").status_code == 422


def test_lists_come_in_parts_in_one_order(site: Site) -> None:
    token = token_of(site, "")
    whole = read(site, token, f"{LAST}/assessments")
    assert whole["next"] is None
    address: str | None = f"{LAST}/assessments?limit=5"
    parts: list[Any] = []
    while address:
        answer = ask(site, token, address)
        parts.append(answer.json()["items"])
        address = answer.json()["next"]
        assert (answer.links["next"]["url"] if answer.links else None) == address
    assert [len(part) for part in parts] == [5, 5, 2]  # Stenungsund skipped the year
    assert [item for part in parts for item in part] == whole["items"]
    assert [len(read(site, token, address)["items"]) for address in ("rounds?limit=2", "catalogue?limit=2")] == [2, 2]
    for wrong in ("limit=0", "limit=201", "limit=x", "cursor=../", "cursor=%00"):
        answer = ask(site, token, f"{LAST}/assessments?{wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_what_is_known_already_is_not_sent_again_until_it_changes(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    site, token, address = ale.site, token_of(ale.site, ALE), f"{LAST}/assessments/1440/result"
    first = ask(site, token, address)
    tag = first.headers["etag"]
    assert re.fullmatch('"[0-9a-f]{32}"', tag)
    assert first.headers["cache-control"] == "private, no-cache"
    for tags in (tag, f'"annan", W/{tag}', "*"):
        again = ask(site, token, address, **{"If-None-Match": tags})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert ask(site, token, address, **{"If-None-Match": '"annan"'}).status_code == 200
    site.change("UPDATE agreed_answer SET position = 5 WHERE kind = 'LEVEL'")
    answer = ask(site, token, address, **{"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


def test_the_catalogue_has_the_edition_that_a_result_names(site: Site) -> None:
    token = token_of(site, HARRYDA)
    result = read(site, token, f"{ROUND}/assessments/1401/result")
    edition = read(site, token, "catalogue/omstallningsformaga/2026")
    assert edition["content_hash"] == result["content_hash"]
    assert [item["id"] for item in edition["capitals"]] == [item["id"] for item in result["capitals"]]
    questions = [question["id"] for capital in edition["capitals"] for question in capital["questions"]]
    assert set(questions) >= {item["id"] for capital in result["capitals"] for item in capital["questions"]}
    assert all(len(q["anchors"]) == len(edition["scale"]) for c in edition["capitals"] for q in c["questions"])
    assert ask(site, token, "catalogue/omstallningsformaga/2001").status_code == 404


def test_a_token_that_asks_too_often_is_told_when_it_may_again(site: Site) -> None:
    token, other = token_of(site, ALE), token_of(site, HARRYDA)
    read(site, token, "token")
    site.change("UPDATE rate_count SET count = 1000")
    answer = ask(site, token, "token")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many")
    assert 60 <= int(answer.headers["retry-after"]) <= 660
    assert ask(site, other, "token").status_code == 200


def test_an_address_that_is_not_quite_right_leads_nowhere_else(site: Site) -> None:
    """A redirect is followed with the token, and not always over TLS."""
    answer = ask(site, token_of(site, ""), "rounds/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_api_is_only_read(site: Site) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = BARE.request(method, f"{site.url}{BASE}/rounds")
        assert (answer.status_code, answer.headers["allow"], answer.json()["code"]) == (
            405,
            "GET",
            "method_not_allowed",
        )
    assert BARE.get(f"{site.url}{BASE}/finns/inte").json()["code"] == "not_found"
    assert BARE.get(f"{site.url}{BASE}/finns/inte").headers["content-type"] == "application/problem+json"
