"""Where a person can go from the start page: everything the person has a role in or answers in, place by place."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.kernel.roles import INSTALLATION, KOMMUN_ROLES, REGION_ROLES, Actor, Right, Role, may
from app.accounts.organisations.organisation import Organisation
from app.assessment.questionnaires.questionnaire import Form, RoundSubject
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.meeting_time import MeetingTime
from app.rounds.kernel.round import Round
from app.rounds.progress.round_advice import Size, size_of
from app.services.answering.respondent_place import not_open_because
from app.services.kernel.alphabet import swedish
from app.storage.answering.answers import assessments_of_respondent, unanswered_places
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities, rounds_of_regions
from app.storage.kernel.meeting_times import meeting_times_of
from app.storage.organisations import organisations as stored
from app.storage.questionnaires.editions import every_edition


@dataclass(frozen=True, slots=True)
class RolePlace:
    """An organisation that the person has roles in. A region has rounds, a kommun assessments, latest first."""

    organisation: Organisation
    roles: tuple[Role, ...]
    rounds: tuple[Round, ...]
    assessments: tuple[Assessment, ...]
    may_preview: bool
    """Whether the person may look at questionnaires before they are used."""


@dataclass(frozen=True, slots=True)
class StartPlaces:
    """`answering` are the assessments that the person only answers in, latest first. Regions come before kommuner."""

    places: tuple[RolePlace, ...]
    answering: tuple[Assessment, ...]
    unanswered: frozenset[int]
    """Ids of the assessments, led ones too, where the person has a place and has not handed in while one still can."""
    is_operator: bool
    meetings: Mapping[int, MeetingTime]
    """Id of an assessment that the person only answers in -> when its joint meeting is."""

    @property
    def is_example(self) -> bool:
        regions = (place.organisation.region for place in self.places)
        return any(item.round.is_example for item in self.answering) or any(
            region is not None and region.is_example for region in regions
        )


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much each form of a questionnaire asks."""

    short: Size
    long: Size


def latest_sizes(database: Database) -> Sizes | None:
    """Of the latest edition about a kommun that is published, or None when there is none."""
    with database.read() as session:
        editions = [item for item in every_edition(session) if item.questionnaire.subject is RoundSubject.KOMMUN]
    if not editions:
        return None
    latest = editions[0].questionnaire
    return Sizes(size_of(latest, Form.SHORT), size_of(latest, Form.LONG))


def own_start(database: Database, actor: Actor) -> StartPlaces:
    """Everything a person can go to."""
    region_ids = {membership.region_id or 0 for membership in actor.memberships if membership.role in REGION_ROLES}
    kommun_ids = {
        membership.municipality_id or 0 for membership in actor.memberships if membership.role in KOMMUN_ROLES
    }
    with database.read() as session:
        rounds = rounds_of_regions(session, region_ids)
        assessments = assessments_of_municipalities(session, kommun_ids)
        answering = assessments_of_respondent(session, actor.person_id, actor.respondent_id)
        organisations = sorted(stored.organisations_of(session, region_ids, kommun_ids), key=_order)
        led_ids = {assessment.id for assessment in assessments}
        asked_ids = [item.id for item in answering]
        unanswered_ids = unanswered_places(session, actor.person_id, asked_ids) if answering else frozenset()
        meetings = meeting_times_of(session, asked_ids) if answering else {}
        return StartPlaces(
            places=tuple(_place(actor, item, rounds, assessments) for item in organisations),
            answering=tuple(item for item in answering if item.id not in led_ids),
            unanswered=frozenset(item.id for item in answering if item.id in unanswered_ids and _is_open(item)),
            is_operator=may(actor, Right.RUN_INSTALLATION, INSTALLATION),
            meetings={identity: item.time for identity, item in meetings.items() if item.time is not None},
        )


def _is_open(assessment: Assessment) -> bool:
    """Whether people can still answer as themselves."""
    if assessment.mode is Mode.SIMPLE:
        return False  # one answers for the whole kommun now, and nobody else can
    return assessment.answering_closed_at is None and not_open_because(assessment.round) is None


def _place(
    actor: Actor, organisation: Organisation, rounds: tuple[Round, ...], assessments: tuple[Assessment, ...]
) -> RolePlace:
    place = organisation.place
    kommun_id = place.municipality_id
    roles = (
        membership.role
        for membership in actor.memberships
        if (membership.region_id, membership.municipality_id) == (place.region_id, kommun_id)
    )
    return RolePlace(
        organisation=organisation,
        roles=tuple(dict.fromkeys(roles)),
        rounds=tuple(item for item in rounds if kommun_id is None and item.region_id == place.region_id),
        assessments=tuple(item for item in assessments if item.municipality_id == kommun_id),
        may_preview=may(actor, Right.PREVIEW_QUESTIONNAIRES, place),
    )


def _order(organisation: Organisation) -> tuple[bool, str, str]:
    region = "" if organisation.region is None else organisation.region.name
    return (organisation.municipality is not None, swedish(organisation.name), swedish(region))
