"""A region with a catalogue of support, and ideas in it, for tests of the project bank."""

from datetime import timedelta

from app.accounts.kernel.roles import Actor
from app.services.projects.idea_preparing import decide_idea, prepare_idea
from app.services.projects.idea_writing import REGION, catch_idea, change_idea, join_idea
from app.services.projects.ideas import OpenIdea, open_idea
from app.storage.kernel.audit import every_line
from app.storage.projects.decisions import draft_decision
from app.storage.support.catalogues import store_support_edition
from app.support.projects.idea import RawIdea
from app.support.projects.idea_decision import RawDecision
from tests.builders import LATER, NOW, Kommun, Scene
from tests.unit.support.builders import a_catalogue, an_item

SLUG = "provland"
RAW = RawIdea(title="En delad controller", problem="Ingen hinner följa energin.", capital="politiskt")
RECEIVER = "Fastighetschefen"
DECISION = RawDecision(
    outcome="prioriterad", text="Vi börjar.", diary="GR 2026/1", decided=str(LATER.date()), review="2027-06-01"
)
TOMORROW = LATER + timedelta(days=1)


def with_catalogue(scene: Scene) -> Scene:
    catalogue = a_catalogue(an_item("kurs", title="Kurs"))
    reference = catalogue.questionnaire.model_copy(update={"id": scene.edition.id, "year": scene.edition.year})
    published = catalogue.model_copy(update={"questionnaire": reference})
    scene.database.write(lambda session: store_support_edition(session, published, NOW))
    return scene


def caught(scene: Scene, raw: RawIdea = RAW, actor: Actor | None = None, catcher: str = REGION) -> int:
    return catch_idea(scene.database, actor or scene.region.coordinator, SLUG, raw, catcher, LATER)


def seen(scene: Scene, idea_id: int, actor: Actor | None = None) -> OpenIdea:
    return open_idea(scene.database, actor or scene.region.coordinator, SLUG, idea_id, LATER)


def join(scene: Scene, idea_id: int, kommun: Kommun, role: str = "med", **fields: str) -> None:
    values = {"kommun": kommun.slug, "role": role} | fields
    join_idea(scene.database, kommun.coordinator, SLUG, idea_id, values, LATER)


def describe(scene: Scene, idea_id: int, actor: Actor | None = None, version: int | None = None, **texts: str) -> None:
    actor = actor or scene.region.coordinator
    idea = seen(scene, idea_id).idea
    raw = RAW.model_copy(update={"title": idea.idea.title, "receiver": RECEIVER} | texts)
    number = idea.version if version is None else version
    change_idea(scene.database, actor, SLUG, idea_id, raw, LATER, version=number)


def prepared(scene: Scene, raw: RawIdea = RAW, *, receiver: str = RECEIVER) -> int:
    idea_id = caught(scene, raw.model_copy(update={"receiver": receiver}))
    prepare_idea(scene.database, scene.region.coordinator, SLUG, idea_id, LATER)
    return idea_id


def decide(
    scene: Scene,
    idea_id: int,
    raw: RawDecision = DECISION,
    *,
    is_draft: bool = False,
    before: RawDecision | None = None,
) -> None:
    """`before` is the draft that the form was filled in with; without it the one that is stored."""
    facts = scene.database, scene.region.coordinator, SLUG, idea_id
    if before is None:
        with scene.database.read() as session:
            before = draft_decision(session, idea_id) or RawDecision()
    decide_idea(*facts, raw, LATER, is_draft=is_draft, fingerprint=before.fingerprint)


def prioritised(scene: Scene, raw: RawIdea = RAW) -> int:
    idea_id = prepared(scene, raw)
    decide(scene, idea_id)
    return idea_id


def events(scene: Scene, *subjects: str) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session) if line.action.partition(".")[0] in subjects]
