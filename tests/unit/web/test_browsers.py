"""A browser's short name tells it from others and points out nobody's machine."""

import pytest

from app.web.shell.http.browsers import browser_of

MOZILLA = "Mozilla/5.0 "
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (MOZILLA + "(Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox på Windows"),
        (MOZILLA + "(X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox på Linux"),
        (MOZILLA + f"(Windows NT 10.0; Win64; x64) {WEBKIT}Chrome/142.0.0.0 Safari/537.36", "Chrome på Windows"),
        (MOZILLA + f"(Windows NT 10.0) {WEBKIT}Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge på Windows"),
        (MOZILLA + f"(X11; CrOS x86_64 14541.0.0) {WEBKIT}Chrome/142.0.0.0 Safari/537.36", "Chrome på Chromebook"),
        (MOZILLA + f"(Linux; Android 10; K) {WEBKIT}Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome på Android"),
        (
            MOZILLA + f"(Linux; Android 14; SM-S911B) {WEBKIT}SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36",
            "Samsung Internet på Android",
        ),
        (
            MOZILLA + "(iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.1 Safari/604.1",
            "Safari på iPhone",
        ),
        (MOZILLA + "(iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Safari/604.1", "Chrome på iPad"),
        (MOZILLA + "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.1 Safari/605", "Safari på Mac"),
        (MOZILLA + f"(Windows NT 10.0) {WEBKIT}Chrome/142.0.0.0 Safari/537.36 OPR/124.0.0.0", "Opera på Windows"),
        ("curl/8.5.0", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
        ("<script>" + "x" * 10_000 + "Linux", "Okänd webbläsare på Linux"),
    ],
)
def test_a_browser_is_told_by_name_and_system(user_agent: str, name: str) -> None:
    assert browser_of(user_agent) == name
