"""Hours that offers ask, by month and role group."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.support.catalogue.catalogue import TargetGroup
from app.support.ledger.ledger import Ask, Ledger, Month, newly_above
from app.support.ledger.ledger import ledger as ledger_of

MANAGERS, STRATEGISTS = TargetGroup.MANAGERS, TargetGroup.STRATEGISTS
LIMIT = 8
MARCH, APRIL = Month(2027, 3), Month(2027, 4)
A_DAY_IN_MARCH, ANOTHER_IN_MARCH, A_DAY_IN_APRIL = date(2027, 3, 2), date(2027, 3, 30), date(2027, 4, 6)
ASKS = st.lists(
    st.builds(
        Ask,
        st.dictionaries(st.sampled_from(TargetGroup), st.decimals(0, 40, places=1), max_size=3),
        st.lists(st.dates(date(2027, 1, 1), date(2027, 6, 30)), max_size=4).map(tuple),
    ),
    max_size=6,
)


def an_ask(hours: int | str, *days: date, group: TargetGroup = MANAGERS) -> Ask:
    return Ask({group: Decimal(hours)}, days)


def ledger(asks: list[Ask], limit: int = LIMIT) -> Ledger:
    return ledger_of(asks, limit)


def test_months_that_have_been_are_left_out() -> None:
    table = ledger([an_ask(1, A_DAY_IN_MARCH), an_ask(2, A_DAY_IN_APRIL), an_ask(3)])
    assert table.since(APRIL).months == (APRIL, None)
    assert table.since(MARCH) == table


def test_hours_are_shared_alike_between_the_occasions() -> None:
    table = ledger([an_ask(6, A_DAY_IN_MARCH, ANOTHER_IN_MARCH, A_DAY_IN_APRIL)])
    assert [(entry.month, entry.hours) for entry in table.entries] == [
        (MARCH, Fraction(4)),
        (APRIL, Fraction(2)),
    ]


def test_several_offers_add_up_in_the_same_month_and_role() -> None:
    table = ledger(
        [an_ask(5, A_DAY_IN_MARCH), an_ask("3.5", ANOTHER_IN_MARCH), an_ask(2, A_DAY_IN_MARCH, group=STRATEGISTS)]
    )
    assert [(entry.group, entry.hours, entry.is_above) for entry in table.entries] == [
        (MANAGERS, Fraction(17, 2), True),
        (STRATEGISTS, Fraction(2), False),
    ]
    assert (table.months, table.groups) == ((MARCH,), (MANAGERS, STRATEGISTS))


def test_exactly_the_limit_is_not_above_it() -> None:
    assert ledger([an_ask(LIMIT, A_DAY_IN_MARCH)]).above == ()
    assert len(ledger([an_ask("8.1", A_DAY_IN_MARCH)]).above) == 1
    assert len(ledger([an_ask(5, A_DAY_IN_MARCH)], limit=4).above) == 1


def test_what_has_no_day_stands_last_and_is_never_above() -> None:
    table = ledger([an_ask(40), an_ask(1, A_DAY_IN_APRIL)])
    assert table.months == (APRIL, None)
    assert table.above == ()
    entry = table.entry(None, MANAGERS)
    assert entry is not None
    assert entry.hours == 40
    assert table.entry(APRIL, STRATEGISTS) is None


def test_an_offer_is_told_of_the_months_that_it_takes_above_the_limit_and_not_of_others() -> None:
    before = ledger([an_ask(9, A_DAY_IN_MARCH), an_ask(7, A_DAY_IN_APRIL)])
    after = ledger([an_ask(9, A_DAY_IN_MARCH), an_ask(7, A_DAY_IN_APRIL), an_ask(2, A_DAY_IN_APRIL)])
    assert [entry.month for entry in newly_above(before, after)] == [APRIL]
    assert newly_above(after, after) == ()


@given(ASKS)
def test_no_hour_is_lost_or_made(asks: list[Ask]) -> None:
    asked = sum((Fraction(hours) for ask in asks for hours in ask.hours.values()), Fraction(0))
    assert sum((entry.hours for entry in ledger(asks).entries), Fraction(0)) == asked


@given(ASKS)
def test_the_order_of_the_offers_changes_nothing(asks: list[Ask]) -> None:
    assert ledger(asks) == ledger(asks[::-1])
