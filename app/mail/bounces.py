"""Reading a delivery status notification (RFC 3464): which of our mails came back, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

_ID = re.compile(r"<?([^\s<>]+)>?")


@dataclass(frozen=True, slots=True)
class Bounce:
    message_id: str
    """Of the mail that came back, without the angle brackets."""
    reason: str
    """In the words of the server that would not take it, addresses included."""


def read_bounce(content: bytes) -> Bounce | None:
    """None for what is no such notice (somebody is away, a person answered), and for one that only tells of a delay."""
    # The older policy: it takes whatever a mail may have in its headers.
    notice = message_from_bytes(content, policy=compat32)
    if notice.get_content_type() != "multipart/report" or notice.get_param("report-type") != "delivery-status":
        return None
    reason = next((_reason(fields) for fields in _recipients(notice) if _word(fields, "Action") == "failed"), None)
    message_id = _message_id(notice)
    return None if reason is None or message_id is None else Bounce(message_id, reason)


def _recipients(notice: Message) -> Iterator[Message]:
    """The fields that tell of one recipient each. The first group is about the mail as a whole."""
    for part in notice.walk():
        groups = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(groups, list):
            yield from (group for group in groups[1:] if isinstance(group, Message))


def _reason(fields: Message) -> str:
    _, _, text = str(fields.get("Diagnostic-Code", "")).partition(";")
    words, status = " ".join(text.split()), _word(fields, "Status")
    return words if not status or status in words else f"{status} {words}".strip()


def _word(fields: Message, name: str) -> str:
    words = str(fields.get(name, "")).split()
    return words[0].lower() if words else ""


def _message_id(notice: Message) -> str | None:
    """From what came back of the mail, or from the mark that it was sent with."""
    headers_of_parts = (_headers(part) for part in notice.walk() if part is not notice)
    message_ids = [
        str(headers["Message-ID"]) for headers in headers_of_parts if headers is not None and headers["Message-ID"]
    ]
    message_ids += [str(part["Original-Envelope-Id"]) for part in notice.walk() if part["Original-Envelope-Id"]]
    ids = [match[1] for match in map(_ID.search, message_ids) if match]
    return ids[0] if ids else None


def _headers(part: Message) -> Message | None:
    """The headers of the mail that came back, whole or by themselves."""
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
        return next((message for message in payload if isinstance(message, Message)), None)
    if part.get_content_type() == "text/rfc822-headers" and isinstance(payload, str):
        return message_from_bytes(part.get_payload(decode=True) or b"", policy=compat32)  # type: ignore[arg-type]
    return None
