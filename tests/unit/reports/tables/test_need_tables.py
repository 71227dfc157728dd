"""Needs as tables: every need as it was said, and how many seek the same."""

from datetime import date

from app.reports.tables.need_tables import NeedRecord, needs_export
from app.support.catalogue.catalogue import OVERALL, SupportForm, TargetGroup
from app.support.needs.need import Need, NeedAudience, Togetherness, Urgency
from app.support.pooling.demand import demands
from tests.unit.reports.overview.test_round_tables import SOURCE
from tests.unit.support.pooling.builders import a_cell, a_pooled_need

NAMES = {"human": "Humankapital"}
NEED = Need(
    capital_id="human",
    text="En kurs",
    urgency=Urgency.THIS_YEAR,
    together=Togetherness.GLADLY,
    audience=NeedAudience.REGION,
    target_groups=(TargetGroup.MANAGERS, TargetGroup.STRATEGISTS),
    form=SupportForm.ROOM,
)


def test_a_need_stands_as_it_was_said_with_its_year_and_what_was_not_said_is_empty() -> None:
    record = NeedRecord("1440", "Ale", 2026, NEED, "", date(2026, 11, 29), 2027)
    (row,) = needs_export([record], [], NAMES, SOURCE, ()).tables[0].rows
    assert row == (
        "1440",
        "Ale",
        2026,
        "human",
        "Humankapital",
        "Handlingsutrymme",
        "Chefer, Strateger",
        "En kurs",
        None,
        None,
        "2027",
        "Gärna tillsammans med andra",
        "Syns för regionen",
        "Eget",
        date(2026, 11, 29),
    )


def test_demand_tells_how_many_seek_it_how_many_have_a_place_and_whether_it_is_a_gap() -> None:
    elsewhere = a_cell(OVERALL, None, None)
    needs = [*(a_pooled_need(kommun, is_together=kommun == 1) for kommun in (1, 2, 3)), a_pooled_need(1, elsewhere)]
    offered = {a_cell(): frozenset({1, 9})}
    assert needs_export([], demands(needs, {}), NAMES, SOURCE, ()).tables[1].rows[0][-3:] == (0, "nej", "ja")
    assert needs_export([], demands(needs, offered), NAMES, SOURCE, ()).tables[1].rows == (
        ("human", "Humankapital", "Kunskapsbas", "Chefer", 3, 1, 1, "ja", "nej"),
        (OVERALL, "Hela omställningsförmågan", None, None, 1, 0, 0, "nej", "nej"),
    )
