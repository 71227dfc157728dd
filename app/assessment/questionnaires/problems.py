"""What can be wrong with a questionnaire file beyond what can with any file of editions, told to its author."""

from app.editions.problem_texts import MESSAGES as SHARED_MESSAGES
from app.editions.problems import EditionError, FileKind

OWN_MESSAGES: dict[str, tuple[str, str]] = {
    # code: (what is wrong, what to do)
    # The form of the parts
    "meant-for-nobody": (
        "Frågan riktas till ingen: ”meant_for” är tom.",
        "Nämn en rollgrupp, eller ta bort raden: då får alla frågan.",
    ),
    # What the parts mean together
    "scale-not-increasing": (
        "Värdet {value} är inte större än {before} på nivån före.",
        "Ordna skalan från lägst till högst.",
    ),
    "prerequisite-not-a-level": ("{value} är inte en nivå på skalan.", "Välj en av skalans nivåer: {levels}."),
    "missing-anchor": (
        "Frågan ”{question}” saknar nivåbeskrivning för nivå {level}{label}.",
        "Beskriv vad man kan se i en kommun på den nivån.",
    ),
    "duplicate-anchor": (
        "Nivå {level} beskrivs likadant som nivå {first_level}.",
        "Beskriv vad som skiljer nivåerna åt.",
    ),
    "missing-next-step": (
        "Frågan ”{question}” saknar nästa steg för nivå: {levels}.",
        "Skriv under next_step, för varje nivå, vad kommunen ska göra för att nå nästa. Skriv det som en uppmaning.",
    ),
    "next-step-from-highest": (
        "Nivå {level} är den högsta. Därifrån finns inget nästa steg.",
        "Ta bort raden.",
    ),
    "unknown-role-group": ("Rollgruppen ”{id}” finns inte.{suggestion}", "Välj bland: {options}."),
    "dependency-cycle": ("Kapitalslagen bygger på varandra i en ring: {cycle}.", "Ta bort ett led i ”depends_on”."),
    "missing-direction": (
        "”{capital}” saknar frågorna om riktning.",
        "Lägg till direction, eller sätt cross_cutting: true om det är en tvärgående dimension.",
    ),
    "no-core-question": (
        "”{capital}” har ingen kärnfråga, så den korta formen frågar ingenting.",
        "Sätt core: true på minst en av frågorna.",
    ),
    # What is claimed about the edition before
    "moved-question": (
        "”{question}” låg i {edition} under ”{old}” men ligger nu under ”{new}”.",
        "Flytta tillbaka frågan, eller ge den ett nytt id och skriv previous: changed.",
    ),
    "previous-scale-alone": ("”previous_scale” jämför med en utgåva som inte finns.", "Ta bort previous_scale."),
    "previous-scale-level": ("{value} är inte en nivå på skalan {edition}.", "Välj en av nivåerna: {levels}."),
    "previous-scale-missing": (
        "Nivå {level} i {edition} har ingen motsvarighet.",
        "Lägg till raden {level}: följt av den nivå som motsvarar den.",
    ),
    "previous-scale-order": (
        "Nivå {old} blir {new}, lägre än nivån före.",
        "En högre gammal nivå får inte bli en lägre ny.",
    ),
    # Corrections of what is published
    "not-a-correction": (
        "{what} skiljer sig: ”{old}” blev ”{new}”.",
        "En rättelse får bara ändra ordalydelsen. Gör en ny utgåva.",
    ),
}

MESSAGES = SHARED_MESSAGES | OWN_MESSAGES


class QuestionnaireError(EditionError):
    """A questionnaire file that cannot be used, with every problem found, in the order of the file."""


QUESTIONNAIRE_FILE = FileKind(
    messages=MESSAGES,
    error=QuestionnaireError,
    words={
        "a_file": "ett frågeformulär",
        "A_file": "Ett frågeformulär",
        "entire_file": "ett helt frågeformulär",
        "the_file": "frågeformuläret",
        "files": "formulärets",
        "same_file": "samma formulär",
        "an_entry": "en fråga",
        "the_entry": "frågan",
        "The_entry": "Frågan",
        "entrys": "frågans",
        "documentation": "docs/questionnaire-format.md",
    },
    codes_of_empty_lists={"meant_for": "meant-for-nobody"},
)
