"""Host names of letters beyond a to z are written as browsers do."""

import pytest
from pydantic import ValidationError

from app.accounts.kernel.host_names import ascii_host
from app.config import Settings


@pytest.mark.parametrize(("host", "written"), [
    ("kollen.example", "kollen.example"),
    ("omställning.example", "xn--omstllning-t5a.example"),
    ("åäö.example", "xn--4cab6c.example"),
    ("ÅÄÖ.example", "xn--4cab6c.example"),
    ("xn--4cab6c.example", "xn--4cab6c.example"),
    ("127.0.0.1", "127.0.0.1"),
    ("::1", "::1"),
])  # fmt: skip
def test_a_host_is_written_with_a_to_z_alone(host: str, written: str) -> None:
    assert ascii_host(host) == written


@pytest.mark.parametrize("host", ["a..example", "ä" * 64 + ".example", "a" * 64 + ".example"])
def test_what_can_be_no_host_stops_the_start(host: str) -> None:
    with pytest.raises(ValueError, match="can be in no address"):
        ascii_host(host)
    with pytest.raises(ValidationError, match="can be in no address"):
        Settings(public_url=f"https://{host}")
