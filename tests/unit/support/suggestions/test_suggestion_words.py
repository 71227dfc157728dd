"""The reasons in Swedish, word for word, with plurals that agree."""

from decimal import Decimal

import pytest

from app.support.catalogue.catalogue import Demands, HoursByGroup, TargetGroup
from app.support.suggestions.rule import suggest
from app.support.suggestions.words import later_sentence, reasons, time_of, unknown_receiver_sentence
from tests.unit.support.builders import (
    KNOWLEDGE,
    RESOURCES,
    ROOM,
    a_catalogue,
    a_situation,
    an_item,
    capital_names,
    our_catalogue,
)


def test_the_start_the_second_of_a_capital_and_another_capital_are_told_apart() -> None:
    situation = a_situation(
        {"politiskt": 3, "finansiellt": 1, "human": 1},
        start="finansiellt",
        next_steps={"finansiellt": ["finansiellt-egen-budget", "finansiellt-livscykel"]},
        open_offers=["omstallning-i-budgeten"],
    )
    assert reasons(suggest(our_catalogue(), situation), capital_names()) == (
        (
            "Ni är på nivå 1 i finansiellt kapital, och där föreslår vi att ni börjar. Därför kunskap först; insatsen tar ungefär "
            "två dagar för en person i en stödfunktion och passar er mottagarförmåga. Den hjälper er vidare i en av de frågor som "
            "håller er tillbaka mest. Den erbjuds nu."
        ),
        (
            "Också den stärker finansiellt kapital. Insatsen tar ungefär en dag för en person i en stödfunktion. "
            "Den hjälper er vidare i två av de frågor som håller er tillbaka mest."
        ),
        (
            "Ni är på nivå 1 i humankapital, fast det som kapitalet bygger på inte är på plats än. Insatsen tar ungefär en halv "
            "dag för en strateg."
        ),
    )


def test_further_up_the_form_is_told_and_what_the_last_one_brings() -> None:
    strategists = [TargetGroup.STRATEGISTS]
    catalogue = a_catalogue(
        an_item("a", {"politiskt": [RESOURCES]}, groups=strategists),
        an_item("b", {"politiskt": [RESOURCES]}, groups=strategists),
        an_item("c", {"realt": [ROOM]}),
    )
    last = reasons(suggest(catalogue, a_situation({"politiskt": 3, "realt": 2}, receiver=3)), capital_names())[-1]
    assert last == (
        "Ni är på nivå 2 i realt kapital, som inte väntar på något annat kapitalslag. Ni kan göra mer tillsammans med andra; "
        "insatsen tar ungefär en halv dag för en chef och passar er mottagarförmåga. Den är ett annat slags stöd än de andra "
        "och når dem som får besluta."
    )


def test_what_builds_on_one_before_it_says_so() -> None:
    grounds, course = an_item("a", title="Grunderna"), an_item("b").model_copy(update={"builds_on": ("a",)})
    sentences = reasons(suggest(a_catalogue(grounds, course), a_situation({"politiskt": 1})), capital_names())
    assert sentences[1].endswith("Den bygger vidare på ”Grunderna”.")


def test_an_unknown_receiver_is_said_once() -> None:
    suggestions = suggest(a_catalogue(an_item("a")), a_situation({"politiskt": 1}, receiver=None))
    assert unknown_receiver_sentence(suggestions) == "Er mottagarförmåga är inte känd. Förslagen räknar med nivå 1."
    assert "mottagarförmåga" not in reasons(suggestions, capital_names())[0]
    known = suggest(a_catalogue(an_item("a")), a_situation({"politiskt": 1}))
    assert unknown_receiver_sentence(known) is None


def test_what_is_for_later_says_when() -> None:
    suggestions = suggest(a_catalogue(an_item("a", receiver_min=3)), a_situation({"politiskt": 1}))
    assert [later_sentence(later) for later in suggestions.later] == ["Senare, när er mottagarförmåga är på nivå 3."]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("0.25", "en kvart"),
        ("0.5", "en halvtimme"),
        ("0.75", "mindre än en timme"),
        ("1", "en timme"),
        ("1.25", "drygt en timme"),
        ("2", "två timmar"),
        ("4", "en halv dag"),
        ("6", "sex timmar"),
        ("8", "en dag"),
        ("12", "en och en halv dag"),
        ("16", "två dagar"),
        ("20", "två och en halv dag"),
        ("30", "fyra dagar"),
        ("160", "20 dagar"),
    ],
)
def test_hours_are_told_as_people_tell_them(hours: str, words: str) -> None:
    demands = Demands(kommun="Tid.", region="Tid.", hours=HoursByGroup(ledning=Decimal(hours)))
    item = an_item("a").model_copy(update={"demands": demands})
    assert time_of(item) == f"ungefär {words} för en chef"


def test_the_time_is_that_of_the_one_who_spends_most() -> None:
    hours = HoursByGroup(ledning=Decimal(1), verksamhet=Decimal(4))
    item = an_item("a", {"politiskt": [KNOWLEDGE]})
    item = item.model_copy(update={"demands": Demands(kommun="Tid.", region="Tid.", hours=hours)})
    assert time_of(item) == "ungefär en halv dag för en person i en verksamhet"
