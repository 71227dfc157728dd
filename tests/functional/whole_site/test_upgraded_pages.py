"""The pages of a region that began with an earlier release, after the upgrade: the oldest that is kept, and the newest."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from app.reports.kernel.wording import number
from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.functional.support.pages import text_of
from tests.functional.support.people import HARRYDA, HARRYDA_COORDINATOR, REGION_COORDINATOR, ROUND
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor
from tests.integration.support.releases import Release, releases
from tests.paths import CATALOGUES

OLDEST, *_, NEWEST = (release for release in releases() if release.kind == "region")


@pytest.fixture(scope="module", params=[OLDEST, NEWEST], ids=str)
def release(request: pytest.FixtureRequest) -> Release:
    release: Release = request.param
    return release


@pytest.fixture(scope="module")
def upgraded(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """As `serve --prepare` brings it up."""
    folder = tmp_path_factory.mktemp("upgraded")
    path = folder / "release.db"
    release.unpack(path)
    with closing(Database(f"sqlite:///{path}")) as database:
        migrate(database)
        take_in(database, CATALOGUES, datetime.now(UTC))
    with serving(folder / "site", path) as site:
        yield site


def test_a_kommuns_coordinator_finds_every_earlier_years_result(upgraded: Site) -> None:
    with Visitor(upgraded) as harryda:
        harryda.become(HARRYDA_COORDINATOR)
        for year in ("2024", "2025"):
            page = harryda.get(f"{HARRYDA.replace('2026', year)}/resultat")
            assert f"Fastställd 27 november {year} av kommundirektören" in page.text
            assert f"Profil {year}" in page.text


def test_the_result_that_was_locked_last_year_has_the_figures_that_the_release_showed(
    upgraded: Site, release: Release
) -> None:
    """Of the edition 2025, whose indices are none near a level, where two decimals would be shown."""
    ((assessment_id,),) = upgraded.rows(
        "SELECT assessment.id FROM assessment JOIN municipality ON municipality.id = municipality_id "
        "JOIN round ON round.id = round_id JOIN edition ON edition.id = edition_id WHERE code = '1401' AND year = 2025"
    )
    (figures,) = [each for each in release.figures if each["assessment"] == assessment_id]
    with Visitor(upgraded) as harryda:
        harryda.become(HARRYDA_COORDINATOR)
        page = harryda.get(f"{HARRYDA.replace('2026', '2025')}/resultat")
    (table,) = [item for item in page.tree.iter("table") if text_of(next(item.iter("caption"))) == "Profil 2025"]
    rows = [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]
    shown = [row[2] for row in rows[1:]]
    assert shown == [number(Fraction(capital["index"]), 1) for capital in figures["capitals"].values()]


def test_the_regions_coordinator_finds_the_overview_the_catalogue_and_the_log(upgraded: Site, release: Release) -> None:
    with Visitor(upgraded) as region:
        region.become(REGION_COORDINATOR)
        overview = region.get(f"{ROUND}/oversikt")
        assert overview.links["Härryda"] == f"{ROUND}/kommuner/1401-harryda"
        assert "Allt stöd som kan stärka en kommuns omställning" in region.get("/gr/stod").text
        log = region.get("/gr/logg").text
        assert ("Omgången öppnades för" in log) is (release != OLDEST), "the first schema had no log"
