"""What a kommun is told of the others' needs, and that no need that is hidden can be worked out from it."""

from hypothesis import given
from hypothesis import strategies as st

from app.support.catalogue.catalogue import TargetGroup
from app.support.pooling.cells import PooledNeed
from app.support.pooling.demand import MIN_SEEKING
from app.support.pooling.shown import MIN_POSSIBLE, SoughtCell, sought
from tests.unit.support.pooling.builders import REGION, a_cell, a_pooled_need

OWN = frozenset({1})
NEEDS = st.lists(
    st.builds(
        PooledNeed,
        st.integers(2, 9),
        st.frozensets(st.sampled_from([a_cell(), a_cell("realt"), a_cell(group=TargetGroup.STRATEGISTS)]), min_size=1),
        is_together=st.booleans(),
        is_shown=st.booleans(),
    ),
    max_size=10,
)


def told(*needs: PooledNeed, own: frozenset[int] = OWN, kommuner: frozenset[int] = REGION) -> tuple[SoughtCell, ...]:
    return sought(needs, own, kommuner)


def is_told_of_three(*needs: PooledNeed) -> bool:
    return any(cell.is_sought_by_three for cell in told(*needs))


def test_three_hidden_needs_are_told_without_names() -> None:
    assert told(*(a_pooled_need(kommun) for kommun in (2, 3, 4))) == (
        SoughtCell(a_cell(), frozenset(), is_own=False, is_sought_by_three=True),
    )


def test_one_or_two_hidden_needs_are_not_told_whatever_the_reader_adds() -> None:
    assert told(a_pooled_need(2), a_pooled_need(3)) == ()
    (cell,) = told(a_pooled_need(2), a_pooled_need(3), a_pooled_need(1))
    assert not cell.is_sought_by_three


def test_those_that_show_themselves_are_named_and_count_with_ones_own() -> None:
    shown = [a_pooled_need(kommun, is_shown=True) for kommun in (2, 3)]
    (cell,) = told(*shown)
    assert cell.names == {2, 3}
    assert not cell.is_sought_by_three
    assert is_told_of_three(*shown, a_pooled_need(1))


def test_one_hidden_need_beside_two_that_are_shown_is_not_told() -> None:
    """Whoever knows the two would know that there is a third."""
    shown = [a_pooled_need(kommun, is_shown=True) for kommun in (2, 3)]
    assert told(*shown, a_pooled_need(4)) == told(*shown)


def test_where_few_could_be_meant_nothing_is_told() -> None:
    hidden = [a_pooled_need(kommun) for kommun in (2, 3, 4)]
    six_others = frozenset(range(1, 2 + MIN_POSSIBLE))
    assert told(*hidden, kommuner=six_others) != ()
    assert told(*hidden, kommuner=six_others - {7}) == ()
    # A seventh that shows itself is none of those that could be meant.
    assert told(*hidden, a_pooled_need(5, is_shown=True), kommuner=six_others)[0].is_sought_by_three is False


def test_somebody_of_two_kommuner_subtracts_neither_of_them() -> None:
    hidden = [a_pooled_need(kommun) for kommun in (2, 3, 4)]
    assert is_told_of_three(*hidden)
    (cell,) = told(*hidden, own=frozenset({1, 2}))
    assert not cell.is_sought_by_three


@given(NEEDS, st.integers(2, 9), st.sampled_from([a_cell(), a_cell("realt")]))
def test_two_worlds_that_differ_in_one_hidden_need_are_told_alike_unless_it_is_one_of_three_hidden(
    needs: list[PooledNeed], kommun: int, cell: object
) -> None:
    one_more = PooledNeed(kommun, frozenset({cell}), is_together=True, is_shown=False)  # type: ignore[arg-type]
    with_it, without = (
        {each.cell: each for each in sought(world, OWN, REGION)} for world in ([*needs, one_more], needs)
    )
    changed = {key for key in with_it.keys() | without.keys() if with_it.get(key) != without.get(key)}
    assert changed <= {cell}
    if changed:
        inside = [need for need in [*needs, one_more] if cell in need.cells]
        shown = {need.kommun_id for need in inside if need.is_shown}
        assert len({need.kommun_id for need in inside} - shown) == MIN_SEEKING


@given(NEEDS, st.booleans())
def test_ones_own_need_tells_nothing_of_those_that_are_hidden(needs: list[PooledNeed], is_shown: bool) -> None:
    """Noting a need and taking it back is free, so it must not be a way to ask."""
    own = a_pooled_need(1, is_shown=is_shown)
    shown_only = [need for need in needs if need.is_shown]
    with_own, without = ({each.cell: each for each in sought(world, OWN, REGION)} for world in ([*needs, own], needs))
    for cell in with_own.keys() | without.keys():
        before, after = without.get(cell), with_own.get(cell)
        if (before is not None and before.is_sought_by_three) != (after is not None and after.is_sought_by_three):
            # It came from those that are named, and would have without the hidden ones too.
            assert {each.cell: each for each in sought([*shown_only, own], OWN, REGION)}[cell].is_sought_by_three


@given(NEEDS)
def test_nobody_is_named_who_does_not_show_it(needs: list[PooledNeed]) -> None:
    for each in sought(needs, OWN, REGION):
        assert each.names == {need.kommun_id for need in needs if need.is_shown and each.cell in need.cells}
