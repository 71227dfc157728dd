"""The way through a meeting's agenda: which question comes after the one at hand, and where the meeting goes on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.assessment.meeting.agenda import Agenda, AgendaItem
from app.assessment.meeting.outcomes import OutcomeState


@dataclass(frozen=True, slots=True)
class AgendaWalk:
    """The agenda with where its questions stand at one moment."""

    agenda: Agenda
    standings: Mapping[str, OutcomeState]
    """Question id -> where it stands, of every question on the agenda."""

    @property
    def accepts_first(self) -> bool:
        """Whether the list of those where people agree is still to be gone through: nothing of it is noted yet."""
        agreeing = self.agenda.agreeing
        return bool(agreeing) and len(self.left_out) == len(agreeing)

    @property
    def left_out(self) -> tuple[AgendaItem, ...]:
        """Questions of that list that nobody has settled."""
        return self._with(OutcomeState.OPEN, self.agenda.agreeing)

    @property
    def talking(self) -> tuple[AgendaItem, ...]:
        """What is to be talked about: the agenda's questions, then what the meeting wanted to talk about instead."""
        return self.agenda.talking + (() if self.accepts_first else self.left_out)

    @property
    def parked(self) -> tuple[AgendaItem, ...]:
        """What is parked, of all questions, in the agenda's order."""
        agenda = self.agenda
        return self._with(OutcomeState.PARKED, (*agenda.talking, *agenda.beyond, *agenda.agreeing))

    @property
    def beyond(self) -> tuple[AgendaItem, ...]:
        """Open questions that there is no time for."""
        return self._with(OutcomeState.OPEN, self.agenda.beyond)

    @property
    def first(self) -> AgendaItem | None:
        """Where the meeting goes on: the first open question, then what is parked; None when all of it is done."""
        return _first((*self._with(OutcomeState.OPEN, self.talking), *self.parked))

    def after(self, question_id: str) -> AgendaItem | None:
        """What comes after a question: the next open one in its part of the agenda, then what is parked.

        It ends: what was passed over is not come back to, but stands on the agenda.
        """
        part = self.agenda.beyond if _place(question_id, self.agenda.beyond) is not None else self.talking
        following = self._with(OutcomeState.OPEN, _after(question_id, part))
        return _first((*following, *_after(question_id, self.parked)))

    def _with(self, standing: OutcomeState, items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
        return tuple(item for item in items if self.standings[item.question_id] is standing)


def _place(question_id: str, items: tuple[AgendaItem, ...]) -> int | None:
    return next((place for place, item in enumerate(items) if item.question_id == question_id), None)


def _after(question_id: str, items: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    """All of them where the question is not one of them."""
    place = _place(question_id, items)
    return items if place is None else items[place + 1 :]


def _first(items: Iterable[AgendaItem]) -> AgendaItem | None:
    return next(iter(items), None)
