"""What is told about the anonymous figures of other kommuner: written once, with the limits that hold."""

from collections.abc import Collection, Sequence

from app.assessment.comparison import benchmarks
from app.assessment.comparison.benchmarks import PublishedFigures
from app.reports.kernel.wording import in_words, sentence

NOT_CLOSED = "Jämförelsen görs när omgången är avslutad."
TRIAL = "En provomgång jämförs inte med andra kommuner."
GROUPS_CHANGED = "Regionen har ändrat storleksgrupperna. Siffrorna visas när gruppen har ändrats mer."


def made_of(counts: Collection[int]) -> str:
    """Over the numbers of kommuner that each capital's figures rest on."""
    fewest, most = min(counts), max(counts)
    if fewest < most:
        return f"Medianen av {fewest} till {most} kommuner. Hur många det är i varje kapitalslag står i tabellen."
    parts = benchmarks.COARSE if most < benchmarks.MIN_FOR_QUARTILES else benchmarks.FINE
    return f"Medianen av {most} kommuner, avrundad till {part_of_level(parts)}."


def whose() -> str:
    return (
        "Medianen är den mittersta av de andra kommuner som delar sitt resultat med regionen och som ni inte ser med "
        "namn. Ert eget resultat är inte med."
    )


def how_rounded() -> str:
    """How many kommuner it takes, what is shown, and how coarsely."""
    fewest, fine = benchmarks.MIN_KOMMUNER, benchmarks.MIN_FOR_QUARTILES
    return (
        f"Minst {in_words(fewest)} sådana kommuner behövs. Från {in_words(fewest)} till {in_words(fine - 1)} visas "
        f"bara medianen, avrundad till {part_of_level(benchmarks.COARSE)}. Från {in_words(fine)} visas också den "
        f"mittersta hälften (undre till övre kvartil), och allt är avrundat till {part_of_level(benchmarks.FINE)}. "
        "Högsta och lägsta värde visas aldrig."
    )


def when_made() -> str:
    return (
        "Siffrorna räknas när omgången avslutas. Ändras vilka kommuner som är med göms de tills minst "
        f"{in_words(benchmarks.MIN_CHANGED)} har ändrats."
    )


def explained() -> tuple[str, ...]:
    """All of it, for whoever reads the figures."""
    return (whose(), how_rounded(), when_made())


def taking_part() -> str:
    """For a kommun that weighs what to share: where its own figures go."""
    return (
        f"Era siffror är med i andra kommuners median när minst {in_words(benchmarks.MIN_KOMMUNER)} kommuner utan namn "
        f"är med i den. Medianen är avrundad till {part_of_level(benchmarks.COARSE)}, eller till "
        f"{part_of_level(benchmarks.FINE)} när de är minst {in_words(benchmarks.MIN_FOR_QUARTILES)}."
    )


def similar_size() -> str:
    """For the region, when it sets size groups."""
    return (
        "Kommuner med samma grupp kan jämföra sig med varandra utan namn, när minst "
        f"{in_words(benchmarks.MIN_KOMMUNER)} av de andra delar sitt resultat utan att synas med namn."
    )


def too_few() -> str:
    return f"För få kommuner delar sitt resultat. Det behövs minst {in_words(benchmarks.MIN_KOMMUNER)} utan namn."


def hidden(now: PublishedFigures) -> str:
    """Why figures that are made are not shown."""
    if now is PublishedFigures.HIDE:
        return (
            f"{sentence(_few_changed())[:-1]} har ändrat vad de delar. Siffrorna visas igen när minst "
            f"{in_words(benchmarks.MIN_CHANGED)} har ändrats."
        )
    return (
        "Nya siffror skulle, bredvid andra som ni har sett, kunna avslöja en kommun. "
        "De visas när fler har ändrat vad de delar."
    )


def too_alike() -> str:
    """Of a size group that is nearly everybody."""
    return (
        f"Gruppen skiljer sig bara med {_few_changed()} från alla. "
        "Två medianer bredvid varandra skulle då kunna avslöja en kommun."
    )


def part_of_level(parts: int) -> str:
    """A level over so many parts."""
    return {1: "en hel nivå", 2: "en halv nivå", 4: "en fjärdedels nivå", 10: "en tiondels nivå"}.get(
        parts, f"1/{parts} nivå"
    )


def _few_changed() -> str:
    """Fewer than it takes to make the figures again: "en eller två kommuner"."""
    numbers: Sequence[str] = ["en", *map(in_words, range(2, benchmarks.MIN_CHANGED))]
    words = " eller ".join(numbers) if len(numbers) < 3 else f"färre än {in_words(benchmarks.MIN_CHANGED)}"
    return f"{words} {'kommun' if len(numbers) == 1 else 'kommuner'}"
