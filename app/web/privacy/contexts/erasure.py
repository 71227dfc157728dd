"""Contexts of the pages where people are erased and unlinked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.accounts.kernel.role_titles import title_of
from app.rounds.kernel.days import day_of
from app.services.privacy.erasure import Erasing
from app.services.privacy.retention import PastRun, RetentionPlan
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.formatting import day
from app.web.shell.wording import round_title


@dataclass(frozen=True, slots=True)
class FindPersonPage:
    """`url` is the page's own address; `region` the region's name, empty for the whole installation."""

    frame: Frame
    url: str
    region: str
    typed: str = ""
    done: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ErasePersonPage:
    frame: Frame
    url: str
    erasing: Erasing
    region: str
    typed: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def roles(self) -> tuple[tuple[str, str, bool], ...]:
        """Title, place, and whether the role is held now."""
        return tuple(
            (
                title_of(tie.role, is_association=tie.is_association),
                tie.place or "hela installationen",
                tie.ended_at is None,
            )
            for tie in self.erasing.ties
        )


@dataclass(frozen=True, slots=True)
class DueRow:
    title: str
    closed: str
    respondents: int
    links: int
    mails: int


@dataclass(frozen=True, slots=True)
class OverdueRow:
    title: str
    last_day: str
    close_url: str


@dataclass(frozen=True, slots=True)
class RetentionPage:
    frame: Frame
    url: str
    settings_url: str
    region: str
    months: int
    decision: str
    due: tuple[DueRow, ...]
    later: tuple[tuple[str, str], ...]
    overdue: tuple[OverdueRow, ...]
    past: tuple[PastRun, ...]
    error: str = ""


def retention_page(frame: Frame, plan: RetentionPlan, error: str = "") -> RetentionPage:
    region = plan.region
    return RetentionPage(
        frame=frame,
        url=f"/{region.slug}/gallring",
        settings_url=f"/{region.slug}/installningar",
        region=region.name,
        months=region.retention_months,
        decision=region.retention_decision.strip(),
        due=tuple(
            DueRow(
                title=round_title(due_round.round),
                closed="" if due_round.round.closed_at is None else day(day_of(due_round.round.closed_at)),
                respondents=due_round.linked.respondents,
                links=due_round.linked.links,
                mails=due_round.linked.letters,
            )
            for due_round in plan.due
        ),
        later=tuple((round_title(round_), day(from_day)) for round_, from_day in plan.later),
        overdue=tuple(
            OverdueRow(title=round_title(round_), last_day=day(round_.closes_on), close_url=url_of(round_.key, "stang"))
            for round_ in plan.overdue
        ),
        past=plan.past,
        error=error,
    )
