"""One page of every kind that the association has, as one that answers beside its kommuner, and of the mirror."""

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import COORDINATOR, Person

MIRROR = "/gr/samverkan-uppfoljning/2026/spegel"
FOLLOW_UP = "/gr/samverkan-uppfoljning/2026/forbundet"
OWN = "/gr/samverkanskapital/2026/forbundet"
LEADER = Person("Göteborgsregionen", "förbundets samordnare")
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")

ASSOCIATION_PAGES = (
    PageKind("mirror", as_person(REGION_COORDINATOR, MIRROR)),
    PageKind("mirror as a kommun reads it", as_person(Person("Alingsås", COORDINATOR), MIRROR)),
    PageKind("round about the collaboration", as_person(REGION_COORDINATOR, "/gr/samverkan-uppfoljning/2026")),
    PageKind("round about the association", as_person(REGION_COORDINATOR, "/gr/samverkanskapital/2026")),
    PageKind("association's own page", as_person(LEADER, "/gr/kommuner/forbundet")),
    PageKind("association's year", as_person(LEADER, FOLLOW_UP)),
    PageKind("how the association answers", as_person(LEADER, f"{OWN}/hur-ni-svarar")),
    PageKind("result of the association", as_person(LEADER, f"{FOLLOW_UP}/resultat")),
    PageKind("what the association shares", as_person(LEADER, f"{FOLLOW_UP}/delning")),
    PageKind("report of the association", as_person(LEADER, f"{FOLLOW_UP}/rapport")),
)
