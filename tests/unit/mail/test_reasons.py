"""What a mail server says is kept without anybody's address in it."""

import pytest

from app.mail.reasons import MAX_CHARACTERS, redact_addresses

SARA = "sara.lind@ale.example"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("550 5.1.1 <sara.lind@ale.example>: User unknown", "550 5.1.1 (adressen): User unknown"),
        ("550 Sara.Lind@ale.example finns inte", "550 (adressen) finns inte"),
        ("550 no mailbox sara.lind here", "550 no mailbox (adressen) here"),
        ("450 from=<noreply@gr.example> to=<anna@b.example>", "450 from=(adressen) to=(adressen)"),
        ("451 4.7.1 Greylisted,\r\n try again", "451 4.7.1 Greylisted, try again"),
        ("550 å\x00\x1b[31m", "550 å[31m"),
        ("", ""),
    ],
)
def test_an_address_is_left_out_of_the_reason(text: str, reason: str) -> None:
    assert redact_addresses(text, SARA) == reason


def test_a_reason_is_cut_where_it_gets_long() -> None:
    assert len(redact_addresses("550 " + "x" * 5_000)) == MAX_CHARACTERS
