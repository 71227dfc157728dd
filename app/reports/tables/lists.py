"""Lists that are no result's, such as needs and examples: where they come from, and what their files are called."""

from collections.abc import Mapping
from datetime import date

from app.assessment.results.method import CURRENT
from app.reports.kernel.tables import Source
from app.support.catalogue.names import capital_name


def list_source(
    *, owner: str, title: str, edition: str, version: str, year: int, is_example_data: bool, day: date
) -> Source:
    """Nothing of a list waits for approval or is a trial. `edition` is that of what it names, `version` its hash."""
    return Source(
        owner=owner,
        code="",
        year=year,
        title=title,
        questionnaire=edition,
        version=version,
        method=CURRENT.value,
        status="",
        is_final=True,
        is_example_data=is_example_data,
        is_trial=False,
        made=day,
    )


def capital_cells(capital_id: str, names: Mapping[str, str]) -> tuple[str, str]:
    """The cells of CAPITAL; a capital that the questionnaire no longer has is called by its id."""
    return capital_id, capital_name(capital_id, {capital_id: capital_id} | dict(names))
