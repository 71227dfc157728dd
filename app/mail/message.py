"""Building an e-mail message (MIME): plain text, UTF-8, and marked as written by a machine."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """What one mail is to say, and to whom."""

    to_address: str
    subject: str
    body: str
    message_id: str
    """Without the angle brackets."""
    reply_to: str = ""


def build_message(post: OutgoingMail, sender: Address, date: datetime) -> EmailMessage:
    """Raises ValueError for an address that no mail can be sent to."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = read_address(post.to_address)
    if post.reply_to and post.reply_to.isascii():
        message["Reply-To"] = read_address(post.reply_to)
    message["Subject"] = post.subject
    message["Date"] = date
    message["Message-ID"] = f"<{post.message_id}>"
    # The first is the standard's word to those who answer by machine, the second is what Exchange listens to.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(post.body, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = "sv"
    return message


def read_address(text: str) -> Address:
    """An address with its domain as the network writes it. Raises ValueError when it is none."""
    username, _, domain = text.strip().rpartition("@")
    if not username or not domain or not text.isprintable() or " " in text.strip():
        raise ValueError("not a mail address")
    try:
        ascii_domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("not a mail address") from None
    return Address(username=username, domain=ascii_domain)
