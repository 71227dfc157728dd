"""What keeps a kommun in a round: answers, or anything else that would be gone if it were removed and added again."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from app.errors import InvalidInputError
from app.messages import Message
from app.rounds.kernel.assessment import Assessment
from app.rounds.progress.round_plans import Field
from app.services.rounds import words
from app.storage.privacy.removal import remove_assessments
from app.storage.rounds.kommun_work import worked_in
from app.storage.rounds.rounds import add_assessments, begun_in


@dataclass(frozen=True, slots=True)
class RoundWork:
    """Ids of the assessments of a round that have any."""

    begun: frozenset[int]
    """Where somebody has saved an answer."""
    every: frozenset[int]
    """Where there is anything of the kommun's own, answers too."""

    def why_it_stays(self, assessment: Assessment) -> Message | None:
        """Why the kommun cannot be removed, or None when it can. It tells no more than that something was done."""
        if assessment.id in self.begun:
            return words.KOMMUN_HAS_BEGUN.with_facts(name=assessment.municipality)
        if assessment.id in self.every:
            return words.KOMMUN_HAS_PREPARED.with_facts(name=assessment.municipality)
        return None


def work_in(session: Session, round_id: int) -> RoundWork:
    """To remove somebody by it, look after the round's assessments are locked (`locked_round` with answering)."""
    return RoundWork(begun_in(session, round_id), worked_in(session, round_id))


def change_kommuner(session: Session, round_id: int, before: Collection[Assessment], after: Collection[int]) -> None:
    """Have these kommuner, by their ids, in a planned round. Raises InvalidInputError where one that would leave has
    done something there.
    """
    leaving = [assessment for assessment in before if assessment.municipality_id not in after]
    work = work_in(session, round_id)
    why_they_stay = next(filter(None, map(work.why_it_stays, leaving)), None)
    if why_they_stay is not None:
        raise InvalidInputError({Field.KOMMUNER: why_they_stay})
    remove_assessments(session, [assessment.id for assessment in leaving])
    add_assessments(session, round_id, sorted(set(after) - {assessment.municipality_id for assessment in before}))
