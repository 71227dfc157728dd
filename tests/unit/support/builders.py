"""A catalogue and a kommun's situation, with as little as a test needs to say."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import load as load_questionnaire
from app.support.catalogue.catalogue import (
    Catalogue,
    CatalogueItem,
    CtmPart,
    Demands,
    Governance,
    HoursByGroup,
    ItemPrevious,
    KommunSize,
    Placing,
    QuestionnaireReference,
    SourceReference,
    Suits,
    SupportForm,
    SupportWeight,
    TargetGroup,
)
from app.support.catalogue.reader import load_cached
from app.support.offers.offer import Offer, PaidBy
from app.support.suggestions.situation import CapitalSituation, Situation
from tests.paths import CATALOGUES, QUESTIONNAIRES

KNOWLEDGE, RESOURCES, ROOM = SupportForm


@cache
def our_catalogue() -> Catalogue:
    return load_cached(CATALOGUES / "omstallningsstod" / "2026.yaml")


@cache
def our_questionnaire() -> Questionnaire:
    return load_questionnaire(QUESTIONNAIRES / "omstallningsformaga" / "2026.yaml")


def capital_ids() -> tuple[str, ...]:
    return tuple(capital.id for capital in our_questionnaire().capitals if not capital.cross_cutting)


def capital_names() -> dict[str, str]:
    return {capital.id: capital.name for capital in our_questionnaire().capitals}


def an_item(
    item_id: str,
    places: Mapping[str, Collection[SupportForm]] | None = None,
    *,
    suits: tuple[int, int] = (0, 4),
    weight: SupportWeight = SupportWeight.LIGHT,
    receiver_min: int = 0,
    groups: Sequence[TargetGroup] = (TargetGroup.MANAGERS,),
    size: KommunSize = KommunSize.ALL,
    questions: Sequence[str] = (),
    previous: ItemPrevious = ItemPrevious.NEW,
    title: str | None = None,
    gives: str = "Ni får något.",
    how: str = "Det går fort.",
) -> CatalogueItem:
    placings = places or {"politiskt": [KNOWLEDGE]}
    return CatalogueItem(
        id=item_id,
        title=title or item_id,
        gives=gives,
        how=how,
        places=tuple(Placing(capital=capital, forms=tuple(forms)) for capital, forms in placings.items()),
        target_groups=tuple(groups),
        governance=(Governance.TACTICAL,),
        ctm=CtmPart.ACT,
        suits=Suits(lowest=suits[0], highest=suits[1]),
        weight=weight,
        receiver_min=receiver_min,
        size=size,
        demands=Demands(kommun="Tid.", region="Material.", hours=HoursByGroup(ledning=Decimal(4))),
        questions=tuple(questions),
        sources=(SourceReference(bilaga2=(1,)),),
        previous=previous,
    )


def a_catalogue(*items: CatalogueItem, year: int = 2026) -> Catalogue:
    return Catalogue(
        id="exempelstod",
        year=year,
        title="Exempelstöd",
        language="sv",
        introduction="Det här kan ni få.",
        basis="En förstudie.",
        judgement="Nivåerna är vår bedömning.",
        questionnaire=QuestionnaireReference(id="omstallningsformaga", year=2026),
        items=items,
    )


def a_situation(
    levels: Mapping[str, int | None],
    *,
    start: str | None = "politiskt",
    receiver: int | None = 2,
    is_small: bool = False,
    next_steps: Mapping[str, Collection[str]] | None = None,
    open_offers: Collection[str] = (),
) -> Situation:
    """What builds on what is as in our questionnaire; levels that aren't named are unknown."""
    capitals = [capital for capital in our_questionnaire().capitals if not capital.cross_cutting]
    on_others = {before for capital in capitals for before in capital.depends_on}
    return Situation(
        capitals=tuple(
            CapitalSituation(
                capital_id=capital.id,
                level=levels.get(capital.id),
                prerequisites_met=all((levels.get(before) or 0) >= 2 for before in capital.depends_on),
                stands_alone=not capital.depends_on and capital.id not in on_others,
            )
            for capital in capitals
        ),
        start=start,
        prerequisite_level=2,
        receiver=receiver,
        is_small=is_small,
        next_steps=next_steps or {},
        open_offers=open_offers,
    )


def an_offer(title: str = "Kurs i budget") -> Offer:
    """For four people, one from each kommun, to sign up to until 31 March 2027."""
    return Offer(
        title=title,
        gives="Ni lär er.",
        demands="Tid.",
        capital_ids=("politiskt",),
        forms=(KNOWLEDGE,),
        target_groups=(TargetGroup.MANAGERS,),
        hours={TargetGroup.MANAGERS: Decimal(3)},
        last_day=date(2027, 3, 31),
        places=4,
        places_per_kommun=1,
        paid_by=PaidBy.MEMBERSHIP,
        contact="Stödet",
    )
