"""More kommuner in a scene's round, each with a result, and what one of them may know of the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlmodel import Session

from app.assessment.answering.answers import AnswerKind
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.services.results.anonymous_figures import Anonymous
from app.services.results.comparison import Compared, open_comparison
from app.services.results.sharing import choose_sharing
from app.services.rounds.round_opening import close_round
from app.storage.tables import AgreedAnswerRow, AssessmentRow, MunicipalityRow
from tests.builders import BUDGET, KALKYL, LATER, MAL, NOW, RESERV, STYRNING, URL, Kommun, Scene, add_kommun, added


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Kommuner of the scene's region; one is named by its place in the row."""

    scene: Scene
    kommuner: tuple[Kommun, ...]

    def close(self) -> None:
        close_round(self.scene.database, self.scene.region.coordinator, self.scene.norrby.round, LATER, public_url=URL)

    def share(self, place: int, level: str) -> None:
        kommun = self.kommuner[place]
        choose_sharing(self.scene.database, kommun.coordinator, self._key(kommun), level, LATER)

    def compared(self, place: int) -> Compared:
        kommun = self.kommuner[place]
        return open_comparison(self.scene.database, kommun.coordinator, self._key(kommun))

    def everybody(self, place: int) -> tuple[int, Fraction] | None:
        return shown(self.compared(place).everybody)

    def similar(self, place: int) -> tuple[int, Fraction] | None:
        return shown(self.compared(place).similar)

    def _key(self, kommun: Kommun) -> AssessmentKey:
        return replace(self.scene.norrby, municipality=kommun.slug)


def shown(figures: Anonymous | None) -> tuple[int, Fraction] | None:
    """Over how many kommuner and their median in the political capital, or None when nothing is shown."""
    benchmark = None if figures is None else figures.figures.get("politiskt")
    return None if benchmark is None else (benchmark.count, benchmark.median)


def add_neighbours(
    scene: Scene, values: Sequence[int], groups: Sequence[str] = (), sharing: Sharing = Sharing.REGION
) -> Neighbours:
    """One kommun for each value on the scale, which is what it agreed on everywhere; `groups` are their size groups."""

    def work(session: Session) -> tuple[Kommun, ...]:
        return tuple(
            _neighbour(session, scene, place, value, groups[place] if groups else "", sharing)
            for place, value in enumerate(values)
        )

    return Neighbours(scene, scene.database.write(work))


def _neighbour(session: Session, scene: Scene, place: int, value: int, group: str, sharing: Sharing) -> Kommun:
    kommun = add_kommun(session, scene.region.id, f"99{place + 11}", f"granne{place}")
    row = session.get_one(MunicipalityRow, kommun.id)
    row.size_group = group
    assessment = added(
        session,
        AssessmentRow(round_id=scene.round_id, municipality_id=kommun.id, sharing=sharing, answering_closed_at=NOW),
    )
    for question_id in (MAL, BUDGET, STYRNING, RESERV, KALKYL):
        session.add(
            AgreedAnswerRow(
                assessment_id=assessment,
                question_id=question_id,
                kind=AnswerKind.LEVEL,
                position=value + 1,
                agreed_at=NOW,
            )
        )
    return kommun
