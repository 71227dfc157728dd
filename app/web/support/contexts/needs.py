"""Contexts of the form of a need, and of ending one."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.assessment.answering.entry import FieldError
from app.services.support.needs import NeedForm
from app.support.catalogue.catalogue import CatalogueItem, SupportForm, TargetGroup
from app.support.catalogue.names import FORM_EXPLANATIONS, FORMS, GROUP_EXAMPLES, TARGET_GROUPS
from app.support.needs.names import AUDIENCES as AUDIENCES_OF_NEED
from app.support.needs.names import TOGETHER, urgency_choices, when_needed
from app.support.needs.need import NeedAudience, NeedState, RawNeed, Togetherness, Urgency
from app.web.shell.contexts.form_fields import Tick
from app.web.shell.contexts.frame import Frame, url_of
from app.web.support.contexts.kommun_choice import KommunChoice

Options = tuple[tuple[str, str], ...]
TOGETHERNESS: Options = tuple((together.value, name) for together, name in TOGETHER.items())
AUDIENCES: Options = (
    (NeedAudience.REGION.value, "Bara regionen"),
    (NeedAudience.KOMMUNER.value, "Regionen och de andra kommunerna"),
)
ENDINGS: Options = (
    (NeedState.MET.value, "Vi har fått det vi behövde"),
    (NeedState.WITHDRAWN.value, "Vi behöver det inte längre"),
)
KINDS: Options = (
    *((form.value, FORM_EXPLANATIONS[form]) for form in SupportForm),
    ("", "Vi vet inte än"),
)
FIRST_CHOICES = {"urgency": Urgency.THIS_YEAR, "together": Togetherness.GLADLY, "audience": NeedAudience.REGION}


@dataclass(frozen=True, slots=True)
class NeedPage:
    frame: Frame
    url: str
    """Of the page of support."""
    action: str
    item: CatalogueItem | None
    typed: RawNeed
    capitals: Options
    kinds: Options
    """What kind of support it is, where no item says so."""
    groups: tuple[Tick, ...]
    urgencies: Options
    togetherness: Options
    audiences: Options
    version: int
    year: int
    """That the choices of how soon are told by."""
    is_new: bool
    stored: Options
    """What somebody else has saved since the page was loaded, line by line; empty otherwise."""
    errors: dict[str, str]
    kommun: KommunChoice | None = None
    """Where the page's address names no kommun."""


@dataclass(frozen=True, slots=True)
class CloseNeedPage:
    frame: Frame
    url: str
    action: str
    text: str
    endings: Options
    state: str
    reason: str
    version: int
    stored: Options
    """As in `NeedPage`."""
    errors: dict[str, str]


def need_page(
    frame: Frame, form: NeedForm, errors: Iterable[FieldError] = (), *, is_conflict: bool = False
) -> NeedPage:
    key = form.assessment.key
    own = () if form.need is None else (str(form.need.id),)
    return NeedPage(
        frame=frame,
        url=url_of(key, "stod"),
        action=url_of(key, "stod", "behov", *own),
        item=form.item,
        typed=form.typed,
        capitals=tuple((capital.id, capital.name) for capital in form.capitals),
        kinds=KINDS,
        groups=tuple(
            Tick(
                name=group,
                label=TARGET_GROUPS[group],
                note=GROUP_EXAMPLES.get(group, ""),
                is_ticked=group in form.typed.groups,
            )
            for group in TargetGroup
        ),
        urgencies=tuple((urgency.value, name) for urgency, name in urgency_choices(form.year)),
        togetherness=TOGETHERNESS,
        audiences=AUDIENCES,
        version=form.version,
        year=form.year,
        is_new=form.need is None,
        stored=_stored_lines(form) if is_conflict else (),
        errors=by_field(errors),
    )


def close_need_page(
    frame: Frame,
    form: NeedForm,
    errors: Iterable[FieldError] = (),
    *,
    state: str = "",
    reason: str = "",
    is_conflict: bool = False,
) -> CloseNeedPage:
    key, need_id = form.assessment.key, "" if form.need is None else str(form.need.id)
    return CloseNeedPage(
        frame=frame,
        url=url_of(key, "stod"),
        action=url_of(key, "stod", "behov", need_id, "avsluta"),
        text=form.typed.text,
        endings=ENDINGS,
        state=state,
        reason=reason,
        version=form.version,
        stored=_stored_lines(form) if is_conflict else (),
        errors=by_field(errors),
    )


def _stored_lines(form: NeedForm) -> Options:
    if form.need is None:
        return ()
    need, names = form.need.need, {capital.id: capital.name for capital in form.capitals}
    return (
        ("Behovet", need.text),
        ("Kapitalslag", names.get(need.capital_id, need.capital_id)),
        ("Slags stöd", "Inte valt" if need.form is None else FORMS[need.form]),
        ("Till för", ", ".join(TARGET_GROUPS[group] for group in need.target_groups) or "Inte valt"),
        ("Hur snart", when_needed(need.urgency, form.need.urgency_year)),
        ("Tillsammans med andra", TOGETHER[need.together]),
        ("Vilka som ser det", AUDIENCES_OF_NEED[need.audience]),
    )


def by_field(errors: Iterable[FieldError]) -> dict[str, str]:
    """The first of each field."""
    messages: dict[str, str] = {}
    for error in errors:
        messages.setdefault(error.field, error.message)
    return messages


def filled_in(item: CatalogueItem, capital_id: str, form: str) -> RawNeed:
    """A new need of an item, as the form begins."""
    capitals = [capital for capital in item.capitals if capital == capital_id] or list(item.capitals)
    return RawNeed(
        capital=capitals[0],
        item=item.id,
        form=form if form in item.forms else "",
        text=f"Vi behöver: {item.title}.",
        groups=frozenset(item.target_groups),
        **FIRST_CHOICES,
    )
