"""Why something is suggested, in Swedish: the facts of the rule as sentences. The rule itself knows no words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.support.catalogue.catalogue import CatalogueItem, SupportForm, TargetGroup
from app.support.suggestions.rule import (
    ASSUMED_RECEIVER,
    LOW_LEVEL,
    Candidate,
    CapitalTurn,
    Clause,
    LaterSuggestion,
    Suggestions,
    SupportSuggestion,
)

HOURS_OF_A_DAY = 8
_TURNS: Mapping[CapitalTurn, str] = {
    CapitalTurn.START: "och där föreslår vi att ni börjar",
    CapitalTurn.BELOW_AND_READY: "och det som kapitalet bygger på finns på plats",
    CapitalTurn.BELOW: "fast det som kapitalet bygger på inte är på plats än",
    CapitalTurn.ABOVE: "så här finns något att bygga vidare på",
    CapitalTurn.STANDS_ALONE: "som inte väntar på något annat kapitalslag",
}
_FORMS: Mapping[SupportForm, str] = {
    SupportForm.KNOWLEDGE: "Ni får veta mer",
    SupportForm.RESOURCES: "Ni får mer att arbeta med",
    SupportForm.ROOM: "Ni kan göra mer tillsammans med andra",
}
_KNOWLEDGE_FIRST = "Därför kunskap först"
_CLAUSES: Mapping[Clause, str] = {
    Clause.NEW_FORM: "är ett annat slags stöd än de andra",
    Clause.MANDATE: "når dem som får besluta",
}
_PERSONS: Mapping[TargetGroup, str] = {
    TargetGroup.POLITICIANS: "en förtroendevald",
    TargetGroup.MANAGERS: "en chef",
    TargetGroup.SUPPORT_FUNCTIONS: "en person i en stödfunktion",
    TargetGroup.STRATEGISTS: "en strateg",
    TargetGroup.OPERATIONS: "en person i en verksamhet",
}
_NAMED_TIMES: Mapping[Decimal, str] = {
    Decimal("0.25"): "en kvart",
    Decimal("0.5"): "en halvtimme",
    Decimal(1): "en timme",
    Decimal(4): "en halv dag",
    Decimal(8): "en dag",
}
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def reasons(suggestions: Suggestions, capital_names: Mapping[str, str]) -> tuple[str, ...]:
    """Why each of what is suggested now is, in a few short sentences. `capital_names` has the names by id.

    None says over again what one before it has said: where the kommun is in the capital, and the form.
    """
    return tuple(
        _reason(suggestion, capital_names, suggestions.now[:position])
        for position, suggestion in enumerate(suggestions.now)
    )


def unknown_receiver_sentence(suggestions: Suggestions) -> str | None:
    """To be said once where mottagarförmåga isn't known; None where it is, or nothing is suggested."""
    if any(suggestion.receiver is None for suggestion in suggestions.now):
        return f"Er mottagarförmåga är inte känd. Förslagen räknar med nivå {ASSUMED_RECEIVER}."
    return None


def _reason(
    suggestion: SupportSuggestion, capital_names: Mapping[str, str], before: Sequence[SupportSuggestion]
) -> str:
    candidate = suggestion.candidate
    capital = capital_names[candidate.capital_id].lower()
    is_second = candidate.capital_id in {other.candidate.capital_id for other in before}
    where = f"Ni är på nivå {candidate.level} i {capital}, {_TURNS[candidate.turn]}."
    sentences = [f"Också den stärker {capital}." if is_second else where, _form_and_time(suggestion, before)]
    first = next((other.item for other in before if other.item.id in candidate.item.builds_on), None)
    if first is not None:
        sentences.append(f"Den bygger vidare på ”{first.title}”.")
    if candidate.questions:
        sentences.append(f"Den hjälper er vidare i {_questions_words(len(candidate.questions))}.")
    if candidate.has_open_offer:
        sentences.append("Den erbjuds nu.")
    if suggestion.clauses:
        sentences.append(f"Den {' och '.join(_CLAUSES[clause] for clause in suggestion.clauses)}.")
    return " ".join(sentences)


def later_sentence(later: LaterSuggestion) -> str:
    """What it takes before this can be received."""
    return f"Senare, när er mottagarförmåga är på nivå {later.from_receiver}."


def time_of(item: CatalogueItem) -> str:
    """How long it takes for the one who spends most: "ungefär en dag för en chef"."""
    group, hours = max(item.demands.hours.by_group.items(), key=lambda pair: pair[1])
    return f"ungefär {_time(hours)} för {_PERSONS[group]}"


def _form_and_time(suggestion: SupportSuggestion, before: Sequence[SupportSuggestion]) -> str:
    candidate = suggestion.candidate
    words, time = _form_words(candidate), time_of(candidate.item)
    if words in {_form_words(other.candidate) for other in before}:
        return f"Insatsen tar {time}."
    fits = " och passar er mottagarförmåga" if suggestion.receiver is not None else ""
    return f"{words}; insatsen tar {time}{fits}."


def _form_words(candidate: Candidate) -> str:
    if candidate.form is SupportForm.KNOWLEDGE and candidate.level <= LOW_LEVEL:
        return _KNOWLEDGE_FIRST
    return _FORMS[candidate.form]


def _questions_words(count: int) -> str:
    if count == 1:
        return "en av de frågor som håller er tillbaka mest"
    return f"{_number(count)} av de frågor som håller er tillbaka mest"


def _time(hours: Decimal) -> str:
    """Below a day in hours, above it to the nearest half day."""
    if hours in _NAMED_TIMES:
        return _NAMED_TIMES[hours]
    if hours < 2:
        return "drygt en timme" if hours > 1 else "mindre än en timme"
    if hours < HOURS_OF_A_DAY:
        return f"{_number(round(hours))} timmar"
    days, half = divmod(round(hours * 2 / HOURS_OF_A_DAY), 2)
    if half:
        return f"{_number(days)} och en halv dag"
    return "en dag" if days == 1 else f"{_number(days)} dagar"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
