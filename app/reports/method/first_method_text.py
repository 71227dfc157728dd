"""The first edition of the method in plain Swedish, as reports of rounds under it tell it."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import scale_decimals
from app.reports.figures.capital_facts import level_name
from app.reports.kernel.wording import in_words, percent


def first_method_sections(questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """Heading and text, in the order of the calculation, with this questionnaire's own limits."""
    limits = questionnaire.limits
    lowest, highest = questionnaire.scale[0], questionnaire.scale[-1]
    start = level_name(questionnaire.prerequisite_position, questionnaire)
    return (
        (
            "Skalan",
            (
                f"Varje fråga besvaras med en av {len(questionnaire.scale)} nivåer, från {lowest.label} till "
                f"{highest.label}. Varje nivå beskrivs med något som går att iaktta."
            ),
        ),
        (
            "En frågas resultat",
            (
                "Har ni enats om ett svar gäller det. Annars räknas ett medel för varje rollgrupp, och sedan ett medel "
                f"av dem. Då väger varje grupp lika. Med färre än {limits.min_group} svarande "
                "gäller bara enade svar."
            ),
        ),
        (
            "Vet ej och ej tillämpligt",
            "”Vet ej” påverkar inte resultatet men redovisas. ”Ej tillämpligt” tar bort frågan ur beräkningen.",
        ),
        (
            "Index",
            (
                "Index är det vägda medlet av frågornas resultat. Det visas med "
                f"{decimals_in_words(questionnaire)} men jämförs exakt. Minst "
                f"{percent(float(limits.min_coverage))} av frågorna, räknat efter vikt, måste ha ett resultat. Annars "
                "visas inget index, och aldrig noll."
            ),
        ),
        (
            "Nivå",
            (
                "Nivån är den högsta nivå som index når upp till. Den får vara högst ett steg över den svagaste "
                "kärnfrågan, och högst den näst lägsta när en kärnfråga saknar resultat."
            ),
        ),
        (
            "Osäkerhet",
            (
                "Intervallet bygger på de personer som svarade på alla frågor. Det visar hur mycket deras svar skiljer "
                "sig åt. Har ni enats om något svar visas inget intervall. Med färre än tio svarande står orden ”få "
                "svarande”."
            ),
        ),
        (
            "Förändring",
            (
                "År jämförs bara på frågor som betyder detsamma båda åren. En förändring är tydlig när den är minst en "
                "halv nivå och, där båda åren har intervall, större än osäkerheten."
            ),
        ),
        (
            "Var ni börjar",
            (
                "Kapitalslagen bygger på varandra. Först föreslås det första vars egen grund är på plats, som själv är "
                f"under {start} och som andra bygger på. Annars det med störst avstånd till målnivån, eller till "
                "nästa nivå där ni inte satt något mål."
            ),
        ),
        (
            "Vad siffrorna inte säger",
            (
                "Resultatet är er egen bedömning. Det är till för att prata om och börja någonstans. Det är inte till "
                "för att rangordna kommuner."
            ),
        ),
    )


def decimals_in_words(questionnaire: Questionnaire) -> str:
    """How finely figures on the scale are shown: "en decimal"."""
    decimals = scale_decimals(questionnaire.scale)
    if decimals == 0:
        return "hela tal"
    return "en decimal" if decimals == 1 else f"{in_words(decimals)} decimaler"
