"""Demand, coverage and gaps of pooled needs."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.needs.need import Need, NeedAudience, Togetherness, Urgency
from app.support.pooling.cells import PoolCell, PooledNeed, cells_of, pooled_need
from app.support.pooling.demand import MIN_SEEKING, Supply, demand_in, demands, gaps
from tests.unit.support.builders import KNOWLEDGE, RESOURCES, ROOM, an_item
from tests.unit.support.pooling.builders import MANAGERS, a_cell, a_pooled_need

FORMS: tuple[SupportForm | None, ...] = (None, KNOWLEDGE, ROOM)
GROUPS: tuple[TargetGroup | None, ...] = (None, MANAGERS, TargetGroup.STRATEGISTS)
CELLS = st.builds(PoolCell, st.sampled_from(["human", "realt"]), st.sampled_from(FORMS), st.sampled_from(GROUPS))
NEEDS = st.lists(
    st.builds(
        PooledNeed,
        st.integers(1, 6),
        st.frozensets(CELLS, min_size=1, max_size=3),
        is_together=st.booleans(),
        is_shown=st.booleans(),
    ),
    max_size=12,
)
SUPPLY = st.dictionaries(CELLS, st.frozensets(st.integers(1, 6)), max_size=4)


def a_need(
    *groups: TargetGroup,
    form: SupportForm | None = None,
    item_id: str = "",
    audience: NeedAudience = NeedAudience.REGION,
) -> Need:
    return Need(
        capital_id="human",
        text="En kurs",
        urgency=Urgency.THIS_YEAR,
        together=Togetherness.PREFERABLY,
        audience=audience,
        target_groups=groups,
        item_id=item_id,
        form=form,
    )


def test_a_need_stands_in_its_form_with_each_of_its_target_groups() -> None:
    need = a_need(MANAGERS, TargetGroup.STRATEGISTS, form=ROOM)
    assert cells_of(need, None) == {a_cell(form=ROOM), a_cell(form=ROOM, group=TargetGroup.STRATEGISTS)}
    assert cells_of(a_need(), None) == {a_cell(form=None, group=None)}


def test_without_a_form_of_its_own_a_need_has_those_by_which_its_item_strengthens_the_capital() -> None:
    item = an_item("kurs", {"human": [KNOWLEDGE, RESOURCES], "realt": [ROOM]})
    assert {cell.form for cell in cells_of(a_need(MANAGERS), item)} == {KNOWLEDGE, RESOURCES}
    elsewhere = an_item("kurs", {"realt": [ROOM]})
    assert {cell.form for cell in cells_of(a_need(MANAGERS), elsewhere)} == {ROOM}


def test_a_need_is_pooled_with_whose_it_is_and_what_it_said_of_others() -> None:
    pooled = pooled_need(7, a_need(MANAGERS, form=KNOWLEDGE, audience=NeedAudience.KOMMUNER), {})
    assert pooled == a_pooled_need(7, is_together=True, is_shown=True)
    assert pooled_need(7, a_need(item_id="borta"), {}).cells == {a_cell(form=None, group=None)}


def test_coverage_is_how_many_of_those_that_seek_it_have_a_place() -> None:
    needs = [a_pooled_need(kommun) for kommun in range(1, 7)]
    demand = demand_in([a_cell()], needs, {a_cell(): frozenset({1, 2, 3, 4, 9})})
    assert (demand.covered, demand.count, demand.coverage) == (4, 6, Fraction(2, 3))
    assert demand_in([a_cell("realt")], needs, {}).coverage is None


def test_an_offer_for_anybody_covers_those_that_named_a_group_and_the_other_way_round() -> None:
    needs = [a_pooled_need(1)]
    for offered, is_met in (
        (a_cell(group=None), True),
        (a_cell(form=None), True),
        (a_cell(group=TargetGroup.STRATEGISTS), False),
        (a_cell(form=ROOM), False),
        (a_cell("realt"), False),
    ):
        assert demand_in([a_cell()], needs, {offered: frozenset()}).is_offered is is_met
    assert demand_in([a_cell(group=None)], needs, {a_cell(): frozenset()}).is_offered


def test_a_gap_is_sought_by_three_or_more_and_offered_by_nobody() -> None:
    two, three = ([a_pooled_need(kommun) for kommun in range(count)] for count in (2, 3))
    assert gaps(demands(two, {})) == ()
    (gap,) = gaps(demands(three, {}))
    assert (gap.capital_id, gap.form, gap.groups, gap.demand.count) == ("human", KNOWLEDGE, (MANAGERS,), 3)
    assert gaps(demands(three, {a_cell(): frozenset()})) == ()


def test_gaps_stand_by_demand_and_then_by_how_many_want_it_together() -> None:
    needs = [
        *(a_pooled_need(kommun, a_cell("dynamiskt")) for kommun in range(3)),
        *(a_pooled_need(kommun, a_cell("realt"), is_together=kommun < 2) for kommun in range(3)),
        *(a_pooled_need(kommun, a_cell("human")) for kommun in range(4)),
    ]
    assert [gap.capital_id for gap in gaps(demands(needs, {}))] == ["human", "realt", "dynamiskt"]


def test_groups_for_which_the_same_kommuner_seek_the_same_are_one_gap() -> None:
    strategists = a_cell(group=TargetGroup.STRATEGISTS)
    needs = [a_pooled_need(kommun, a_cell(), strategists) for kommun in range(3)]
    assert [gap.groups for gap in gaps(demands(needs, {}))] == [(MANAGERS, TargetGroup.STRATEGISTS)]
    needs.append(a_pooled_need(3, strategists))
    assert [gap.groups for gap in gaps(demands(needs, {}))] == [(TargetGroup.STRATEGISTS,), (MANAGERS,)]


@given(NEEDS, SUPPLY)
def test_what_is_covered_is_never_more_than_what_is_sought(needs: list[PooledNeed], supply: Supply) -> None:
    for each in demands(needs, supply):
        demand = each.demand
        assert 0 <= demand.covered <= demand.count
        assert demand.together <= demand.kommuner
        assert demand.coverage is not None
        assert 0 <= demand.coverage <= 1


@given(NEEDS, SUPPLY)
def test_every_gap_is_real_and_none_is_left_out(needs: list[PooledNeed], supply: Supply) -> None:
    cells = demands(needs, supply)
    listed_gaps = gaps(cells)
    listed = {(gap.capital_id, gap.form, group) for gap in listed_gaps for group in gap.groups}
    assert listed == {
        (each.cell.capital_id, each.cell.form, each.cell.group)
        for each in cells
        if len(each.demand.kommuner) >= MIN_SEEKING and not any(each.cell.is_met_by(offered) for offered in supply)
    }
    order = [(-gap.demand.count, -len(gap.demand.together)) for gap in listed_gaps]
    assert order == sorted(order)


@given(NEEDS, SUPPLY, CELLS)
def test_one_more_offer_never_makes_a_gap_and_one_more_need_never_closes_one(
    needs: list[PooledNeed], supply: Supply, cell: PoolCell
) -> None:
    before = sum(each.demand.is_gap for each in demands(needs, supply))
    assert sum(each.demand.is_gap for each in demands(needs, {**supply, cell: frozenset()})) <= before
    assert sum(each.demand.is_gap for each in demands([*needs, a_pooled_need(9, cell)], supply)) >= before


@given(NEEDS)
def test_a_kommun_with_several_needs_in_a_cell_counts_once(needs: list[PooledNeed]) -> None:
    assert demands([*needs, *needs], {}) == demands(needs, {})
