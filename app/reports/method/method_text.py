"""The method in plain Swedish, once, for the page "Så räknar vi" and for the last part of a report.

Every limit is read, when the text is made, from where it is set: a text that named one by hand would go on saying it
after it had changed.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.assessment.comparison import holm, year_comparison
from app.assessment.meeting import agenda, agreement, spread, talk_order
from app.assessment.priorities import robustness
from app.assessment.questionnaires.questionnaire import Limits, Questionnaire
from app.assessment.results import direction, levels, uncertainty
from app.assessment.results.method import MethodEdition
from app.reports.figures.capital_facts import level_name
from app.reports.kernel.wording import in_words, number, percent, quoted
from app.reports.method import benchmark_words
from app.reports.method.first_method_text import decimals_in_words, first_method_sections
from app.reports.method.method_sources import LITERATURE

Section = tuple[str, tuple[str, ...]]
"""A heading, and its paragraphs."""


@dataclass(frozen=True, slots=True)
class MethodTerms:
    """What of the method a questionnaire decides."""

    limits: Limits
    levels: int
    ends: str
    """From which level to which, as it follows after "nivåer"."""
    foundation: str
    """The level that others build on, by name."""
    decimals: str
    """How finely figures on the scale are shown."""
    advised: bool = True
    """Whether the questionnaire has written advice, and next whether the result stands beside other kommuner's."""
    is_compared: bool = True


USUAL = MethodTerms(
    limits=Limits(), levels=5, ends="", foundation="den tredje lägsta nivån", decimals="en decimal på skalan 0–4"
)
"""Where no questionnaire is at hand: the usual limits, and a scale of five levels."""


def method_sections(
    questionnaire: Questionnaire, edition: MethodEdition, *, is_compared: bool = True
) -> tuple[Section, ...]:
    """Heading and text, in the order of the calculation, with this questionnaire's own limits."""
    if edition is MethodEdition.FIRST:
        return tuple((heading, (text,)) for heading, text in first_method_sections(questionnaire))
    lowest, highest = questionnaire.scale[0], questionnaire.scale[-1]
    return sections(
        MethodTerms(
            limits=questionnaire.limits,
            levels=len(questionnaire.scale),
            ends=f", från {lowest.label} till {highest.label}",
            foundation=quoted(level_name(questionnaire.prerequisite_position, questionnaire)),
            decimals=decimals_in_words(questionnaire),
            advised=any(question.next_step for capital in questionnaire.capitals for question in capital.questions),
            is_compared=is_compared,
        )
    )


def sections(terms: MethodTerms) -> tuple[Section, ...]:
    """Every rule of the second edition that bears on a kommun's own result, and the literature it rests on."""
    texts = (
        ("Skalan", _scale(terms)),
        ("Vet ej och ej tillämpligt", _other_answers()),
        ("En frågas resultat", _question(terms.limits)),
        ("Index", _index(terms)),
        ("Nivå", _level()),
        ("Hela bilden", _whole()),
        ("Osäkerhet", _uncertainty()),
        ("Omräkningar", _robustness()),
        ("Förändring", _change(terms.limits)),
        ("Var ni börjar", _start(terms)),
        ("Nästa steg", _steps()) if terms.advised else ("Frågor att börja med", _questions_first()),
        ("Samsyn", _samsyn(terms)),
        ("Enighet och väg", _direction()),
        ("Mötets ordning", _meeting(terms)),
        *([("Andra kommuners median", " ".join(benchmark_words.explained()))] if terms.is_compared else []),
        ("Små tal", _small_numbers(terms.limits)),
        ("Vad siffrorna inte säger", _caution()),
        ("Litteratur", "\n".join(LITERATURE)),
    )
    return tuple((heading, tuple(text.split("\n"))) for heading, text in texts)


def method_brief(questionnaire: Questionnaire, edition: MethodEdition) -> tuple[tuple[str, str], ...]:
    """A sentence or two of the most important rules, for where there is room for no more."""
    least = percent(Fraction(questionnaire.limits.min_coverage))
    sure = "större än osäkerheten" if edition is MethodEdition.FIRST else "står sig i ett test"
    return (
        ("Index", f"Frågornas vägda medel. Minst {least} av vikten måste ha ett resultat."),
        ("Nivå", "Den högsta som index når, men högst ett steg över den svagaste kärnfrågan."),
        ("Förändring", f"Räknas på gemensamma frågor. Den är tydlig när den är minst {_clear_change()} och {sure}."),
        ("Vad siffrorna inte säger", _caution()),
    )


def clear_note() -> str:
    """When a change is called clear, in two sentences."""
    return (
        f"En förändring är tydlig när den är minst {_clear_change()} på de gemensamma frågorna och står sig i ett "
        "test, med alla kapitalslag prövade tillsammans. Annars är den inte tydlig, eller inte prövad mot "
        "osäkerhet."
    )


def _gap(levels: Fraction | int) -> str:
    return "en nivå" if levels == 1 else f"{number(levels)} nivåer"


def _clear_change() -> str:
    share = year_comparison.CLEAR_SHARE
    return "en halv nivå" if share == Fraction(1, 2) else f"{percent(share)} av en nivå"


def _scale(terms: MethodTerms) -> str:
    return (
        f"Varje fråga besvaras med en av {in_words(terms.levels)} nivåer{terms.ends}. Varje nivå beskriver något som "
        "går att iaktta: ett beslut, en budgetpost, en rutin. Som avstånd är en nivå hela skalan delad med antalet "
        "steg."
    )


def _other_answers() -> str:
    return (
        "”Vet ej” ändrar inte resultatet men räknas och redovisas. Många ”vet ej” är ett resultat i sig. ”Ej "
        "tillämpligt” tar bort frågan ur beräkningen."
    )


def _question(limits: Limits) -> str:
    least = limits.min_group
    return (
        "Har ni enats om ett svar är det frågans resultat. Annars räknas ett medel inom varje rollgrupp. "
        f"Rollgrupper med färre än {in_words(least)} svar på frågan slås först ihop, de minsta först, tills de "
        f"tillsammans når {in_words(least)}. Alla inom en grupp väger lika.\n{_weights(limits)}\nHar färre än "
        f"{in_words(least)} angett en nivå gäller bara ett enat svar. Kommer mötet fram till att ni inte enas gäller "
        "de enskilda svaren."
    )


def _weights(limits: Limits) -> str:
    half = Fraction(limits.role_weight_half)
    if half == 0:
        return "Sedan räknas medlet av grupperna, där varje grupp väger lika."
    few, many = limits.min_group, 3 * limits.min_group
    return (
        "Sedan vägs grupperna samman. En större grupp väger mer, men allt mindre för varje person: vikten är antalet "
        f"delat med antalet plus {number(limits.role_weight_half)}. En grupp på {in_words(few)} väger "
        f"{percent(few / (few + half))} av en hel roll, en på {in_words(many)} {percent(many / (many + half))}."
    )


def _index(terms: MethodTerms) -> str:
    return (
        f"Index är det vägda medlet av frågornas resultat. Det visas med {terms.decimals}, så att det finaste steget "
        "är en tiondels nivå eller mindre. Mitt emellan avrundas det bort från noll. Skulle avrundningen nå nästa "
        "nivå visas en decimal till, som 1,96. Jämförelser görs på de exakta talen.\nMinst "
        f"{percent(Fraction(terms.limits.min_coverage))} av frågorna, räknat efter vikt, måste ha ett resultat. "
        "Annars står det ”otillräckligt underlag”, och aldrig noll."
    )


def _level() -> str:
    near = "en tiondels nivå" if Fraction(1, 10) == levels.NEAR_SHARE else f"{percent(levels.NEAR_SHARE)} av en nivå"
    return (
        "Nivån är den högsta som index når upp till. Den får vara högst ett steg över den svagaste kärnfrågan, och "
        "varje kärnfråga som håller nere nivån namnges.\nSaknar en kärnfråga resultat kan nivån inte anges: index "
        f"står kvar, och frågan namnges. Är index eller den svagaste kärnfrågan högst {near} från en gräns står det "
        "”nära gränsen till”."
    )


def _whole() -> str:
    return (
        "Profilen är resultatet. Ett medel över kapitalslagen visas bara när alla har ett resultat, och alltid med det "
        "svagaste bredvid. Mottagarförmåga och annat som går tvärs räknas likadant men ingår inte i medlet."
    )


def _uncertainty() -> str:
    return (
        "Intervallet bygger på alla enskilda svar, också av den som svarat vet ej på något. Det säger hur index "
        "kunde ha blivit om andra av dem som fick frågan hade svarat, med "
        f"{percent(uncertainty.CONFIDENCE_PERCENT / 100)} säkerhet (Students t).\nJu större del av de tillfrågade "
        "som svarat, desto smalare. Har alla svarat står det så, och inget intervall. Svaren ges i hela nivåer och "
        "antas därför alltid variera något.\nHar ni enats hör intervallet till index av de enskilda svaren, så "
        "som det var före mötet. Det säger inte mellan vilka nivåer ni svarade. Med färre än "
        f"{in_words(uncertainty.FEW)} svarande står det ”få svarande”."
    )


def _robustness() -> str:
    return (
        f"Profilen räknas om {number(robustness.DRAWS)} gånger. Varje gång dras de svarande om inom sin grupp av "
        "roller, och en fråga i varje kapitalslag lämnas utanför. Bilagan säger i hur många av hundra omräkningar "
        "starten, det svagaste kapitalslaget och nivån är desamma. Är det minst "
        f"{number(robustness.SURE * 100)} av hundra kallas nivån eller rådet säkert, och är det minst "
        f"{number(robustness.FAIRLY_SURE * 100)} av hundra ganska säkert."
    )


def _change(limits: Limits) -> str:
    least = _clear_change()
    return (
        "Profilen visar varje års eget index. Förändringen räknas för sig, på frågor som betyder detsamma båda "
        "åren, och kan därför bli en annan än skillnaden mellan årens index.\nFrågorna måste stå för minst "
        f"{percent(Fraction(limits.min_shared_weight))} av kapitalslagets vikt båda åren. Rollgrupperna delas in "
        "lika båda åren, efter det mindre antalet svarande i varje roll. Annars kunde en person mindre se ut som en "
        f"förändring.\nEn förändring är tydlig när den är minst {least} och står sig i ett test av skillnaden "
        f"(Welch). Risken att kalla något tydligt av en slump är högst {percent(holm.FAMILY)} för alla kapitalslag "
        "tillsammans (Holm). Har delvis andra roller svarat än året före krävs mer, lika mycket som om rollerna skilde "
        f"sig {_gap(year_comparison.ROLE_LEVELS)}.\n"
        "Det ni enats om prövas mot de enskilda svaren före mötet. Finns för få enskilda svar "
        "är förändringen ”inte prövad mot osäkerhet” och kallas aldrig tydlig."
    )


def _start(terms: MethodTerms) -> str:
    return (
        "Kapitalslagen bygger på varandra i den ordning förstudien beskriver (4.1). Först föreslås det första vars "
        f"egen grund är på plats, som själv är under {terms.foundation} och som andra bygger på.\nFinns inget sådant "
        "föreslås det som är längst under er egen målnivå. Har ni inget mål kvar att nå föreslås det med lägst "
        "nivå, sedan lägst index, sedan i ordning. Ingen målnivå antas åt er."
    )


def _steps() -> str:
    return f"Nästa steg gäller {_HOLDING} Råden är skrivna i förväg, ett för varje nivå i varje fråga."


def _questions_first() -> str:
    return f"Börja med {_HOLDING} Frågeformuläret har inga skrivna råd. Därför beskrivs hur nästa nivå ser ut."


_HOLDING = "de frågor som håller kapitalslaget tillbaka mest: frågans vikt gånger avståndet till den högsta nivån."


def _samsyn(terms: MethodTerms) -> str:
    limit = number(agreement.ad_m_limit(terms.levels), 2)
    gap = _gap(spread.WIDE_GAP_LEVELS)
    return (
        "Samsyn räknas på de enskilda svaren, inte på dem ni enats om. Måttet AD är hur många nivåer svaren i snitt "
        f"skiljer sig från medlet. Högst {limit} räknas som samsyn: antalet nivåer delat med "
        f"{in_words(agreement.AD_M_PART)}.\na_wg jämför spridningen med den största möjliga vid samma medel, r_wg(j) "
        f"med slumpmässiga svar. Båda är 1 när alla svarar lika. Skiljer sig två gruppers medel minst {gap} står det "
        "att rollerna ser olika."
    )


def _direction() -> str:
    low, high = (_part(share) for share in (direction.LOW, direction.HIGH))
    return (
        "Två frågor per kapitalslag gäller riktningen: hur eniga ni är om vart ni ska, och hur väl ni vet vägen "
        f"dit. De ingår inte i index. Bilden räknar om dem till 0–1.\nUnder {low} är lågt, från {high} högt. Båda "
        "höga ger ”planera och genomför”, båda låga ”kaoszon: pröva smått”, hög enighet och låg kunskap ”enad men "
        "osäker: pilot och expertstöd”, det omvända ”känd väg, oenighet: förhandla och förankra”. Allt annat är "
        "”komplex: experimentera och lär”."
    )


def _meeting(terms: MethodTerms) -> str:
    limit = number(agreement.ad_m_limit(terms.levels), 2)
    return (
        "Mötet tar först de frågor där ni ser mest olika, i alla kapitalslag. Tre mått jämförs, vart och ett med sin "
        f"gräns: AD med {limit}, skillnaden mellan rollgrupper med en nivå, andelen ”vet ej” med "
        f"{percent(talk_order.MANY_DONT_KNOW)}. Det som ligger mest över sin gräns avgör. Är två frågor lika viktiga "
        "kommer kärnfrågan först. Är ingen gräns nådd, och flest har valt den nivå som ligger närmast medlet, föreslås "
        f"den som enat svar. Dagordningen ryms på {agenda.MEETING_MINUTES} minuter: {agenda.DISPUTED_MINUTES} för en "
        f"fråga där ni ser olika och {agenda.OTHER_MINUTES} för en annan. Det som inte hinns med står sist."
    )


def _part(share: Fraction) -> str:
    words = {Fraction(1, 3): "en tredjedel", Fraction(2, 3): "två tredjedelar"}
    return words.get(share) or percent(share)


def _small_numbers(limits: Limits) -> str:
    least = in_words(limits.min_group)
    return (
        f"Ingens enskilda svar visas för andra i verktyget. Hur svaren fördelar sig visas när minst {least} har "
        f"svarat. En rollgrupps medel visas när både den och alla utanför är minst {least}. Gränsen kan aldrig "
        f"sättas under {in_words(spread.MIN_GROUP)}. Svaren kan ändå vara allmän handling och kan begäras ut."
    )


def _caution() -> str:
    return (
        "Resultatet är er egen bedömning. Det är till för att prata om och börja någonstans. Det är inte till för att "
        "rangordna kommuner."
    )
