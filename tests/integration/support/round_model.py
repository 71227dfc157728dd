"""What a round's life comes to, in the fewest words: for each step whether it is refused, and what is there afterwards.

Written from docs/architecture.md and the decisions, not from the services: where the two differ one of them is wrong.
"""

from dataclasses import dataclass, field

from app.rounds.kernel.assessment import Mode, Sharing

Choice = tuple[str, int]
"""What is chosen, and the version that was saved under. The empty choice is one that was taken back."""


class RefusedError(Exception):
    """The step may not be taken now, and changes nothing."""


def refuse_if(condition: bool) -> None:
    if condition:
        raise RefusedError


@dataclass
class PlaceModel:
    """One person's place to answer in; `for_kommun` where one answers for the whole kommun."""

    for_kommun: bool = False
    handed_in: bool = False
    answers: dict[str, Choice] = field(default_factory=dict)

    @property
    def chosen(self) -> dict[str, str]:
        return {question: choice for question, (choice, _) in self.answers.items() if choice}


@dataclass
class VersionModel:
    """A handed-in version; `content` is never changed by anything that comes later."""

    content: str
    state: str = "waits"


@dataclass
class KommunModel:
    """`places` by person; the coordinator is a person like others."""

    coordinator: int
    mode: Mode = Mode.UNDECIDED
    closed: bool = False
    sharing: Sharing = Sharing.NOTHING
    places: dict[int, PlaceModel] = field(default_factory=dict)
    agreed: dict[str, str] = field(default_factory=dict)
    versions: list[VersionModel] = field(default_factory=list)
    round_closed: bool = False

    @property
    def approved(self) -> bool:
        return bool(self.versions) and self.versions[-1].state == "approved"

    @property
    def waits(self) -> bool:
        return bool(self.versions) and self.versions[-1].state == "waits"

    @property
    def has_begun(self) -> bool:
        return any(place.chosen for place in self.places.values())

    @property
    def is_read_by_region(self) -> bool:
        return self.approved and self.sharing is not Sharing.NOTHING

    def answer_alone(self) -> None:
        if self.mode is Mode.SIMPLE:
            return
        refuse_if(self.round_closed or self.mode is Mode.SEVERAL)
        self.mode = Mode.SIMPLE
        self.places[self.coordinator] = PlaceModel(for_kommun=True)

    def take_place(self) -> None:
        """The coordinator's own, among several."""
        if self.coordinator in self.places and self.mode is Mode.SEVERAL:
            return
        refuse_if(self.round_closed or self.closed or self.mode is Mode.SIMPLE)
        self.mode = Mode.SEVERAL
        self.places[self.coordinator] = PlaceModel()

    def choose_mode_again(self) -> None:
        if self.mode is Mode.UNDECIDED:
            return
        own = self.places.get(self.coordinator)
        refuse_if(self.round_closed or len(self.places) > (0 if own is None else 1))
        refuse_if(own is not None and bool(own.answers))
        self.places.pop(self.coordinator, None)
        self.mode = Mode.UNDECIDED

    def _require_open(self) -> None:
        refuse_if(self.round_closed or self.closed)

    def save(self, person: int, question: str, choice: str, version: int) -> None:
        place = self.places[person]
        self._require_open()
        refuse_if(place.handed_in)
        current, number = place.answers.get(question, ("", 0))
        if current == choice:
            return
        refuse_if(version != number)
        place.answers[question] = (choice, number + 1)

    def hand_in(self, person: int) -> None:
        place = self.places[person]
        if place.handed_in:
            return
        if not (place.for_kommun and self.round_closed and not self.closed):
            self._require_open()
        refuse_if(not place.chosen)
        place.handed_in = True
        if place.for_kommun:
            self.agreed = {key: choice for key, choice in place.chosen.items() if choice != "vet_ej"}
            self.closed = True

    def take_back_answers(self, person: int) -> None:
        place = self.places[person]
        refuse_if(place.for_kommun)
        self._require_open()
        place.handed_in = False

    def close_answering(self) -> None:
        if self.closed:
            return
        refuse_if(self.mode is not Mode.SEVERAL or not self.has_begun)
        self.closed = True

    def answer_again(self) -> None:
        """In the simple mode, after handing in."""
        refuse_if(self.mode is not Mode.SIMPLE or self.approved or self.round_closed or self.waits)
        place = self.places[self.coordinator]
        if place.handed_in:
            place.handed_in = self.closed = False

    def agree(self, question: str, choice: str) -> None:
        refuse_if(self.mode is Mode.SIMPLE or not self.closed or self.waits or self.approved)
        if choice == "oppen":
            self.agreed.pop(question, None)
        else:
            self.agreed[question] = choice

    def submit(self) -> None:
        refuse_if(not self.closed or self.approved)
        if not self.waits:
            self.versions.append(VersionModel(content=""))

    def take_back(self) -> None:
        refuse_if(not self.closed)
        if self.waits:
            self.versions[-1].state = "returned"

    def send_back(self, number: int) -> None:
        refuse_if(not self.waits or number != len(self.versions))
        self.versions[-1].state = "returned"

    def approve(self, number: int) -> None:
        refuse_if(not self.closed)
        if self.approved and number == len(self.versions):
            return
        refuse_if(not self.waits or number != len(self.versions))
        self.versions[-1].state = "approved"

    def reopen(self) -> None:
        refuse_if(not self.closed)
        if not self.approved:
            return
        refuse_if(self.round_closed)
        self.versions[-1].state = "reopened"

    def share(self, sharing: Sharing) -> None:
        self.sharing = sharing

    def close_round(self) -> None:
        self.round_closed = True
        if self.mode is Mode.SEVERAL and self.has_begun:
            self.closed = True
