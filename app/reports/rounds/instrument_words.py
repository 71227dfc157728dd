"""What the region is told of its questions, meetings and answers: one conclusion a part, and how each figure is made.

Every limit is read from where it is set; the literature is named where a figure is explained.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.assessment.instrument import drift, instrument, reliability
from app.assessment.instrument.drift import Drift
from app.assessment.instrument.instrument import CapitalQuality, QuestionQuality
from app.assessment.instrument.meeting_effect import MeetingEffect
from app.assessment.instrument.reliability import ReliabilityEstimate
from app.assessment.instrument.response import RoleResponse
from app.reports.kernel.wording import count, in_words, number, percent, signed

Names = Mapping[str, str]
"""Id -> name as it stands inside a sentence."""


def basis(respondents: int, kommuner: int, min_group: int) -> str:
    return (
        f"Underlaget är {number(respondents)} svarande i {count(kommuner, 'kommun', 'kommuner')} som delar med "
        f"regionen och där flera har svarat var för sig. Kommuner där färre än {min_group} har svarat räknas inte med."
    )


def too_little(kommuner: int, min_group: int) -> str:
    return (
        f"Underlaget är för litet. Minst {instrument.MIN_KOMMUNER} kommuner med minst {min_group} svarande behöver "
        f"dela sitt resultat med regionen. Nu är de {number(kommuner)}."
    )


def remarks(question: QuestionQuality) -> tuple[str, ...]:
    """What to think of before next year."""
    texts = []
    if (question.dont_know_share or 0) >= instrument.MAX_DONT_KNOW_SHARE:
        texts.append("Många vet ej. Fråga dem som vet, eller skriv om frågan.")
    if (question.not_applicable_share or 0) >= instrument.MAX_DONT_KNOW_SHARE:
        texts.append("Många har svarat ej tillämpligt. Passar frågan alla kommuner?")
    if max(question.floor_share or 0, question.ceiling_share or 0) >= instrument.MAX_ON_ONE_LEVEL:
        texts.append("Nästan alla valde samma ändnivå. Frågan skiljer inte kommuner åt.")
    if question.item_total is not None and question.item_total < instrument.MIN_ITEM_TOTAL:
        texts.append("Svaren följer inte de andra frågorna i kapitalslaget.")
    return tuple(texts)


def questions_conclusion(capitals: Sequence[CapitalQuality]) -> str:
    questions = [question for capital in capitals for question in capital.questions]
    with_remarks = sum(bool(remarks(question)) for question in questions)
    if not with_remarks:
        return f"Ingen av de {number(len(questions))} frågorna har något att se över."
    return f"{number(with_remarks)} av {number(len(questions))} frågor har något att se över till nästa år."


def questions_explained() -> tuple[str, ...]:
    many, ceiling, weak = (
        percent(instrument.MAX_DONT_KNOW_SHARE),
        percent(instrument.MAX_ON_ONE_LEVEL),
        number(instrument.MIN_ITEM_TOTAL),
    )
    return (
        f"Vet ej och ej tillämpligt är andelar av alla som svarat på frågan. Vi påpekar andelar från {many}.",
        (
            "Lägst och högst är andelen av de givna nivåerna som är skalans lägsta och högsta. Vi påpekar andelar från "
            f"{ceiling}."
        ),
        (
            "Samband är korrelationen mellan frågan och summan av kapitalslagets andra frågor, från −1 till 1. Den "
            f"räknas på dem som gett en nivå på alla frågor som ställs till alla roller. Vi påpekar samband under "
            f"{weak} (Nunnally och Bernstein 1994)."
        ),
        (
            "Alfa är Cronbachs alfa (1951): hur väl frågorna hör ihop. Ett högt alfa betyder inte att frågorna är "
            "rätt, bara att svaren följs åt. Samband och alfa räknas på nivåernas nummer."
        ),
    )


def meetings_conclusion(effects: Sequence[MeetingEffect], names: Names) -> str:
    means = [(effect.mean, effect.capital_id) for effect in effects if effect.mean is not None]
    if not means:
        least = in_words(instrument.MIN_KOMMUNER)
        return f"I inget kapitalslag har minst {least} kommuner enats om nivåer på ett möte. Då visas inga siffror."
    mean, capital_id = max(means, key=lambda pair: abs(pair[0]))
    distance = number(abs(mean), 2)
    if distance == number(0, 2):
        return "I medel flyttade mötena inget kapitalslag."
    way = "höjde" if mean > 0 else "sänkte"
    return f"Mötena {way} {names[capital_id]} mest, med {distance} nivåer i medel."


def meetings_explained() -> tuple[str, ...]:
    return (
        (
            "Skiftet är index efter mötet minus index av de enskilda svaren. Det räknas på frågor som har resultat på "
            "båda sätten, i kommuner där mötet enades om minst en nivå i kapitalslaget. Varje kommun väger lika."
        ),
        (
            "Spridningen är standardavvikelsen mellan kommunernas skift (stickprov, delat med antalet minus ett). Upp "
            "och ned räknar kommuner, hur litet skiftet än är."
        ),
        (
            f"Färre än {in_words(instrument.MIN_KOMMUNER)} kommuner i ett kapitalslag ger inga siffror. Ett skift är "
            "inte ett fel: på mötet kommer kunskap fram. Drar alla möten åt samma håll kan samtalet i sig dra (Myers "
            "och Lamm 1976)."
        ),
    )


def reliability_conclusion(capitals: Sequence[ReliabilityEstimate]) -> str:
    estimates = [estimate for estimate in capitals if estimate.icc1 is not None]
    if not estimates:
        least = in_words(instrument.MIN_KOMMUNER)
        return f"Det behövs minst {least} kommuner med tillräckligt många svarande i ett kapitalslag."
    successes = sum(
        bool(estimate.by_kommun) and min(estimate.by_kommun.values()) >= reliability.MIN_RELIABILITY
        for estimate in estimates
    )
    amount = number(successes) if successes else "inget"
    enough = f"tillförlitligheten {number(reliability.MIN_RELIABILITY)}"
    return f"Alla kommuner når {enough} i {amount} av {number(len(estimates))} kapitalslag."


def reliability_explained(min_group: int) -> tuple[str, ...]:
    enough = number(reliability.MIN_RELIABILITY)
    return (
        (
            "ICC(1) säger hur stor del av skillnaden mellan svarandes index som är skillnad mellan kommuner. Resten är "
            "skillnad mellan personer i samma kommun. Den räknas med variansanalys över kommuner (Bliese 2000)."
        ),
        (
            "Tillförlitligheten är n·ICC(1)/(1 + (n − 1)·ICC(1)), där n är kommunens eget antal svarande i "
            "kapitalslaget. Det är ICC(2), räknat med varje kommuns eget antal och inte medelantalet (Bliese 2000). 1 "
            "betyder att resultatet helt skiljer kommunen från andra, 0 att det lika gärna kan vara vilka som svarade."
        ),
        (
            f"Från {enough} brukar resultat räcka för att skilja grupper åt (Nunnally och Bernstein 1994). Behövs är "
            "det minsta antal svarande i en kommun som ger det."
        ),
        (
            f"Kommuner med färre än {min_group} svarande i kapitalslaget är inte med. Färre än "
            f"{in_words(instrument.MIN_KOMMUNER)} kommuner ger inga siffror. Streck betyder också att kommunerna inte "
            "skiljer sig mer än personerna i dem."
        ),
    )


def responses_conclusion(roles: Sequence[RoleResponse], names: Names) -> str:
    shares = [(role.share, role.role_group) for role in roles if role.share is not None]
    if not shares:
        return "I ingen roll är tillräckligt många tillfrågade för att visa hur många som svarat."
    (share, role_group), (highest, _) = (choose(shares, key=lambda pair: pair[0]) for choose in (min, max))
    if share == 1:
        scope = "" if len(shares) == sum(role.asked > 0 for role in roles) else " i de roller som visas"
        return f"Alla tillfrågade{scope} har svarat på minst en fråga."
    if share == highest:
        return f"I alla roller som visas har {percent(share)} svarat på minst en fråga."
    return f"Lägst är andelen i rollen {names[role_group]}: {percent(share)} har svarat på minst en fråga."


def responses_explained(by_open_link: int, min_group: int) -> tuple[str, ...]:
    people = count(by_open_link, "person", "personer") if by_open_link else "Ingen"
    return (
        (
            "Svarsfrekvensen är andelen av de personligt tillfrågade som har svarat på minst en fråga. De kan ha "
            "frågor kvar."
        ),
        (
            f"{people} svarade genom en öppen länk. Sådana svar räknas inte här, för ingen vet "
            f"hur många som fick länken. Är färre än {min_group} tillfrågade i en roll visas inte hur många som svarat."
        ),
    )


def drift_conclusion(result: Drift, earlier_year: int) -> str:
    if not result.questions:
        least = in_words(instrument.MIN_KOMMUNER)
        return f"Ingen fråga har resultat både {earlier_year} och nu i minst {least} kommuner."
    if not result.iqr:
        return "Svaren har ändrats så lika att ingen går att skilja ut."
    amount = len(result.flagged)
    since = f"sedan {earlier_year}"
    if not amount:
        return f"I ingen fråga har svaren ändrats tydligt mer eller mindre än i de andra {since}."
    return f"I {count(amount, 'fråga', 'frågor')} har svaren ändrats mer eller mindre än i de andra {since}."


def drift_explained(result: Drift) -> tuple[str, ...]:
    return (
        (
            "Ändringen är frågans medel nu minus medlet då, över kommuner som har resultat på frågan båda åren. "
            "Enskilda svar vägs ihop med samma indelning i rollgrupper båda åren. Varje "
            f"kommun väger lika. Minst {in_words(instrument.MIN_KOMMUNER)} kommuner behövs."
        ),
        (
            f"Robust z är (ändringen − medianen av alla ändringar) / ({number(drift.IQR_FACTOR)} · kvartilavståndet). "
            f"{_middle(result)}Frågor med z över {number(drift.LIMIT, 3)} uppåt eller nedåt flaggas (Huynh och Meyer "
            "2010). Kvartilerna är av typ 7 (Hyndman och Fan 1996). Är kvartilavståndet 0 finns inget z."
        ),
        (
            "En flagga säger inte varför. Frågan kan ha lästs på ett nytt sätt, eller så är det just detta som har "
            "ändrats. Läs frågan med dem som svarade innan ni ändrar den."
        ),
    )


def _middle(result: Drift) -> str:
    if result.median is None or result.iqr is None:
        return ""
    return f"Medianen är {signed(result.median, 2)} och kvartilavståndet {number(Fraction(result.iqr), 2)}. "
