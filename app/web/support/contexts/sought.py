"""What a kommun is told of what others seek, in sentences: beside its own needs, and on a page of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.reports.kernel.wording import in_words, listing
from app.services.support.region_needs import SoughtNeeds
from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.catalogue.names import FORMS, TARGET_GROUPS, capital_name
from app.support.pooling.demand import MIN_SEEKING
from app.support.pooling.shown import MIN_POSSIBLE, SoughtCell
from app.web.shell.contexts.frame import Frame, url_of
from app.web.support.contexts.need_lines import NeedRowLine, need_row_line

WITHOUT_FORM = "Form inte vald"


@dataclass(frozen=True, slots=True)
class SoughtLine:
    """`sentence` says what may be told of others; empty where it is nothing."""

    groups: str
    sentence: str
    is_own: bool
    is_by_three: bool


@dataclass(frozen=True, slots=True)
class SoughtGroupView:
    capital_id: str
    title: str
    """The capital and the form."""
    lines: tuple[SoughtLine, ...]
    needs: tuple[NeedRowLine, ...]
    """Of those that show them."""
    add_url: str
    """The form of a need of the same capital and form; empty where the kommun has one, and for those who may not."""


@dataclass(frozen=True, slots=True)
class SoughtPage:
    frame: Frame
    catalogue_url: str
    own_url: str
    """Where the reader's own kommun says what it needs; empty without a result."""
    add_url: str
    """The form of a new need, for those who may."""
    many: str
    """The fewest that are told of, as a word."""
    possible: str
    groups: tuple[SoughtGroupView, ...]


def sought_page(frame: Frame, needs: SoughtNeeds) -> SoughtPage:
    catalogue, own_year = needs.catalogue, needs.catalogue.own_year
    own_url = "" if own_year is None else url_of(own_year, "stod")
    add_url = f"{own_url}/behov" if own_url and catalogue.leads_own_year else ""
    return SoughtPage(
        frame=frame,
        catalogue_url=f"/{catalogue.region.slug}/stod",
        own_url=f"{own_url}#behov" if own_url else "",
        add_url=add_url,
        many=in_words(MIN_SEEKING),
        possible=in_words(MIN_POSSIBLE),
        groups=tuple(_groups(needs, add_url)),
    )


def _groups(needs: SoughtNeeds, add_url: str) -> Iterable[SoughtGroupView]:
    names = {capital.id: capital.name for capital in needs.catalogue.every_capital}
    order = [capital.id for capital in needs.catalogue.every_capital]
    forms: list[SupportForm | None] = [*SupportForm, None]
    squares = {(each.cell.capital_id, each.cell.form) for each in needs.cells}
    for capital_id, form in sorted(
        squares, key=lambda square: (_index(order, square[0]), square[0], forms.index(square[1]))
    ):
        cells = [each for each in needs.cells if (each.cell.capital_id, each.cell.form) == (capital_id, form)]
        choice = {"kapital": capital_id, "form": form or ""}
        inside = frozenset(each.cell for each in cells)
        yield SoughtGroupView(
            capital_id=capital_id if capital_id in names else "",
            title=square_name(capital_id, form, names),
            lines=sought_lines(cells, needs.kommuner),
            needs=tuple(need_row_line(each) for each in needs.shown if each.pooled.cells & inside),
            add_url="" if not add_url or any(each.is_own for each in cells) else f"{add_url}?{urlencode(choice)}",
        )


def square_name(capital_id: str, form: SupportForm | None, names: Mapping[str, str]) -> str:
    """Humankapital, kunskapsbas."""
    capital = capital_name(capital_id, {capital_id: capital_id} | dict(names))
    return f"{capital}, {(WITHOUT_FORM if form is None else FORMS[form]).lower()}"


def groups_name(groups: Iterable[TargetGroup | None]) -> str:
    """För chefer och strateger; of no group in particular none is chosen."""
    members = set(groups)
    names = [TARGET_GROUPS[group].lower() for group in TargetGroup if group in members]
    if not names:
        return "Målgrupp inte vald"
    return f"För {listing(names)}{', och utan vald målgrupp' if None in members else ''}"


def sought_lines(cells: Iterable[SoughtCell], names: Mapping[int, str]) -> tuple[SoughtLine, ...]:
    """One line for all target groups of which the same is told."""
    groups: dict[tuple[frozenset[int], bool, bool], list[TargetGroup | None]] = {}
    for each in cells:
        groups.setdefault((each.names, each.is_own, each.is_sought_by_three), []).append(each.cell.group)
    return tuple(
        SoughtLine(
            groups=groups_name(members),
            sentence=_sentence([names[kommun] for kommun in kommuner], is_own=is_own, is_by_three=is_by_three),
            is_own=is_own,
            is_by_three=is_by_three,
        )
        for (kommuner, is_own, is_by_three), members in groups.items()
    )


def _sentence(names: list[str], *, is_own: bool, is_by_three: bool) -> str:
    kommuner = listing(sorted(names))
    if not is_by_three:
        return f"{kommuner} söker {'samma' if is_own else 'det här'}." if kommuner else ""
    many = f"{in_words(MIN_SEEKING).capitalize()} eller fler kommuner söker {'samma' if is_own else 'det här'}"
    return f"{many}, bland dem {kommuner}." if kommuner else f"{many}."


def _index(order: list[str], capital_id: str) -> int:
    return order.index(capital_id) if capital_id in order else len(order)
