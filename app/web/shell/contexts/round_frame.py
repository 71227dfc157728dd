"""What stands around the pages below a round's own: its heading and the way there."""

from app.rounds.kernel.round import Round
from app.web.shell.contexts.frame import START, Crumb, Frame, frame, url_of
from app.web.shell.contexts.tabs import round_tabs
from app.web.shell.http.request_context import ActorRequest
from app.web.shell.wording import SUBJECTS, round_title


def round_frame(request: ActorRequest, title: str, round_: Round) -> Frame:
    """Of a page below the round's own."""
    crumbs = round_crumbs_below(round_)
    return frame(
        request,
        f"{title}, {heading_of(round_)}",
        crumbs,
        is_example=round_.is_example,
        tabs=round_tabs(request, round_),
    )


def round_crumbs_below(round_: Round) -> tuple[Crumb, ...]:
    """The way to a page below the round's own."""
    return (*region_way(round_), Crumb(round_title(round_), url_of(round_.key)))


def region_way(round_: Round) -> tuple[Crumb, ...]:
    return (START, Crumb(round_.region_name, f"/{round_.region_slug}"))


def heading_of(round_: Round) -> str:
    return f"{round_.region_name} {round_.year}{SUBJECTS[round_.subject]}"
