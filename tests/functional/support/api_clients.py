"""Programs that read with a token, and every address that they have."""

from collections.abc import Sequence
from typing import Any

import httpx

from app.accounts.api.api_scopes import Scope
from app.accounts.kernel.tokens import hash_of
from app.web.api.application import BASE, routes_of
from tests.functional.support.serving import Site

BARE = httpx.Client(timeout=60)
"""Sends nothing of itself."""
EVERY_SCOPE = tuple(Scope)
LATER, EARLIER = "2099-01-01 00:00:00", "2020-01-01 00:00:00"


def token_of(site: Site, slug: str, *scopes: Scope, region: str = "gr", expires: str = LATER, secret: str = "") -> str:
    """A token of the kommun with this slug, or of the region with none; with every scope unless some are named."""
    secret = secret or f"omk_{region}-{slug}-{'-'.join(scopes)}"
    ((region_id,),) = site.rows("SELECT id FROM region WHERE slug = ?", region)
    kommun = site.rows("SELECT id FROM municipality WHERE region_id = ? AND slug = ?", region_id, slug)
    names = ", ".join(f'"{scope}"' for scope in scopes or EVERY_SCOPE)
    site.change(
        "INSERT INTO api_token (token_hash, name, region_id, municipality_id, scopes, created_at, expires_at) "
        "VALUES (?, 'prov', ?, ?, ?, ?, ?)",
        hash_of(secret),
        region_id,
        kommun[0][0] if kommun else None,
        f"[{names}]",
        EARLIER,
        expires,
    )
    return secret


def ask(site: Site, token: str, address: str, **headers: str) -> httpx.Response:
    """An address below the API's, or a whole path."""
    path = address if address.startswith("/") else f"{BASE}/{address}"
    return BARE.get(f"{site.url}{path}", headers={"Authorization": f"Bearer {token}"} | headers)


def read(site: Site, token: str, address: str) -> Any:
    answer = ask(site, token, address)
    assert answer.status_code == 200, answer.text
    return answer.json()


YEARS = (2024, 2025, 2026)


def every_address(site: Site, *codes: str, years: Sequence[int] = YEARS) -> list[str]:
    """Of every route, for these kommuner and years."""
    paths = [route.path for route in routes_of(site.app.state.api)]
    addresses = [
        f"{BASE}{path}".format(questionnaire="omstallningsformaga", year=year, code=code)
        for path in paths
        for year in (years if "{year}" in path else (0,))
        for code in (codes if "{code}" in path else ("",))
    ]
    assert len(addresses) >= len(paths)
    return addresses


def everything(site: Site, token: str, *codes: str, years: Sequence[int] = YEARS) -> dict[str, tuple[int, str]]:
    """What each address answers."""
    answers = {address: ask(site, token, address) for address in every_address(site, *codes, years=years)}
    return {address: (answer.status_code, answer.text) for address, answer in answers.items()}
