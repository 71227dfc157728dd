"""Contexts of the forms about an idea: catching it, how a kommun is with it, ending, merging, deciding."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.projects.idea_preparing import DecisionForm, MergeForm
from app.services.projects.idea_writing import IdeaForm
from app.services.projects.ideas import OpenIdea
from app.support.projects.idea import NO_ROLE, IdeaRole, RawIdea, RawParty
from app.support.projects.idea_decision import OUTCOMES, RawDecision
from app.support.projects.names import IDEA_ROLES, MANDATES
from app.support.projects.templates import TEMPLATES
from app.web.projects.contexts.parts import GateRow, Options, choices, gate_rows, missing_words
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame

Errors = Mapping[str, str]
ROLE_OPTIONS = (
    (str(IdeaRole.OWNER), IDEA_ROLES[IdeaRole.OWNER], "Ni driver frågan hos er och har en funktion som ansvarar."),
    (str(IdeaRole.TAKING_PART), IDEA_ROLES[IdeaRole.TAKING_PART], "Ni gör det tillsammans med de andra."),
    (str(IdeaRole.INTERESTED), IDEA_ROLES[IdeaRole.INTERESTED], "Ni vill följa den, men lovar inget."),
    (NO_ROLE, "Nej, inte nu", "Ni kan ändra er när som helst."),
)
OUTCOME_OPTIONS = tuple(
    (str(outcome), name, meaning)
    for outcome, (name, meaning) in zip(
        OUTCOMES,
        (
            ("Prioritera", "Idén ska bli ett projekt."),
            ("Låt vila", "Idén är bra, men inte nu. Den prövas igen."),
            ("Avsluta", "Idén går inte vidare."),
        ),
        strict=True,
    )
)
MANDATE_OPTIONS = choices(MANDATES)


@dataclass(frozen=True, slots=True)
class IdeaFormPage:
    frame: Frame
    action: str
    back_url: str
    is_new: bool
    is_describing: bool
    """With the fields that the gates ask for."""
    catchers: Options
    catcher: str
    capitals: Options
    typed: RawIdea
    templates: Options
    """Address and title of each example to begin from."""
    version: int
    stored: Options
    """What somebody else has saved since the page was loaded, line by line; empty otherwise."""
    errors: Errors


@dataclass(frozen=True, slots=True)
class PartyFormPage:
    frame: Frame
    action: str
    back_url: str
    title: str
    kommuner: Options
    kommun: str
    kommun_name: str
    """Of the one kommun that one can answer for; empty where there are several."""
    typed: RawParty
    roles: tuple[tuple[str, str, str], ...]
    mandates: Options
    errors: Errors


@dataclass(frozen=True, slots=True)
class EndIdeaPage:
    frame: Frame
    action: str
    back_url: str
    title: str
    reason: str
    errors: Errors


@dataclass(frozen=True, slots=True)
class MergePage:
    frame: Frame
    action: str
    back_url: str
    title: str
    others: Options
    errors: Errors


@dataclass(frozen=True, slots=True)
class IdeaDecisionPage:
    frame: Frame
    action: str
    back_url: str
    edit_url: str
    title: str
    gates: tuple[GateRow, ...]
    missing: str
    typed: RawDecision
    outcomes: tuple[tuple[str, str, str], ...]
    decided: DayTyped
    review: DayTyped
    fingerprint: str
    """Of the draft that it is filled in with."""
    stored: Options
    """What somebody else has saved since the page was loaded, line by line; empty otherwise."""
    errors: Errors


def idea_form_page(
    frame: Frame, form: IdeaForm, errors: Errors | None = None, *, is_conflict: bool = False, template: str = ""
) -> IdeaFormPage:
    url = f"{form.catalogue.region.key.path}/ideer"
    is_new = form.idea_id is None
    return IdeaFormPage(
        frame=frame,
        action=f"{url}/ny" if is_new else f"{url}/{form.idea_id}/andra",
        back_url=url if is_new else f"{url}/{form.idea_id}",
        is_new=is_new,
        is_describing=not is_new or bool(form.typed.receiver or form.typed.follow_up or form.typed.obligation),
        catchers=form.catchers,
        catcher=form.catcher,
        capitals=(("", "Välj"), *form.catalogue.capital_names.items()),
        typed=form.typed,
        templates=tuple(
            (f"{url}/ny?mall={key}", raw.title) for key, raw in TEMPLATES.items() if is_new and key != template
        ),
        version=form.version,
        stored=_stored_lines(form) if is_conflict else (),
        errors=errors or {},
    )


def _stored_lines(form: IdeaForm) -> Options:
    idea = form.stored
    if idea is None:
        return ()
    lines = (
        ("Idén", idea.title),
        ("Problemet", idea.problem),
        ("Mottagare i linjen", idea.receiver),
        ("Så följs den upp", idea.follow_up),
        ("Krav i lag", idea.obligation),
    )
    return tuple(line for line in lines if line[1])


def party_form_page(
    frame: Frame, open_view: OpenIdea, kommun: str, raw: RawParty | None = None, errors: Errors | None = None
) -> PartyFormPage:
    """Filled in with what the kommun has said before, where nothing is typed."""
    url = f"{open_view.region.key.path}/ideer/{open_view.idea.id}"
    chosen_kommun = next((each for each in open_view.joins if each.slug == kommun), None)
    if chosen_kommun is None and len(open_view.joins) == 1:
        chosen_kommun = open_view.joins[0]
    party = None if chosen_kommun is None else open_view.idea.party_of(chosen_kommun.id)
    answer = RawParty() if party is None else RawParty(role=party.role, function=party.function, mandate=party.mandate)
    return PartyFormPage(
        frame=frame,
        action=f"{url}/med",
        back_url=url,
        title=open_view.idea.idea.title,
        kommuner=tuple((each.slug, each.name) for each in open_view.joins),
        kommun="" if chosen_kommun is None else chosen_kommun.slug,
        kommun_name=open_view.joins[0].name if len(open_view.joins) == 1 else "",
        typed=raw or answer,
        roles=ROLE_OPTIONS,
        mandates=MANDATE_OPTIONS,
        errors=errors or {},
    )


def end_idea_page(frame: Frame, open_view: OpenIdea, reason: str = "", errors: Errors | None = None) -> EndIdeaPage:
    url = f"{open_view.region.key.path}/ideer/{open_view.idea.id}"
    return EndIdeaPage(
        frame=frame,
        action=f"{url}/avsluta",
        back_url=url,
        title=open_view.idea.idea.title,
        reason=reason,
        errors=errors or {},
    )


def merge_page(frame: Frame, form: MergeForm, errors: Errors | None = None) -> MergePage:
    open_view = form.open_view
    url = f"{open_view.region.key.path}/ideer/{open_view.idea.id}"
    return MergePage(
        frame=frame,
        action=f"{url}/sla-ihop",
        back_url=url,
        title=open_view.idea.idea.title,
        others=tuple((str(idea.id), idea.idea.title) for idea in form.others),
        errors=errors or {},
    )


def idea_decision_page(
    frame: Frame,
    form: DecisionForm,
    raw: RawDecision | None = None,
    errors: Errors | None = None,
    fingerprint: str | None = None,
) -> IdeaDecisionPage:
    """Without `fingerprint` it goes on from the draft as it is stored, which is shown beside what was typed."""
    open_view, decision = form.open_view, raw or form.typed
    url = f"{open_view.region.key.path}/ideer/{open_view.idea.id}"
    return IdeaDecisionPage(
        frame=frame,
        action=f"{url}/beslut",
        back_url=url,
        edit_url=f"{url}/andra",
        title=open_view.idea.idea.title,
        gates=gate_rows(open_view.view.gates),
        missing=missing_words(open_view.view.gates),
        typed=decision,
        outcomes=OUTCOME_OPTIONS,
        decided=DayTyped(decision.decided),
        review=DayTyped(decision.review),
        fingerprint=form.typed.fingerprint if fingerprint is None else fingerprint,
        stored=_draft_lines(form.typed) if errors and fingerprint is None else (),
        errors=errors or {},
    )


def _draft_lines(draft: RawDecision) -> Options:
    outcomes = {value: label for value, label, _ in OUTCOME_OPTIONS}
    lines = (
        ("Beslut", outcomes.get(draft.outcome, "")),
        ("Text", draft.text),
        ("Diarienummer", draft.diary),
        ("Beslutat", draft.decided),
        ("Prövas igen", draft.review),
    )
    return tuple(line for line in lines if line[1])
