"""The method of a regional report in plain Swedish: what the figures are, who is in them, and what they cannot say."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name
from app.reports.kernel.wording import in_words, percent, quoted
from app.reports.overview.regional.change_words import how_judged
from app.rounds.overview.shared_gaps import MIN_SHARING, STRONG_SHARE


def method(questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """Heading and text, with this questionnaire's own limits."""
    limits, scale = questionnaire.limits, questionnaire.scale
    start = quoted(level_name(questionnaire.prerequisite_position, questionnaire))
    return (
        (
            "Vilka som är med",
            (
                "Här är kommuner som har fastställt sitt resultat och delar det med regionen. Om en kommun som inte "
                "har fastställt står det bara att det pågår. Delningen gäller den dag rapporten skapades. En kommun "
                "kan ändra sig när som helst."
            ),
        ),
        (
            "Index och nivå",
            (
                f"Varje fråga besvaras på {in_words(len(scale))} nivåer, från {scale[0].label} till {scale[-1].label}. "
                "Index är det vägda medlet av frågornas resultat. Nivån är den högsta som index når upp till, men "
                "högst ett steg över den svagaste kärnfrågan."
            ),
        ),
        (
            "När resultat saknas",
            (
                f"Minst {percent(float(limits.min_coverage))} av frågorna, räknat efter vikt, måste ha ett resultat. "
                "Annars står det otillräckligt underlag. En saknad uppgift räknas aldrig som noll."
            ),
        ),
        (
            "Starkt och stärk tillsammans",
            (
                f"Gränsen är nivån {start}, som annat kan bygga på. Starkt är det där minst {in_words(MIN_SHARING)} "
                f"kommuner har resultat och {in_words(STRONG_SHARE.numerator)} av "
                f"{in_words(STRONG_SHARE.denominator)} når gränsen. "
                f"Stärk tillsammans är det där minst {in_words(MIN_SHARING)} kommuner ligger under den. "
                "Kan nivån inte anges räknas en kommun som under när dess index är det, och är annars inte med."
            ),
        ),
        (
            "Förändring",
            (
                "Bara kommuner som delar båda åren jämförs, och bara på frågor som betyder detsamma. Det tidigare "
                f"året ska vara fastställt. {' '.join(how_judged())}"
            ),
        ),
        (
            "Små tal",
            (
                f"Med färre än {limits.min_group} svarande i en kommun gäller bara svar som kommunen har enats om. "
                "Enskilda personers svar visas aldrig. Antalet tillfrågade och klara visas för varje kommun."
            ),
        ),
        (
            "Vad siffrorna inte säger",
            (
                "Resultatet är varje kommuns egen bedömning. Kommuner kan bedöma olika. En högre nivå visar inte att "
                "en kommun är bättre. Därför står kommunerna i bokstavsordning och rangordnas inte."
            ),
        ),
    )
