"""The example region as a real one, whose mails are sent."""

from app.accounts.mail.mail_form import MailKind
from tests.functional.support.serving import Site

BY_THE_CLOCK = (
    MailKind.WEEK_LEFT,
    MailKind.ACTION_DUE,
    MailKind.ACTION_LATE,
    MailKind.ANSWER_DUE,
    MailKind.EXCHANGE_NEWS,
    MailKind.REVIEW_DAYS,
)


def make_real(site: Site) -> None:
    """Nobody gets what comes by nobody's act: it would stand among the mails that a test waits for on some days, such as
    the first of a month, and then only where the service looks after this and not before it.
    """
    for kind in BY_THE_CLOCK:
        site.change("INSERT INTO mail_opt_out (person_id, kind) SELECT id, ? FROM person", kind.value)
    site.change("UPDATE region SET is_example = 0")
