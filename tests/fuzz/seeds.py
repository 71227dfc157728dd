"""What fuzzing begins from: the tests' own small files, and a few of each format that no other test keeps as a file."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator

from tests.paths import ROOT

DEFINITIONS, DATA = ROOT / "tests" / "definitions", ROOT / "tests" / "data"
FILES = {
    "questionnaire": (DEFINITIONS, ("valid/*.yaml", "invalid/*.yaml")),
    "catalogue": (DEFINITIONS, ("catalogues/*/*.yaml",)),
    "invitations": (DATA, ("cases/*",)),
    "submission": (DATA, ("cases/answers*", "agreement_answers.csv")),
    "bounces": (DATA, ("bounces/*",)),
}
LONGEST_BYTES = 20_000
VERSION_2, VERSION_10 = (b"PK\x01\x02\x14\x03" + version for version in (b"\x14\x00", b"\x65\x00"))
"""What unpacking a part of a zip asks for, in its list of parts: the common one, and one that there is not."""
MANIFEST: dict[str, object] = {
    "format": 1,
    "revision": "0026",
    "made_at": "2026-11-30T12:00:00Z",
    "region": "gr",
    "region_name": "Göteborgsregionen",
    "kommun": "",
    "kommun_name": "",
    "log_number": 1,
    "log_hash": "",
    "editions": {},
    "results": {},
    "parts": {"region": {"lines": 1, "sha256": hashlib.sha256(b'{"id":1}\n').hexdigest()}},
}
TEXTS = {
    "discovery": (
        '{"issuer":"https://prov.example","authorization_endpoint":"https://prov.example/a","token_endpoint":"https://prov.example/t","jwks_uri":"https://prov.example/k"}',
        '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB","kid":"1"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{"kty":"oct","k":"AA"}]}',
    ),
    "addresses": (
        "Anna Åberg <anna@norrby.example>",
        '"Åberg, Anna" <anna@xn--norrby-abc.example>; bo@söderby.example',
        "mailto:anna@norrby.example?subject=x",
        "smtp://user:pass%40word@host.example:587?starttls=required",
        "smtps://[::1]:465",
        "m@[",
    ),
    "id_token": tuple(
        ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (header, b'{"iss":"x"}', b"AA"))
        for header in (b'{"alg":"RS256","kid":"1"}', b'{"alg":"none"}', b'{"alg":"ES256","crit":["b64"],"b64":false}')
    ),
    "manifest": (json.dumps(MANIFEST), "{}", "[[]]", '{"format": 99}'),
}


def seeds_of(name: str) -> Iterator[bytes]:
    folder, patterns = FILES.get(name, (DATA, ()))
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            content = path.read_bytes()
            if len(content) <= LONGEST_BYTES:
                yield content
    yield from (text.encode() for text in TEXTS.get(name, ()))
    if name == "transfer":
        yield _a_file()
        yield _a_file().replace(VERSION_2, VERSION_10)


def _a_file() -> bytes:
    content = json.dumps(MANIFEST).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("manifest.json", content)
        file.writestr("manifest.sha256", hashlib.sha256(content).hexdigest())
        file.writestr("region.jsonl", '{"id":1}\n')
    return target.getvalue()
