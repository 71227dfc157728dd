"""The mail server and the sender's addresses, as the settings give them. What cannot work is refused at the start."""

import re
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from enum import Enum
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class Encryption(Enum):
    """How the way to the mail server is kept from being read."""

    NONE = "none"
    STARTTLS = "required"
    TLS = "from the first byte"


_PORTS = {Encryption.NONE: 25, Encryption.STARTTLS: 587, Encryption.TLS: 465}
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""What a machine is called by itself, and by nobody else."""


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)


def read_mail_server(url: str) -> MailServer:
    """`smtp://user:password@host:587?starttls=required`, `smtps://…`, or `smtp://…` without encryption.

    Raises ValueError, which never repeats the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise ValueError("write smtp://host:port, smtp://user:password@host:port?starttls=required or smtps://…")
    encryption = _encryption(parts)
    server = MailServer(
        host=parts.hostname,
        port=_port(parts) or _PORTS[encryption],
        encryption=encryption,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
    if not (server.user + server.password).isascii():
        raise ValueError("user and password may have no å, ä, ö or other letters beyond ASCII")
    if server.password and encryption is Encryption.NONE and server.host not in LOOPBACK_HOSTS:
        raise ValueError("a password would go unencrypted over the network: add ?starttls=required or use smtps://")
    return server


def _encryption(parts: SplitResult) -> Encryption:
    options = parse_qs(parts.query, keep_blank_values=True)
    if not options:
        return Encryption.TLS if parts.scheme == "smtps" else Encryption.NONE
    if parts.scheme == "smtps" or options != {"starttls": ["required"]}:
        raise ValueError("the only thing that may follow the port is ?starttls=required, and only for smtp://")
    return Encryption.STARTTLS


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ValueError("the port is a number from 1 to 65535") from None


_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_QUOTED = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"')


def read_sender(text: str) -> Address:
    """`noreply@gr.example` or `Omställningskollen <noreply@gr.example>`. Raises ValueError.

    The name may be written as people write names, with a colon or a comma in it: it is quoted in the mail where
    RFC 5322 asks for that. Quotation marks round the whole of it are not part of it.
    """
    error = "write one address, such as Omställningskollen <noreply@example.se>"
    match = _NAMED.fullmatch(text.strip())
    name, address_text = (match["name"].strip(), match["address"]) if match else ("", text.strip())
    quotation = _QUOTED.fullmatch(name)
    if quotation is not None:
        name = re.sub(r"\\(.)", r"\1", quotation["text"])
    try:
        address = Address(name, addr_spec=address_text)
    except (ValueError, IndexError, AttributeError, HeaderParseError):  # the library's own, of "m@[" for example
        raise ValueError(error) from None
    if not address.addr_spec.isascii() or not text.isprintable():
        raise ValueError(error)
    if not address.username or "." not in address.domain:
        raise ValueError(error)
    return address
