"""Contexts of changing a workshop, and of taking a planned one away."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import count
from app.services.workshops.replanning import WorkshopChange
from app.web.shell.contexts.frame import Frame
from app.web.workshops.contexts.workshops import COUNTS, GroupCountField, group_fields


@dataclass(frozen=True, slots=True)
class WorkshopChangePage:
    frame: Frame
    action: str
    back_url: str
    fields: Mapping[str, str]
    groups: tuple[GroupCountField, ...]
    """Empty once it runs: they are fixed."""
    counts: tuple[tuple[str, str], ...]
    stamp: str
    is_planned: bool
    theirs: tuple[str, ...]
    """What stands now, where somebody else has changed it since the form was loaded."""
    has_begun: bool
    """It has begun since the form was loaded."""
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkshopRemovalPage:
    frame: Frame
    url: str
    title: str
    focus: str
    is_planned: bool


def change_page(
    frame: Frame,
    change: WorkshopChange,
    entries: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
) -> WorkshopChangePage:
    """`entries` are what was sent and is not saved."""
    texts, workshop = change.fields if entries is None else entries, change.open_workshop
    url = workshop.workshop.path
    return WorkshopChangePage(
        frame=frame,
        action=f"{url}/andra",
        back_url=url,
        fields={name: texts.get(name, "") for name in ("title", "focus", "dots")},
        groups=group_fields(workshop.capitals, texts) if change.is_planned else (),
        counts=COUNTS,
        stamp=change.stamp if entries is None or is_conflict else entries.get("stampel", ""),
        is_planned=change.is_planned,
        theirs=_theirs(change) if is_conflict else (),
        has_begun=is_conflict and not change.is_planned and entries is not None and "dots" in entries,
        errors=errors or {},
    )


def _theirs(change: WorkshopChange) -> tuple[str, ...]:
    plan, names = change.plan, change.open_workshop.capital_names
    groups = ", ".join(
        f"{names.get(capital_id, capital_id)} ({count(amount, 'grupp', 'grupper')})"
        for capital_id, amount in plan.groups
    )
    return (plan.title, plan.focus, groups, f"{count(plan.dots, 'prick', 'prickar')} per person")


def removal_page(frame: Frame, change: WorkshopChange) -> WorkshopRemovalPage:
    workshop = change.open_workshop.workshop
    return WorkshopRemovalPage(
        frame=frame, url=workshop.path, title=workshop.title, focus=workshop.focus, is_planned=change.is_planned
    )
