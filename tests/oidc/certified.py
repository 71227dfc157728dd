"""The certified provider `oidc-provider` as a process of its own on this machine, and somebody who signs in there."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from re import findall, search
from urllib.parse import urljoin

import httpx

FOLDER = Path(__file__).parent
CLIENT_ID, SECRET = "omstallningskollen", "only-for-tests-0123456789"


@dataclass(frozen=True, slots=True)
class Certified:
    issuer: str


@contextmanager
def certified_provider(
    port: int, redirect_uri: str, accounts: Mapping[str, Mapping[str, object]]
) -> Iterator[Certified]:
    """Runs while the block does. `accounts` (login -> claims) says what differs from a verified address and a name."""
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / "oidc-provider").is_dir():
        raise RuntimeError("The provider is not installed. Run: scripts/setup test")
    client = {"client_id": CLIENT_ID, "client_secret": SECRET, "redirect_uris": [redirect_uri]}
    settings = json.dumps({"port": port, "client": client, "accounts": accounts})
    process = subprocess.Popen(
        [node, "provider.mjs"],
        cwd=FOLDER,
        env=os.environ | {"OIDC_TEST": settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        if not any(line == "ready\n" for line in process.stdout):
            raise RuntimeError("the certified provider did not start")
        yield Certified(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
        if process.stdin is not None:
            process.stdin.close()


def sign_in_at(address: str, login: str | None) -> str:
    """What somebody does in a browser at the provider, from the address they were sent to; None for who gives up.

    Returns the address they are sent back to.
    """
    with httpx.Client(timeout=20) as browser:
        answer = _at_provider(browser, browser.get(address))
        while not isinstance(answer, str):
            if login is None:
                answer = _at_provider(browser, browser.get(_first(r'<a href="([^"]*/abort)"', answer)))
                continue
            action = _first(r'<form[^>]* action="([^"]+)"', answer)
            fields = dict(findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
            if 'name="login"' in answer.text:
                fields |= {"login": login, "password": "none is checked"}
            answer = _at_provider(browser, browser.post(urljoin(str(answer.url), action), data=fields))
        return answer


def _at_provider(browser: httpx.Client, answer: httpx.Response) -> httpx.Response | str:
    """The page that it leads to at the provider, or the address elsewhere that it leads to."""
    start = answer.url
    while answer.is_redirect:
        target = urljoin(str(answer.url), answer.headers["location"])
        if httpx.URL(target).port != start.port:
            return target
        answer = browser.get(target)
    assert answer.status_code == 200, f"{answer.status_code} {answer.text[:500]}"
    return answer


def _first(pattern: str, page: httpx.Response) -> str:
    match = search(pattern, page.text)
    assert match is not None, page.text[:2000]
    return urljoin(str(page.url), unescape(match[1]))
