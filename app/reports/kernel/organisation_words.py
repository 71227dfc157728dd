"""What the one that answers is called, on pages and in reports: a kommun, or the association itself. The one place for
the noun and for what goes with it, and for how many there are in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.rounds.kernel.assessment import Assessment


@dataclass(frozen=True, slots=True)
class OrganisationNoun:
    """`the` and `of` as in "kommunen" and "kommunens"; both kinds take the same words around them."""

    the: str
    of: str
    board: str
    """Who decides, as a sentence begins."""
    director: str

    @property
    def heading(self) -> str:
        """As a sentence begins."""
        return self.the.capitalize()

    @property
    def of_heading(self) -> str:
        return self.of.capitalize()


KOMMUN = OrganisationNoun(the="kommunen", of="kommunens", board="Kommunstyrelsen", director="kommundirektören")
ASSOCIATION = OrganisationNoun(
    the="förbundet", of="förbundets", board="Förbundsstyrelsen", director="förbundsdirektören"
)


def noun_of(*, is_association: bool) -> OrganisationNoun:
    return ASSOCIATION if is_association else KOMMUN


def counted(assessments: Iterable[Assessment]) -> str:
    """As a sentence begins: "En kommun", "12 kommuner", "Göteborgsregionen och 12 kommuner". The association is named
    and never counted as a kommun.
    """
    every = list(assessments)
    names = [item.municipality for item in every if item.is_association]
    kommuner = len(every) - len(names)
    if kommuner or not names:
        names.append("En kommun" if kommuner == 1 and not names else f"{kommuner} kommun{'er' * (kommuner != 1)}")
    return " och ".join(names)
