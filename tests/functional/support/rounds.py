"""What the tests of rounds share: addresses in the example region, days from today, and a trial that is planned."""

from datetime import UTC, datetime, timedelta

from app.rounds.kernel.days import day_of
from tests.functional.support.pages import Form, Page
from tests.functional.support.people import ROUND
from tests.functional.support.visitor import Visitor

NEW = "/gr/omgangar/ny"
PLAN = f"{NEW}/omstallningsformaga/2025"
TRIED = "/gr/omstallningsformaga/2025-prov"
TRIAL = f"{ROUND}-prov"
LERUM = f"{TRIAL}/1441-lerum"
"""Of the trial that the example region has."""


def day(after: int) -> str:
    return day_of(datetime.now(UTC) + timedelta(days=after)).isoformat()


def unticked(form: Form, *names: str) -> dict[str, str]:
    """What the form sends when some of its boxes are not ticked."""
    assert set(names) <= set(form.values)
    return {name: value for name, value in form.values.items() if name not in names}


def plan_trial(region: Visitor) -> Page:
    form = region.get(PLAN).form("Planera")
    return region.send(form, slag="prov", oppnar=day(0), stanger=day(30))


def rows_of(page: Page) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in page.table[1:]}


def letters(region: Visitor, kind: str = "omgang-oppnad") -> int:
    ((count,),) = region.site.rows("SELECT count(*) FROM mail WHERE kind = ?", kind)
    return int(count)
