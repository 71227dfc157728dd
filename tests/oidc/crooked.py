"""A provider that does what a certified one never would: wrong signatures, other people's tokens, answers out of order.

It has no page to sign in on. A test takes the question from the address that somebody is sent to (`asked`), and comes back
with the code that it likes.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from app.federation.providers import Provider

CLIENT_ID, SECRET = "omstallningskollen", "only-for-tests-0123456789"


@cache
def rsa_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"}, auto_kid=False)


def public(*names: str) -> dict[str, Any]:
    return dict(KeySet([rsa_key(name) for name in names]).as_dict(private=False))


@dataclass
class Crooked:
    """What it says, until a test changes it. `asked_for` lists the paths that were fetched."""

    port: int
    claims: dict[str, Any] = field(default_factory=dict)
    """Of the ID token, beside and instead of the right ones; None takes one away."""
    user_info: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    keys: tuple[str, ...] = ("first",)
    signed_with: str = "first"
    sign: Callable[[dict[str, Any]], str] | None = None
    """Makes the whole ID token instead."""
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Path -> status and body, instead of the right ones."""
    now: int = 0
    question: dict[str, str] = field(default_factory=dict)
    asked_for: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def provider(self, **values: Any) -> Provider:
        right: dict[str, Any] = {
            "id": "norrby",
            "name": "Norrby kommun",
            "issuer": self.issuer,
            "client_id": CLIENT_ID,
            "client_secret_env": "NORRBY_SECRET",
            "email_domains": ["norrby.example"],
        }
        return Provider.model_validate(right | values)

    def asked(self, address: str) -> dict[str, str]:
        """Take the question from the address that somebody was sent to. Returns its parameters."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        self.question = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return self.question

    def id_token(self) -> str:
        right = {
            "iss": self.issuer,
            "sub": "s-1",
            "aud": CLIENT_ID,
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": self.question.get("nonce", ""),
        }
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        return jwt.encode({"alg": "RS256", "kid": self.signed_with}, claims, rsa_key(self.signed_with))

    def answer(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        self.asked_for.append(path)
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            right = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
            }
            return 200, json.dumps(right | self.metadata)
        if path == "/jwks":
            return 200, json.dumps(public(*self.keys))
        if path == "/userinfo":
            return 200, json.dumps({"sub": "s-1"} | self.user_info)
        if path == "/token":
            return self._token(fields)
        return 404, "{}"

    def _token(self, fields: dict[str, str]) -> tuple[int, str]:
        """Only for the one who holds the verifier of the challenge that was sent along."""
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.question.get("code_challenge"):
            return 400, json.dumps({"error": "invalid_grant"})
        return 200, json.dumps({"access_token": "a", "token_type": "Bearer", "id_token": self.id_token()})


@contextmanager
def crooked_provider() -> Iterator[Crooked]:
    """Runs while the block does, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(body).items()})

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, fields: dict[str, str]) -> None:
            status, body = provider.answer(urlsplit(self.path).path, fields)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Crooked(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
