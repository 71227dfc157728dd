"""The frame around pages of the project bank: the way to them, and the parts that they have in common."""

from typing import Annotated

from fastapi import Path

from app.accounts.organisations.organisation import Region
from app.web.shell.contexts.frame import Crumb, Frame, frame
from app.web.shell.http.request import RegionRequest
from app.web.support.routes.catalogue import support_crumbs

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
IDEAS, POINTS, PROJECTS, CALLS = "ideer", "poang", "projekt", "utlysningar"
PARTS = ((IDEAS, "Idéer"), (POINTS, "Poäng"), (PROJECTS, "Projekt"), (CALLS, "Utlysningar"))
"""The pages that lie beside each other, by the last part of their address."""


def bank_frame(request: RegionRequest, region: Region, title: str, *below: Crumb) -> Frame:
    """`below` is the way from the region to the page."""
    return frame(request, title, (*support_crumbs(request, region), *below), is_example=region.is_example)


def part_crumb(region: Region, part: str) -> Crumb:
    return Crumb(dict(PARTS)[part], f"{region.key.path}/{part}")
