"""What the one that answers is called, on pages and in reports: a kommun, or the association itself. The one place for
the noun and for what goes with it.
"""

from dataclasses import dataclass


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
