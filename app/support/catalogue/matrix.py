"""The catalogue as a table: a row for each capital, a column for each form, what stands in the cell, and the gaps."""

from dataclasses import dataclass

from app.support.catalogue.catalogue import (
    OVERALL,
    Catalogue,
    CatalogueItem,
    CtmPart,
    Governance,
    KommunSize,
    SupportForm,
    TargetGroup,
)


@dataclass(frozen=True, slots=True)
class CatalogueFilter:
    """What to show; None is anything. `level` counts from 0, `fits_all` leaves out what is for small kommuner."""

    target_group: TargetGroup | None = None
    governance: Governance | None = None
    level: int | None = None
    ctm: CtmPart | None = None
    fits_all: bool = False

    def lets_through(self, item: CatalogueItem) -> bool:
        """Whether an item is to be shown."""
        return (
            (self.target_group is None or self.target_group in item.target_groups)
            and (self.governance is None or self.governance in item.governance)
            and (self.level is None or item.suits.lowest <= self.level <= item.suits.highest)
            and (self.ctm is None or self.ctm is item.ctm)
            and not (self.fits_all and item.size is KommunSize.SMALL)
        )


ANYTHING = CatalogueFilter()


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The items of one capital and form. `is_gap`: the catalogue has none at all, whatever the filter."""

    capital_id: str
    form: SupportForm
    items: tuple[CatalogueItem, ...]
    is_gap: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One capital, or `OVERALL`, with a cell for each form in their order."""

    capital_id: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class CatalogueMatrix:
    """Rows in the order of the capitals, the whole ability last. An item stands in every cell it has a place in."""

    rows: tuple[MatrixRow, ...]
    items: tuple[CatalogueItem, ...]
    """Everything that the filter lets through, each once, in the order of the catalogue."""

    @property
    def gaps(self) -> tuple[MatrixCell, ...]:
        """The cells for which the catalogue has nothing."""
        return tuple(cell for row in self.rows for cell in row.cells if cell.is_gap)


def matrix(catalogue: Catalogue, capital_ids: tuple[str, ...], only: CatalogueFilter = ANYTHING) -> CatalogueMatrix:
    """The table of what is offered. `capital_ids` are the questionnaire's own capitals in order, without `OVERALL`."""
    items = tuple(item for item in catalogue.offered if only.lets_through(item))
    return CatalogueMatrix(
        rows=tuple(
            MatrixRow(
                capital_id=capital_id,
                cells=tuple(_cell(catalogue, items, capital_id, form) for form in SupportForm),
            )
            for capital_id in (*capital_ids, OVERALL)
        ),
        items=items,
    )


def questions_without_support(catalogue: Catalogue, question_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The questions that no item helps with, in their order: what the catalogue has nothing to say to."""
    helped_questions = {question for item in catalogue.offered for question in item.questions}
    return tuple(question for question in question_ids if question not in helped_questions)


def _cell(catalogue: Catalogue, items: tuple[CatalogueItem, ...], capital_id: str, form: SupportForm) -> MatrixCell:
    return MatrixCell(
        capital_id=capital_id,
        form=form,
        items=tuple(item for item in items if _stands_in(item, capital_id, form)),
        is_gap=not any(_stands_in(item, capital_id, form) for item in catalogue.offered),
    )


def _stands_in(item: CatalogueItem, capital_id: str, form: SupportForm) -> bool:
    return any(placing.capital == capital_id and form in placing.forms for placing in item.places)
