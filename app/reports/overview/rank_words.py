"""How rank intervals are told: with what caution, how they are made, and how two kommuner lie to each other."""

from collections.abc import Mapping, Sequence

from app.assessment.comparison import ranking
from app.assessment.comparison.ranking import PairShare
from app.reports.kernel.wording import count, listing, number, percent
from app.rounds.overview import rank_order

SOURCE = (
    "Metoden följer OECD och JRC: Handbook on Constructing Composite Indicators (2008), steg 7 om osäkerhet och "
    "känslighet."
)


def lead() -> str:
    return (
        "Ett rangintervall säger mellan vilka platser en kommun hamnar när kapitalslagens vikt och svarens osäkerhet "
        "varierar. Det visar hur mycket, och hur lite, en ordning mellan kommuner säger."
    )


def cautions() -> tuple[str, ...]:
    return (
        "Siffrorna är kommunernas egna bedömningar. En sträng kommun hamnar efter en snäll.",
        (
            "Att två intervall överlappar betyder inte att kommunerna inte går att skilja åt. Den ena kan ligga över "
            "den andra nästan varje gång. Välj två kommuner under tabellen, så ser ni hur ofta."
        ),
        "En plats säger inget om avståndet till nästa.",
        "Ordningen ändras när en kommun fastställer sitt resultat, och när den börjar eller slutar dela det.",
    )


def too_few(able: int) -> str:
    return (
        f"Det behövs minst {rank_order.MIN_KOMMUNER} kommuner som har fastställt och delar sitt resultat och har "
        f"index i alla kapitalslag. Nu är de {number(able)}."
    )


def nothing_known() -> str:
    """Instead of an order in which missing uncertainty would pass for certainty."""
    return (
        "Ingen av kommunerna har något osäkerhetsintervall i något kapitalslag. Då går det inte att säga hur säker en "
        "ordning är, och inga rangintervall räknas fram."
    )


def how_made(seed: int, capitals: Sequence[str]) -> tuple[str, ...]:
    """Every step of the draws, with the limits that hold. `capitals` are names as in running text."""
    low, high = (number(float(end * 100)) for end in (ranking.LOW, ranking.HIGH))
    return (
        (
            f"Datorn drar {number(ranking.DRAWS)} gånger. Varje gång får kapitalslagen nya slumpade vikter. Alla sätt "
            f"att vikta är lika troliga. Kapitalslagen är {listing(capitals)}."
        ),
        (
            "Varje gång dras också ett nytt index för varje kommun och kapitalslag. Det dras kring det index som "
            "kommunen har, så långt bort som dess osäkerhet räcker, och håller sig på skalan. Kapitalslagens index "
            "dras oberoende av varandra."
        ),
        (
            f"Intervallet går från percentil {low} till percentil {high} av kommunens dragna platser. Plats 1 har "
            "högst sammanvägt index. Kommuner som hamnar exakt lika delar den bättre platsen."
        ),
        f"Startvärdet är {seed}. Med samma svar och samma startvärde blir intervallen desamma.",
        SOURCE,
    )


def borrowed(kommuner: Mapping[str, Sequence[str]], capitals: Sequence[str], unknown: Sequence[str]) -> tuple[str, ...]:
    """Whose uncertainty is not their own (kommun -> names of capitals), and what is used instead."""
    if not kommuner:
        return ()
    parts = [f"{name} ({_which(of, capitals)})" for name, of in kommuner.items()]
    sentences = [
        (
            "En kommun utan eget osäkerhetsintervall får regionens gemensamma medelfel i kapitalslaget. Det är roten "
            f"ur medelvärdet av de andras medelfel i kvadrat. Det gäller {listing(parts)}."
        ),
        (
            "Det gäller också där alla tillfrågade har svarat. Där finns inget urvalsfel, men svaren kunde ha blivit "
            "andra."
        ),
    ]
    if unknown:
        sentences.append(
            f"I {listing(unknown)} har ingen kommun något osäkerhetsintervall. Där används medelfelet från alla "
            "kapitalslag tillsammans."
        )
    return tuple(sentences)


def _which(of: Sequence[str], capitals: Sequence[str]) -> str:
    return "alla kapitalslag" if len(of) == len(capitals) > 1 else listing(of)


def pair_words(name: str, other_name: str, share: PairShare) -> str:
    """How often the first is above the second."""
    ratio = percent(share.above / share.draws)
    text = f"{name} ligger över {other_name} i {number(share.above)} av {number(share.draws)} dragningar ({ratio}) "
    text += f"och under i {number(share.below)}"
    return f"{text}. I {number(share.level)} är de exakt lika." if share.level else f"{text}."


def pair_reading() -> str:
    return (
        f"Nära {percent(0.5)} betyder att det lika gärna kan vara tvärtom. Nära {percent(1)} eller {percent(0)} "
        "betyder att ordningen mellan just de två håller, hur kapitalslagen än vägs och trots osäkerheten. "
        "Avståndet kan ändå vara litet."
    )


def pair_error(*, is_same: bool) -> str:
    return "Välj två olika kommuner." if is_same else "Välj en kommun i vardera rutan."


def kommuner_in_order(amount: int) -> str:
    return f"{count(amount, 'kommun', 'kommuner')} i bokstavsordning"
