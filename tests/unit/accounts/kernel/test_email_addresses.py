"""What is an e-mail address, and what a person is told whose text is none."""

import pytest

from app.accounts.kernel.email_addresses import AddressProblem, masked_address, read_address, read_pasted_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sara.lind@ale.se", "sara.lind@ale.se"),
        ("  Sara.Lind@ALE.se \t", "sara.lind@ale.se"),
        ("mailto:sara@ale.se", "sara@ale.se"),
        ("sara+omstallning@ale.se", "sara+omstallning@ale.se"),
        ("o'brien@kommun.lerum.se", "o'brien@kommun.lerum.se"),
        ("s@a.b.c-d.example", "s@a.b.c-d.example"),
        ("a" * 64 + "@ale.se", "a" * 64 + "@ale.se"),
        ("sara@ale.se.", "sara@ale.se"),
        ("”sara@ale.se”,", "sara@ale.se"),
        ("'sara@ale.se';", "sara@ale.se"),
        ("(sara@ale.se).", "sara@ale.se"),
        ("<mailto:sara@ale.se>", "sara@ale.se"),
        ("MAILTO:sara@ale.se?subject=Hej", "sara@ale.se"),
        ("\u200bsara@ale.se\u00a0", "sara@ale.se"),
        ("\u202asara@ale.se\u202c", "sara@ale.se"),
        ("\u2066sara@ale.se\u2069", "sara@ale.se"),
        ("\ufeffsa\u00adra@ale.se\u2028", "sara@ale.se"),
        ("sa\u034fra@ale.se\ufe0f", "sara@ale.se"),
        ("anna\u2010lena@upplands\u2011bro.se", "anna-lena@upplands-bro.se"),
        # The ASCII forms are those of RFC 5891, as registries show them.
        ("sara@malmö.se", "sara@xn--malm-8qa.se"),
        ("Sofia@VÄXJÖ.se", "sofia@xn--vxj-qla6g.se"),
        ("sara@mail.malmo\u0308.se", "sara@mail.xn--malm-8qa.se"),
    ],
)
def test_an_address_is_read_in_small_letters_without_what_stands_around_it(text: str, address: str) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "saknas"),
        ("   ", "saknas"),
        ("sara.lind", "inget @"),
        ("sara@lind@ale.se", "mer än ett @"),
        ("@ale.se", "inget före @"),
        ("sara@", "efter @"),
        ("sara@ale", "efter @"),
        ("sara@ale.", "efter @"),
        ("sara@.se", "efter @"),
        ("sara@ale..se", "efter @"),
        ("sara@-ale.se", "efter @"),
        ("sara@127.0.0.1", "efter @"),
        ("sara lind@ale.se", "före @"),
        (".sara@ale.se", "före @"),
        ("sara..lind@ale.se", "före @"),
        ("<sara@ale.se", "före @"),
        ("sara@ale.se\nBcc: x@y.se", "mer än ett @"),
        ("sara\r\n@ale.se", "före @"),
        ("sara@ale.se\x00", "efter @"),
        ("sara@\u0430le.se", "inte går att använda"),
        ("åsa@växjö.se", "å, ä eller ö"),
        ("åsa@ale.se", "å, ä eller ö"),
        ("a" * 65 + "@ale.se", "för lång"),
        ("a@" + "b" * 250 + ".se", "för lång"),
    ],
)
def test_what_is_no_address_is_told_with_what_to_do(text: str, message: str) -> None:
    error = read_address(text)
    assert isinstance(error, AddressProblem)
    assert message in error.message
    assert error.remedy


@pytest.mark.parametrize(
    "text",
    [
        "Sara.Lind@Ale.se",
        "Sara Lind <sara.lind@ale.se>",
        '"Lind, Sara" <Sara.Lind@ale.se> ',
        "<sara.lind@ale.se>",
        "\u200bsara.lind@ale.se\u00a0",
        "mailto:sara.lind@ale.se",
    ],
)
def test_one_address_may_be_pasted_as_a_mail_program_copies_it(text: str) -> None:
    assert read_pasted_address(text) == "sara.lind@ale.se"


@pytest.mark.parametrize("text", ["Sara Lind", "Sara Lind <sara>", "<>", "a@ale.se <b@ale.se> c", ""])
def test_what_is_pasted_without_an_address_at_its_end_is_told(text: str) -> None:
    assert isinstance(read_pasted_address(text), AddressProblem)


@pytest.mark.parametrize(
    ("address", "masked"),
    [("sara.lind@ale.se", "s…@ale.se"), ("x@ale.se", "x…@ale.se"), ("", ""), ("ingen adress", "")],
)
def test_a_masked_address_tells_the_server_and_not_the_person(address: str, masked: str) -> None:
    assert masked_address(address) == masked
