"""The catalogue laid out by capital and form: everything in its place, filters, and the gaps of the research."""

import pytest

from app.support.catalogue.catalogue import OVERALL, CtmPart, Governance, ItemPrevious, KommunSize, TargetGroup
from app.support.catalogue.matrix import CatalogueFilter, matrix, questions_without_support
from tests.unit.support.builders import (
    KNOWLEDGE,
    RESOURCES,
    ROOM,
    a_catalogue,
    an_item,
    capital_ids,
    our_catalogue,
    our_questionnaire,
)

CATALOGUE = a_catalogue(
    an_item("kurs", {"politiskt": [KNOWLEDGE, RESOURCES], OVERALL: [ROOM]}, suits=(0, 1)),
    an_item("natverk", {"realt": [ROOM]}, groups=[TargetGroup.STRATEGISTS], size=KommunSize.SMALL),
    an_item("bort", {"politiskt": [ROOM]}, previous=ItemPrevious.RETIRED),
)


def cells(only: CatalogueFilter = CatalogueFilter()) -> dict[tuple[str, str], list[str]]:  # noqa: B008 - it is frozen
    table = matrix(CATALOGUE, ("politiskt", "realt"), only)
    return {
        (cell.capital_id, cell.form.value): [item.id for item in cell.items]
        for row in table.rows
        for cell in row.cells
        if cell.items
    }


def test_an_item_stands_in_every_cell_that_it_has_a_place_in_and_a_retired_one_in_none() -> None:
    assert cells() == {
        ("politiskt", "kunskapsbas"): ["kurs"],
        ("politiskt", "resursbas"): ["kurs"],
        ("realt", "handlingsutrymme"): ["natverk"],
        (OVERALL, "handlingsutrymme"): ["kurs"],
    }


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (CatalogueFilter(target_group=TargetGroup.STRATEGISTS), ["natverk"]),
        (CatalogueFilter(governance=Governance.TACTICAL), ["kurs", "natverk"]),
        (CatalogueFilter(governance=Governance.STRATEGIC), []),
        (CatalogueFilter(level=1), ["kurs", "natverk"]),
        (CatalogueFilter(level=2), ["natverk"]),
        (CatalogueFilter(ctm=CtmPart.LEARN), []),
        (CatalogueFilter(fits_all=True), ["kurs"]),
    ],
)
def test_a_filter_leaves_out_what_is_not_asked_for(only: CatalogueFilter, names: list[str]) -> None:
    assert [item.id for item in matrix(CATALOGUE, ("politiskt", "realt"), only).items] == names


def test_a_filter_makes_no_gaps() -> None:
    everything = matrix(CATALOGUE, ("politiskt", "realt"))
    nothing = matrix(CATALOGUE, ("politiskt", "realt"), CatalogueFilter(ctm=CtmPart.LEARN))
    assert nothing.items == ()
    assert [(cell.capital_id, cell.form) for cell in nothing.gaps] == [
        (cell.capital_id, cell.form) for cell in everything.gaps
    ]


def test_the_gaps_of_the_research_stay_gaps() -> None:
    """Bilaga 2 has nothing for realt × handlingsutrymme, and no item is for the kommun's companies."""
    table = matrix(our_catalogue(), capital_ids())
    assert [(cell.capital_id, cell.form) for cell in table.gaps] == [("realt", ROOM)]

    scored = tuple(question.id for capital in our_questionnaire().capitals for question in capital.questions)
    assert questions_without_support(our_catalogue(), scored) == ("organisatoriskt-bolag",)
