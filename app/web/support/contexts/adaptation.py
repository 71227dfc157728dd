"""Contexts of adapting an item: its form with a preview, its versions, and retiring it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.support.adaptations import ORIGINAL, ItemForm, ItemVersions
from app.services.support.catalogues import RegionCatalogue
from app.support.adaptations.adaptation import Adaptation, AdaptationState
from app.support.catalogue.catalogue import OVERALL, CatalogueItem, SupportForm, TargetGroup
from app.support.catalogue.names import (
    CTM_PARTS,
    FORMS,
    GOVERNANCE,
    SIZES,
    TARGET_GROUPS,
    WEIGHTS,
    capital_name,
)
from app.web.shell.contexts.form_fields import Tick
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import moment
from app.web.support.contexts.catalogue import Options, options
from app.web.support.contexts.item import ItemView

STATES = {
    AdaptationState.DRAFT: "Utkast",
    AdaptationState.PUBLISHED: "Publicerad",
    AdaptationState.RETIRED: "Indragen",
    AdaptationState.ORIGINAL: "Katalogens egen text lades tillbaka",
}

LABELS = {
    "title": "Namn",
    "gives": "Vad kommunen får",
    "how": "Så går det till",
    "lowest": "Passar från nivå",
    "highest": "Till nivå",
    "ctm": "Del av omställningen",
    "size": "Vilka kommuner",
    "weight": "Hur mycket det är att ta emot",
    "receiver_min": "Lägsta nivå i mottagarförmåga",
    "kommun": "Vad kommunen bidrar med",
    "region": "Vad regionen bidrar med",
    "sensitive": "Om frågan är känslig: varför",
}
"""Fields of the form, and what they are called on the page."""


@dataclass(frozen=True, slots=True)
class PlaceTicks:
    """The boxes of one capital: a form each."""

    capital: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class QuestionTicks:
    capital: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class HoursField:
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemFormPage:
    frame: Frame
    action: str
    back_url: str
    fields: Mapping[str, str]
    number: int
    is_new: bool
    is_draft: bool
    places: tuple[PlaceTicks, ...]
    groups: tuple[Tick, ...]
    governance: tuple[Tick, ...]
    hours: tuple[HoursField, ...]
    questions: tuple[QuestionTicks, ...]
    builds_on: tuple[Tick, ...]
    parts: Options
    levels: Options
    weights: Options
    sizes: Options
    labels: Mapping[str, str]
    errors: Mapping[str, str]
    preview: ItemView | None
    other: "OtherVersion | None"

    @property
    def summary(self) -> dict[str, str]:
        """The errors with the names of their fields, since one sentence stands at several."""
        return {
            name: f"{LABELS[name]}: {error[0].lower()}{error[1:]}" if name in LABELS else error
            for name, error in self.errors.items()
        }


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """What somebody else has saved since the page was loaded."""

    view: ItemView
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    number: int
    name: str
    title: str
    state: str
    made_at: str
    reason: str
    is_current: bool
    may_be_put_back: bool


@dataclass(frozen=True, slots=True)
class VersionsPage:
    frame: Frame
    url: str
    """Of the item."""
    rows: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class RetirePage:
    frame: Frame
    url: str
    title: str
    reason: str
    errors: Mapping[str, str]


def item_form_page(
    frame: Frame,
    form: ItemForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    preview: ItemView | None = None,
    other: ItemView | None = None,
) -> ItemFormPage:
    """`other` is the latest version, where it is another than the one the form was filled in from."""
    catalogue, item = form.region_catalogue, form.item
    entries = form.fields if fields is None else fields
    url = f"/{catalogue.region.slug}/stod"
    return ItemFormPage(
        frame=frame,
        action=f"{url}/ny" if item is None else f"{url}/{item.id}/andra",
        back_url=url if item is None or item.id not in catalogue.catalogue.by_id else f"{url}/{item.id}",
        fields=entries,
        number=form.number,
        is_new=item is None,
        is_draft=form.is_draft,
        places=tuple(
            PlaceTicks(
                capital_name(capital, catalogue.capital_names),
                tuple(_tick(entries, f"places.{capital}.{kind}", FORMS[kind]) for kind in SupportForm),
            )
            for capital in (*catalogue.capital_names, OVERALL)
        ),
        groups=tuple(_tick(entries, f"groups.{group}", name) for group, name in TARGET_GROUPS.items()),
        governance=tuple(_tick(entries, f"governance.{level}", name) for level, name in GOVERNANCE.items()),
        hours=tuple(_hours(entries, group) for group in TargetGroup),
        questions=tuple(_question_ticks(catalogue, entries)),
        builds_on=tuple(
            _tick(entries, f"builds_on.{other.id}", other.title)
            for other in catalogue.catalogue.offered
            if item is None or other.id != item.id
        ),
        parts=options(CTM_PARTS),
        levels=tuple((str(number), f"{number} {level.label}") for number, level in enumerate(catalogue.scale)),
        weights=options(WEIGHTS),
        sizes=options(SIZES),
        labels=LABELS,
        errors=errors or {},
        preview=preview,
        other=None if other is None or form.state is None else OtherVersion(other, STATES[form.state], form.reason),
    )


def _tick(fields: Mapping[str, str], name: str, label: str) -> Tick:
    return Tick(name=name, label=label, note="", is_ticked=name in fields)


def _hours(fields: Mapping[str, str], group: TargetGroup) -> HoursField:
    name = f"hours.{group}"
    return HoursField(name, TARGET_GROUPS[group], fields.get(name, ""))


def _question_ticks(catalogue: RegionCatalogue, fields: Mapping[str, str]) -> list[QuestionTicks]:
    return [
        QuestionTicks(
            capital.name,
            tuple(_tick(fields, f"questions.{question.id}", question.text) for question in capital.questions),
        )
        for capital in catalogue.capitals
    ]


def versions_page(frame: Frame, versions: ItemVersions) -> VersionsPage:
    original = versions.original
    rows = [
        VersionRow(
            number=version.number,
            name=f"Version {version.number}",
            title=version.item.title,
            state=STATES[version.state],
            made_at=moment(version.created_at),
            reason=version.reason,
            is_current=version.number == versions.current_number,
            may_be_put_back=_may_be_put_back(version, versions.current_number),
        )
        for version in versions.versions
    ]
    if original is not None:
        rows.append(_original_row(original, is_current=versions.current_number == ORIGINAL))
    return VersionsPage(frame, f"/{versions.region_catalogue.region.slug}/stod/{versions.item.id}", tuple(rows))


def _may_be_put_back(version: Adaptation, current_number: int) -> bool:
    """The catalogue's own text has a row of its own, which is as it is today."""
    if version.state is AdaptationState.ORIGINAL:
        return False
    return version.number != current_number or version.state is AdaptationState.RETIRED


def _original_row(item: CatalogueItem, *, is_current: bool) -> VersionRow:
    return VersionRow(
        number=ORIGINAL,
        name="Katalogens egen text",
        title=item.title,
        state=STATES[AdaptationState.PUBLISHED if item.is_offered else AdaptationState.RETIRED],
        made_at="",
        reason="",
        is_current=is_current,
        may_be_put_back=not is_current,
    )
