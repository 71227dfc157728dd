"""Audit events of support: the catalogue, a region's own items, and what kommuner need."""

from typing import ClassVar

from app.accounts.audit.chain import Event


class SupportCataloguePublished(Event):
    action: ClassVar[str] = "support_catalogue.published"
    catalogue: str
    year: int
    edition_id: int


class SupportItemDrafted(Event):
    action: ClassVar[str] = "support_item.drafted"
    item_id: str
    number: int


class SupportItemPublished(Event):
    """Also when an earlier version is put back: that is a new one with its content."""

    action: ClassVar[str] = "support_item.published"
    item_id: str
    number: int


class SupportItemRetired(Event):
    action: ClassVar[str] = "support_item.retired"
    item_id: str
    number: int


class NeedNoted(Event):
    action: ClassVar[str] = "need.noted"
    assessment_id: int
    need_id: int


class NeedClosed(Event):
    """`state` is how it ended."""

    action: ClassVar[str] = "need.closed"
    assessment_id: int
    need_id: int
    state: str


class NeedReopened(Event):
    action: ClassVar[str] = "need.reopened"
    assessment_id: int
    need_id: int
