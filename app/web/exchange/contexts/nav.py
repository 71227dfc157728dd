"""The four parts of exchange, as links on top of each."""

from dataclasses import dataclass

EXAMPLES, QUESTIONS, NETWORKS, CHALLENGES = "exempel", "fragor", "natverk", "utmaningar"
LABELS = {EXAMPLES: "Exempel", QUESTIONS: "Frågor och svar", NETWORKS: "Nätverk", CHALLENGES: "Utmaningar"}


@dataclass(frozen=True, slots=True)
class NavLink:
    label: str
    url: str
    is_current: bool


def exchange_nav(region_slug: str, current: str) -> tuple[NavLink, ...]:
    return tuple(NavLink(label, f"/{region_slug}/{part}", part == current) for part, label in LABELS.items())
