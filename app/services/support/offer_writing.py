"""Writing an offer: its form, filled in from an item of the catalogue or from needs; drafts, publishing, changing."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from app.accounts.audit.support_events import OfferChanged, OfferDrafted, OfferPublished
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.mail.mail_form import MailKind
from app.errors import InvalidInputError, NotAuthorizedError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.services.support import words
from app.services.support.attention import OfferDemand, require_within_limit
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.services.support.item_form import ON
from app.services.support.offer_acts import mail_all, require_not_over, write_offer
from app.services.support.offer_form import KnownIds, OfferReading, fields_of_item, offer_fields, read_offer
from app.services.support.offer_places import deal_out
from app.services.support.offers import OpenedOffer, changeable, place_of_offer, providers_of
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region, municipalities_of
from app.storage.support import offers as stored
from app.storage.support.needs import open_needs_in
from app.support.needs.need import StoredNeed
from app.support.offers.offer import Occasion, OfferProvider, OfferState, StoredOffer


@dataclass(frozen=True, slots=True)
class KommunNeedLine:
    """An open need, with the kommun that has it."""

    kommun: str
    need: StoredNeed


@dataclass(frozen=True, slots=True)
class OfferForm:
    """What the form of an offer is filled in with, and what it asks from. `offer` is None for a new one."""

    catalogue: RegionCatalogue
    offer: StoredOffer | None
    providers: tuple[OfferProvider, ...]
    """As whom the one who asks may offer; of a stored offer its own alone."""
    needs: tuple[KommunNeedLine, ...]
    """Open needs of the region's kommuner; empty for a kommun that offers, which does not see them."""
    fields: Mapping[str, str]
    version: int

    def loaded_as(self, version: int) -> "OfferForm":
        """The same form as it was when the offer had this version, so that a later one is not overwritten unseen."""
        return replace(self, version=version)


class OfferChangedError(InvalidInputError):
    """Somebody has changed the offer since the page was loaded, and nothing was changed."""


def open_offer_form(
    database: Database,
    actor: Actor,
    slug: str,
    now: datetime,
    *,
    offer_id: int | None = None,
    item_id: str = "",
    need_ids: tuple[int, ...] = (),
) -> OfferForm:
    """The form of a stored offer, or of a new one that begins from an item of the catalogue and from needs.

    Raises NotFoundError and NotAuthorizedError to those who may not, PermissionDeniedError for one that is over.
    """
    with database.read() as session:
        if offer_id is not None:
            offer = changeable(session, actor, slug, offer_id, now)
            require_not_over(offer)
            return _form(session, actor, offer.catalogue, offer.view.offer)
        form = _form(session, actor, region_catalogue(session, actor, slug, Right.OFFER_SUPPORT), None)
        if not form.providers:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_REGION_ROLE)
    return replace(form, fields=_first_fields(form, item_id, need_ids))


def save_offer(
    database: Database,
    actor: Actor,
    slug: str,
    fields: Mapping[str, str],
    now: datetime,
    *,
    offer_id: int | None = None,
    public_url: str,
) -> int:
    """Publish what was typed, or save it as a draft (`act` is "utkast"). Returns the offer's id.

    Of `fields`, `version` is the one that the form was loaded with and `provider` who offers. Raises InvalidInputError
    with every error by field (OfferChangedError when somebody has changed the offer), AboveLimitError where the
    region's offers would take more time than it has set and `over` does not say yes, and as `open_offer_form`.
    """
    if offer_id is None:
        return database.write(lambda session: add_offer(session, actor, slug, fields, now, public_url))
    write_offer(
        database,
        actor,
        slug,
        offer_id,
        now,
        lambda session, offer: _change(session, actor, offer, fields, now, public_url),
    )
    return offer_id


def add_offer(
    session: Session, actor: Actor, slug: str, fields: Mapping[str, str], now: datetime, public_url: str
) -> int:
    """A new offer, as `save_offer` makes it, in somebody's transaction. Returns its id."""
    catalogue = region_catalogue(session, actor, slug, Right.OFFER_SUPPORT)
    region_id = catalogue.region.id
    lock_region(session, region_id)
    form = _form(session, actor, catalogue, None)
    provider = next((each for each in form.providers if each.slug == fields.get("provider", "")), None)
    if provider is None:
        raise InvalidInputError({"provider": words.OFFER_PROVIDER_MISSING})
    reading = read_offer(fields, _known(form), day_of(now))
    state = OfferState.DRAFT if _is_draft(fields) else OfferState.OPEN
    same = _sent_twice(session, region_id, provider, reading, state)
    if same is not None:
        return same
    _require_time(session, catalogue, provider, reading, fields, now)
    new_id = stored.add_offer(session, region_id, provider.municipality_id, reading.offer, state, now)
    for _, occasion in reading.occasions:
        stored.add_occasion(session, new_id, occasion, _uid(public_url))
    event = OfferDrafted(offer_id=new_id) if _is_draft(fields) else OfferPublished(offer_id=new_id)
    note(session, actor, event, Place(region_id, provider.municipality_id), now)
    return new_id


def _change(
    session: Session, actor: Actor, offer: OpenedOffer, fields: Mapping[str, str], now: datetime, public_url: str
) -> None:
    before, is_draft = offer.view.offer, _is_draft(fields)
    was_draft = before.stored_state is OfferState.DRAFT
    require_not_over(offer)
    if is_draft and not was_draft:
        raise PermissionDeniedError(words.OFFER_PUBLISHED_ALREADY)
    form = _form(session, actor, offer.catalogue, before)
    reading = _keeping(form, before, read_offer(fields, _known(form), day_of(now), before))
    if is_draft == was_draft and _says_the_same(before, reading):
        return
    if fields.get("version", "") != str(before.version):
        raise OfferChangedError({"title": words.OFFER_CHANGED_MEANWHILE})
    _require_time(session, offer.catalogue, before.provider, reading, fields, now, before)
    state = OfferState.OPEN if was_draft and not is_draft else before.stored_state
    stored.change_offer(session, before.id, reading.offer, state)
    has_moved = _change_occasions(session, before, reading, public_url)
    receivers = deal_out(session, offer.region, before.id, now, public_url=public_url, has_moved=has_moved)
    if has_moved:
        mail_all(session, offer, MailKind.OFFER_CHANGED, now, public_url, receivers)
    event = (
        OfferChanged(offer_id=before.id)
        if not was_draft
        else OfferDrafted(offer_id=before.id)
        if is_draft
        else OfferPublished(offer_id=before.id)
    )
    note(session, actor, event, place_of_offer(before), now)


def _require_time(
    session: Session,
    catalogue: RegionCatalogue,
    provider: OfferProvider,
    reading: OfferReading,
    fields: Mapping[str, str],
    now: datetime,
    before: StoredOffer | None = None,
) -> None:
    """The region is told once, before publishing, where its offers take more time than it has set: `over` answers."""
    if provider.municipality_id is not None or _is_draft(fields) or fields.get("over") == ON:
        return
    occasions = tuple(occasion for _, occasion in reading.occasions)
    demand = OfferDemand(reading.offer, occasions, 0 if before is None else before.id)
    require_within_limit(session, catalogue.region, demand, day_of(now))


def _is_draft(fields: Mapping[str, str]) -> bool:
    return fields.get("act") == OfferState.DRAFT


def _form(session: Session, actor: Actor, catalogue: RegionCatalogue, offer: StoredOffer | None) -> OfferForm:
    region = catalogue.region
    providers = providers_of(actor, region, municipalities_of(session, region.id))
    if offer is not None:
        providers = (offer.provider,)
    sees_needs = any(provider.municipality_id is None for provider in providers)
    needs = open_needs_in(session, region.id) if sees_needs else ()
    return OfferForm(
        catalogue=catalogue,
        offer=offer,
        providers=providers,
        needs=tuple(KommunNeedLine(assessment.municipality, need) for assessment, need in needs),
        fields={} if offer is None else offer_fields(offer),
        version=0 if offer is None else offer.version,
    )


def _first_fields(form: OfferForm, item_id: str, need_ids: tuple[int, ...]) -> dict[str, str]:
    """Of an item, and of needs: their capital, form and groups; those of an item that several need are all ticked.

    Needs that are all of one item begin as an offer of that item, for the groups of both.
    """
    items_needed = {line.need.need.item_id for line in form.needs if line.need.id in need_ids}
    if not item_id and len(items_needed) == 1:
        (item_id,) = items_needed
    item = form.catalogue.catalogue.by_id.get(item_id)
    fields = {} if item is None or not item.is_offered else fields_of_item(item)
    for line in form.needs:
        need = line.need.need
        if line.need.id in need_ids or (item is not None and need.item_id == item.id):
            fields[f"needs.{line.need.id}"] = ON
            fields.setdefault(f"capitals.{need.capital_id}", ON)
            fields |= {f"groups.{group}": ON for group in need.target_groups}
            if item is None and need.form:
                fields[f"forms.{need.form}"] = ON
    return fields


def _known(form: OfferForm) -> KnownIds:
    """What the offer has already stays possible, though an item has been retired and a need has ended."""
    offer = None if form.offer is None else form.offer.offer
    items = [item.id for item in form.catalogue.catalogue.offered]
    needs = [line.need.id for line in form.needs]
    return KnownIds(
        capital_ids=tuple(form.catalogue.capital_names),
        item_ids=tuple(dict.fromkeys([*items, *(() if offer is None else offer.item_ids)])),
        need_ids=tuple(dict.fromkeys([*needs, *(() if offer is None else offer.need_ids)])),
    )


def _keeping(form: OfferForm, before: StoredOffer, reading: OfferReading) -> OfferReading:
    """With the ended needs and retired items that the offer has: the form has no box for them to be ticked in."""
    needs = {line.need.id for line in form.needs}
    items = {item.id for item in form.catalogue.catalogue.offered}
    kept_needs = {need_id for need_id in before.offer.need_ids if need_id not in needs}
    kept_items = tuple(item_id for item_id in before.offer.item_ids if item_id not in items)
    offer = replace(
        reading.offer,
        need_ids=tuple(sorted({*reading.offer.need_ids, *kept_needs})),
        item_ids=tuple(dict.fromkeys((*reading.offer.item_ids, *kept_items))),
    )
    return replace(reading, offer=offer)


def _sent_twice(
    session: Session, region_id: int, provider: OfferProvider, reading: OfferReading, state: OfferState
) -> int | None:
    """A double click must not make the same offer twice."""
    for other in stored.offers_in(session, region_id):
        is_same = other.stored_state is state and _says_the_same(other, reading)
        if is_same and other.provider.municipality_id == provider.municipality_id:
            return other.id
    return None


def _says_the_same(before: StoredOffer, reading: OfferReading) -> bool:
    occasions = sorted((occasion for _, occasion in reading.occasions), key=lambda occasion: occasion.starts_at)
    return before.offer == reading.offer and [each.occasion for each in before.occasions] == occasions


def _change_occasions(session: Session, before: StoredOffer, reading: OfferReading, public_url: str) -> bool:
    """Whether any of them is another than before. Every change raises the sequence that calendars go by."""
    later: dict[int, Occasion] = {occasion_id: occasion for occasion_id, occasion in reading.occasions if occasion_id}
    additions = [occasion for occasion_id, occasion in reading.occasions if not occasion_id]
    changes = [each for each in before.occasions if later.get(each.id) != each.occasion]
    is_renamed = before.offer.title != reading.offer.title
    for each in before.occasions if is_renamed else changes:
        stored.change_occasion(session, each.id, later.get(each.id))
    for occasion in additions:
        stored.add_occasion(session, before.id, occasion, _uid(public_url))
    session.flush()
    return bool(changes or additions) and before.stored_state is not OfferState.DRAFT


def _uid(public_url: str) -> str:
    return f"{secrets.token_hex(12)}@{urlsplit(public_url).hostname or 'omstallningskollen'}"[:60]
