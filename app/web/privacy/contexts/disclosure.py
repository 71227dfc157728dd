"""Contexts of the pages where a kommun hands out an assessment's documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.reports.privacy.disclosure import DisclosureSheet
from app.services.privacy.disclosure import Choices, Review, SecretText
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class DisclosePage:
    frame: Frame
    url: str
    sheets: tuple[DisclosureSheet, ...]
    left_out: tuple[str, ...]
    typed: str = ""
    with_invited: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    kind: str
    items: tuple[SecretText, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    frame: Frame
    url: str
    groups: tuple[ItemGroup, ...]
    choices: Choices
    errors: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""
    """Why nothing was handed out, when it is no single field's error."""


def disclose_page(
    frame: Frame, review: Review, choices: Choices, errors: Mapping[str, str] | None = None
) -> DisclosePage:
    return DisclosePage(
        frame=frame,
        url=url_of(review.assessment.key, "lamna-ut"),
        sheets=review.sheets,
        left_out=review.left_out,
        typed=choices.diary_number,
        with_invited=choices.with_invited,
        errors=errors or {},
    )


def review_page(
    frame: Frame, review: Review, choices: Choices, errors: Mapping[str, str] | None = None, trouble: str = ""
) -> ReviewPage:
    """The texts by kind, each kind in the order of the questionnaire."""
    kinds = dict.fromkeys(item.kind for item in review.items)
    groups = tuple(ItemGroup(kind, tuple(item for item in review.items if item.kind == kind)) for kind in kinds)
    read = Choices(
        diary_number=choices.diary_number,
        with_invited=choices.with_invited,
        masked=choices.masked,
        ground=choices.ground,
        token=review.token,
    )
    return ReviewPage(
        frame=frame,
        url=url_of(review.assessment.key, "lamna-ut"),
        groups=groups,
        choices=read,
        errors=errors or {},
        trouble=trouble,
    )


@dataclass(frozen=True, slots=True)
class RemoveCommentPage:
    frame: Frame
    url: str
    items: tuple[SecretText, ...]
    chosen: str = ""
    typed: str = ""
    done: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
