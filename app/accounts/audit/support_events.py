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


class OfferDrafted(Event):
    action: ClassVar[str] = "offer.drafted"
    offer_id: int


class OfferPublished(Event):
    action: ClassVar[str] = "offer.published"
    offer_id: int


class OfferChanged(Event):
    """Of one that is published."""

    action: ClassVar[str] = "offer.changed"
    offer_id: int


class OfferClosed(Event):
    action: ClassVar[str] = "offer.closed"
    offer_id: int


class OfferReopened(Event):
    action: ClassVar[str] = "offer.reopened"
    offer_id: int


class OfferCancelled(Event):
    action: ClassVar[str] = "offer.cancelled"
    offer_id: int


class OfferDraftRemoved(Event):
    action: ClassVar[str] = "offer.draft_removed"
    offer_id: int


class AttendanceNoted(Event):
    """How many kommuner came and how many did not."""

    action: ClassVar[str] = "offer.attendance_noted"
    offer_id: int
    attended: int
    absent: int


class KommunSignedUp(Event):
    """Also when the sign-up is changed."""

    action: ClassVar[str] = "sign_up.noted"
    offer_id: int
    people: int


class KommunLeft(Event):
    """`by_link`: from a mail, by somebody who was not signed in."""

    action: ClassVar[str] = "sign_up.ended"
    offer_id: int
    by_link: bool
