"""A need as a line on a page that has several kommuner: whose it is, what, and what was said about it."""

from dataclasses import dataclass

from app.services.support.pooled_needs import KommunNeed
from app.support.catalogue.names import TARGET_GROUPS
from app.support.needs.names import TOGETHER, when_needed


@dataclass(frozen=True, slots=True)
class NeedRowLine:
    kommun: str
    text: str
    about: str


def need_row_line(kommun_need: KommunNeed) -> NeedRowLine:
    stored_need, need = kommun_need.need, kommun_need.need.need
    groups = ", ".join(TARGET_GROUPS[group].lower() for group in need.target_groups)
    soon = when_needed(need.urgency, stored_need.urgency_year)
    parts = (soon, TOGETHER[need.together], f"För {groups}" if groups else "")
    return NeedRowLine(kommun_need.assessment.municipality, need.text, " · ".join(filter(None, parts)))
