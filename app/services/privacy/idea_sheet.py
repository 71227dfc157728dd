"""The sheet of what a kommun has done in the project bank: ideas that it caught and joined, its points, its answers."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from app.reports.privacy.disclosure import DisclosureSheet
from app.rounds.kernel.assessment import Assessment
from app.services.privacy import words
from app.services.privacy.disclosure_sheets import Show, moment, sheet_of
from app.storage.projects.calls import calls_in
from app.storage.projects.ideas import ideas_in
from app.storage.projects.points import points_in, points_rounds_in
from app.support.projects.idea import StoredIdea
from app.support.projects.names import CALL_INTERESTS, IDEA_ROLES, IDEA_STATES, OWNER_MANDATES

Row = tuple[str, ...]


def ideas(session: Session, assessment: Assessment, show: Show, today: date) -> DisclosureSheet:
    """They belong to no year, so each year has them all. Points of an open round are not told (decision 0079)."""
    region_id, kommun_id = assessment.round.region_id, assessment.municipality_id
    every = ideas_in(session, region_id)
    titles = {idea.id: idea.idea.title for idea in every}
    rows = (
        *(_caught(idea, show) for idea in every if idea.municipality_id == kommun_id),
        *(row for idea in every for row in _joined(idea, kommun_id, show)),
        *_points(session, region_id, kommun_id, titles, today),
        *_answers(session, region_id, kommun_id),
    )
    return sheet_of("ideer", words.IDEAS, rows)


def _caught(idea: StoredIdea, show: Show) -> Row:
    content = idea.idea
    texts = (content.problem, content.receiver, content.follow_up, content.obligation)
    text = show(words.IDEA_TEXT, content.title, "\n".join(filter(None, texts)))
    return (words.IDEA_CAUGHT, content.title, IDEA_STATES[idea.state].lower(), text, moment(idea.created_at))


def _joined(idea: StoredIdea, kommun_id: int, show: Show) -> Iterator[Row]:
    party = idea.party_of(kommun_id)
    if party is not None:
        owner = f"{party.function}, {OWNER_MANDATES[party.mandate]}" if party.function else ""
        text = show(words.IDEA_TEXT, idea.idea.title, owner)
        yield (words.IDEA_JOINED, idea.idea.title, IDEA_ROLES[party.role].lower(), text, "")


def _points(session: Session, region_id: int, kommun_id: int, titles: dict[int, str], today: date) -> Iterator[Row]:
    over = (each for each in points_rounds_in(session, region_id) if not each.is_open(today))
    for points_round in over:
        until = words.POINTS_UNTIL.format(last_day=points_round.last_day.isoformat())
        for each in points_in(session, points_round.id):
            if each.municipality_id == kommun_id:
                yield (words.IDEA_POINTS, titles.get(each.idea_id, ""), f"{each.points} {until}", "", "")


def _answers(session: Session, region_id: int, kommun_id: int) -> Iterator[Row]:
    for call in calls_in(session, region_id):
        interest = call.interest_of(kommun_id)
        if interest is not None:
            yield (words.CALL_ANSWERED, call.call.title, CALL_INTERESTS[interest].lower(), "", "")
