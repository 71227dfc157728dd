"""One application for the folder, where people sign in by mail and may add passkeys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.sign_in.passkeys.acts import URL, give_addresses
from tests.functional.support.serving import Site, serving


@pytest.fixture(scope="package")
def offering(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("offering"), example_database, public_url=URL) as site:
        yield site


@pytest.fixture
def site(offering: Site) -> Site:
    """Ale's coordinator and the region's have addresses."""
    offering.restore()
    give_addresses(offering)
    return offering
