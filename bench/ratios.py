"""What was measured against what, the limit it has to keep, and the table of it all."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measure of the product divided by the floor's; `product` and `floor` are those two as text, with units."""

    subject: str
    product: str
    floor: str
    value: float
    limit: float
    at_least: bool
    """Whether the limit is the lowest allowed value; otherwise it is the highest."""

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def paired(products: Sequence[float], floors: Sequence[float]) -> float:
    """Median of the ratios of neighbours in time: what else the machine does meets both of a pair alike.

    Raises ValueError when the two are not of one length or empty.
    """
    return median(product / floor for product, floor in zip(products, floors, strict=True))


def table(ratios: Sequence[Ratio]) -> str:
    """One line per ratio, in columns."""
    header = ("", "product", "floor", "ratio", "limit", "")
    lines = [header, *map(_cells, ratios)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            (line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)))
        )
        for line in lines
    )


def _cells(ratio: Ratio) -> tuple[str, str, str, str, str, str]:
    sign = ">=" if ratio.at_least else "<="
    verdict = "holds" if ratio.holds else "BROKEN"
    return ratio.subject, ratio.product, ratio.floor, f"{ratio.value:.2f}", f"{sign} {ratio.limit:g}", verdict
