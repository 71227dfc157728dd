"""Context of the page where a kommun chooses what it shares with others."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.reports.method import benchmark_words
from app.rounds.kernel.assessment import Assessment, Sharing
from app.services.results.sharing import SharingChoice
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class SharingOption:
    value: str
    slug: str
    """Of the page that shows what others will see."""
    label: str
    seen: str
    """What others will see, in plain words."""
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SharingPage:
    frame: Frame
    url: str
    options: tuple[SharingOption, ...]
    has_previews: bool
    """Whether what others see at each choice can be read: not of the association, which is in none of their lists."""
    may_change: bool
    closed: str
    has_result: bool
    is_approved: bool
    saved: bool
    error: str


SLUGS = {
    Sharing.NOTHING: "ingenting",
    Sharing.REGION: "regionen",
    Sharing.NAMED: "namngivet",
    Sharing.PUBLIC: "offentligt",
}
OPTIONS = (
    (
        Sharing.NOTHING,
        "Ingenting",
        "Regionen ser att ni är med i omgången och hur långt ni kommit, men inte resultatet.",
    ),
    (
        Sharing.REGION,
        "Med regionen",
        (
            "Regionen läser resultatet och rapporten när de är fastställda. Ert namn, era nivåer och ert index "
            "står i regionens rapport till sin styrelse. Andra kommuner ser er aldrig med namn i verktyget."
        ),
    ),
    (
        Sharing.NAMED,
        "Med namn till regionens kommuner",
        "Regionen ser allt. De kommuner som själva delar med namn ser er nivå per kapitalslag, och ni ser deras.",
    ),
    (
        Sharing.PUBLIC,
        "Offentligt",
        "Vem som helst ser er nivå och ert index per kapitalslag som öppna data, när resultatet är fastställt.",
    ),
)

_NOTHING, _REGION = "Ingenting", "Med regionen"
_STATE_ALONE = "Regionen ser att ni är med och hur långt ni har kommit, men inte resultatet."
_READ_BY_REGION = "Regionen läser resultatet och rapporten när de är fastställda. Kommunerna gör det inte."
OF_ASSOCIATION = {
    RoundSubject.REGION: (
        (Sharing.NOTHING, _NOTHING, _STATE_ALONE),
        (Sharing.REGION, _REGION, _READ_BY_REGION),
    ),
    RoundSubject.COLLABORATION: (
        (Sharing.NOTHING, _NOTHING, f"{_STATE_ALONE} Då visas ingen spegel."),
        (
            Sharing.REGION,
            _REGION,
            (
                f"{_READ_BY_REGION} När omgången är stängd står era svar i spegeln, bredvid kommunernas median. "
                "Den läser också de kommuner som själva har fastställt och delar sitt resultat."
            ),
        ),
    ),
}
"""What the association can choose, and who sees what then."""


def sharing_page(frame: Frame, choice: SharingChoice, *, is_saved: bool = False, error: str = "") -> SharingPage:
    assessment = choice.assessment
    return SharingPage(
        frame=frame,
        url=url_of(assessment.key),
        options=tuple(
            SharingOption(
                value=level,
                slug=SLUGS[level],
                label=label,
                seen=viewers,
                is_chosen=level is assessment.sharing,
            )
            for level, label, viewers in _options(assessment)
            if level in choice.choices
        ),
        has_previews=not assessment.is_association,
        may_change=choice.may_change and not choice.closed,
        closed=choice.closed,
        has_result=assessment.answering_closed_at is not None,
        is_approved=assessment.approved_at is not None,
        saved=is_saved,
        error=error,
    )


def _options(assessment: Assessment) -> Iterator[tuple[Sharing, str, str]]:
    if assessment.is_association:
        yield from OF_ASSOCIATION[assessment.round.subject]
        return
    for level, label, viewers in OPTIONS:
        yield level, label, f"{viewers} {benchmark_words.taking_part()}" if level is Sharing.REGION else viewers
