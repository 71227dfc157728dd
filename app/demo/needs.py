"""What kommuner of the example region need this year, some of it the same: the region sees what to offer first."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from app.storage.kernel.assessments import assessments_of_round
from app.storage.support.needs import add_need
from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.needs.need import Need, NeedAudience, NeedOrigin, Togetherness, Urgency

_NO = Togetherness.NO
APPLICATIONS = Need(
    capital_id="finansiellt",
    item_id="ansokningsstod",
    form=SupportForm.RESOURCES,
    text="Någon som skriver ansökningar tillsammans med oss. Vi har idéer men ingen som hinner.",
    target_groups=(TargetGroup.STRATEGISTS, TargetGroup.SUPPORT_FUNCTIONS),
    urgency=Urgency.THIS_YEAR,
    together=Togetherness.PREFERABLY,
    audience=NeedAudience.KOMMUNER,
    origin=NeedOrigin.SUGGESTION,
)
BUDGET = Need(
    capital_id="finansiellt",
    item_id="omstallning-i-budgeten",
    form=SupportForm.KNOWLEDGE,
    text="En arbetsgång för hur omställningsmålen kommer in i budgetanvisningarna redan i mars.",
    target_groups=(TargetGroup.MANAGERS, TargetGroup.SUPPORT_FUNCTIONS),
    urgency=Urgency.NEXT_YEAR,
    together=Togetherness.GLADLY,
    audience=NeedAudience.REGION,
    origin=NeedOrigin.SUGGESTION,
)
SHORELINE = Need(
    capital_id="organisatoriskt",
    text="Ett gemensamt sätt att arbeta med stigande hav längs kusten. Ingen av oss klarar det ensam.",
    target_groups=(TargetGroup.POLITICIANS, TargetGroup.STRATEGISTS),
    urgency=Urgency.LATER,
    together=Togetherness.PREFERABLY,
    audience=NeedAudience.KOMMUNER,
)
NEEDS = {
    "1402": (APPLICATIONS,),
    "1415": (replace(APPLICATIONS, text="Hjälp att söka klimatpengar, och att redovisa dem efteråt."), SHORELINE),
    "1441": (BUDGET,),
    "1480": (replace(BUDGET, text="Exempel på budgetanvisningar där omställningen har egna rader.", together=_NO),),
    "1481": (replace(BUDGET, text="Någon som går igenom våra budgetanvisningar med oss innan de beslutas."),),
    "1482": (replace(APPLICATIONS, text="Delad kompetens för EU-ansökningar, gärna en dag i veckan."),),
}
"""By the kommun's code."""


def add_needs(session: Session, round_id: int, now: datetime) -> None:
    for assessment in assessments_of_round(session, round_id):
        for need in NEEDS.get(assessment.code, ()):
            add_need(session, assessment.id, need, now)
