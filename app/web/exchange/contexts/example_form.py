"""Contexts of the form of an example, and of choosing the action that it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import clipped
from app.rounds.assessments.plans import ActionStatus
from app.services.exchange.example_writing import ActionToTell, ExampleForm
from app.services.exchange.places import ExchangePlace
from app.support.exchange.names import EVIDENCE
from app.web.exchange.contexts.example_words import Options, level_options
from app.web.shell.contexts.frame import Frame, url_of

LABELS = {
    "title": "Vad exemplet heter",
    "capital": "Kapitalslag",
    "situation": "Så var det innan",
    "did": "Det här gjorde ni",
    "result": "Så gick det",
    "evidence": "Hur vet ni det?",
    "not_worked": "Det här fungerade inte",
    "takes": "Det här krävs för att det ska fungera",
    "hours": "Timmar i allt",
    "kronor": "Kronor i allt",
    "level_from": "Nivå när ni började",
    "level_to": "Nivå efteråt",
    "documents": "Länkar till underlag",
    "contact": "Vem man frågar",
}


@dataclass(frozen=True, slots=True)
class ActionChoice:
    text: str
    about: str
    url: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class ActionChoicePage:
    frame: Frame
    url: str
    choices: tuple[ActionChoice, ...]
    plan_url: str
    """Where actions are marked as done; empty where there is no year yet."""


@dataclass(frozen=True, slots=True)
class ExampleFormPage:
    frame: Frame
    action: str
    back_url: str
    kommun: str
    told_of: str
    """The action, as the plan has it; empty where it is gone."""
    fields: Mapping[str, str]
    version: int
    action_id: int
    returned: str
    """What the region asks to have changed."""
    labels: Mapping[str, str]
    capitals: Options
    evidence: Options
    levels: Options
    errors: Mapping[str, str]
    stored: Options
    """What somebody else has saved since the page was loaded; empty otherwise."""

    @property
    def summary(self) -> dict[str, str]:
        """The errors with the names of their fields."""
        return {
            name: f"{LABELS[name].rstrip('?')}: {text}" if name in LABELS else text
            for name, text in self.errors.items()
        }


def action_choice_page(frame: Frame, place: ExchangePlace, actions: tuple[ActionToTell, ...]) -> ActionChoicePage:
    url = f"/{place.region.slug}/exempel"
    own_year = place.catalogue.own_year
    return ActionChoicePage(
        frame=frame,
        url=url,
        choices=tuple(_choice(place, action, url) for action in actions),
        plan_url="" if own_year is None else url_of(own_year, "atgarder"),
    )


def _choice(place: ExchangePlace, source: ActionToTell, url: str) -> ActionChoice:
    action = source.action.action
    parts = (
        source.assessment.municipality if len(place.led) > 1 else "",
        str(source.assessment.round.year),
        place.capitals.get(action.capital_id, action.capital_id),
        "Klar" if action.status is ActionStatus.DONE else "Struken",
    )
    is_told = source.example_id is not None
    return ActionChoice(
        text=clipped(action.text, 160),
        about=" · ".join(filter(None, parts)),
        url=f"{url}/{source.example_id}" if is_told else f"{url}/nytt?atgard={source.action.id}",
        is_told=is_told,
    )


def example_form_page(
    frame: Frame,
    form: ExampleForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    version: int | None = None,
    is_conflict: bool = False,
) -> ExampleFormPage:
    """`version` is the one the page was loaded with, where that is not to be the latest."""
    url = f"/{form.place.region.slug}/exempel"
    example, source = form.stored, form.source
    kommun = example.municipality if example is not None else source.assessment.municipality if source else ""
    return ExampleFormPage(
        frame=frame,
        action=f"{url}/nytt" if example is None else f"{url}/{example.id}/andra",
        back_url=url if example is None else f"{url}/{example.id}",
        kommun=kommun,
        told_of="" if source is None else source.action.action.text,
        fields=form.fields if fields is None else fields,
        version=form.version if version is None else version,
        action_id=0 if source is None else source.action.id,
        returned="" if example is None else example.reason,
        labels=LABELS,
        capitals=tuple(form.place.capitals.items()),
        evidence=tuple((kind.value, name) for kind, name in EVIDENCE.items()),
        levels=level_options(form.place),
        errors=errors or {},
        stored=tuple((LABELS[name], text) for name, text in form.fields.items() if text and name in LABELS)
        if is_conflict
        else (),
    )
