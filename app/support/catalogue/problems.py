"""What can be wrong with a catalogue file beyond what can with any file of editions, told to its author."""

from app.editions.problem_texts import MESSAGES as SHARED_MESSAGES
from app.editions.problems import EditionError, FileKind

OWN_MESSAGES: dict[str, tuple[str, str]] = {
    # code: (what is wrong, what to do)
    # What an item says
    "suits-order": (
        "Insatsen passar från nivå {lowest} till nivå {highest}, som är lägre.",
        "Skriv den lägsta nivån under lowest och den högsta under highest.",
    ),
    "duplicate-place": ("Kapitalslaget ”{capital}” finns redan på rad {first_line}.", "Lägg formerna på en rad."),
    "no-hours": (
        "”hours” nämner ingen rollgrupp.",
        "Skriv minst en rollgrupp och dess timmar, till exempel ledning: 3.",
    ),
    "source-without-place": (
        "Källan säger inte var i förstudien den är.",
        "Skriv antingen bilaga2 med radnummer, eller chapter och section.",
    ),
    "source-with-both": (
        "Källan är både rader i Bilaga 2 och ett kapitel.",
        "Dela den i två källor.",
    ),
    # What items say of each other
    "row-in-two-items": (
        "Rad {row} i Bilaga 2 finns redan i ”{item}” på rad {first_line}.",
        "Låt varje rad höra till en insats.",
    ),
    "unknown-item": ("Insatsen ”{id}” finns inte.{suggestion}", "Välj bland: {options}."),
    "builds-on-retired": ("”{id}” erbjuds inte längre.", "Ta bort den ur builds_on."),
    "builds-on-cycle": ("Insatserna bygger på varandra i en ring: {cycle}.", "Ta bort ett led i ”builds_on”."),
    # The questionnaire it answers to
    "missing-questionnaire": (
        "Frågeformuläret {name} finns inte bredvid katalogerna.",
        "Lägg det i {folder}, eller rätta id och year under questionnaire.",
    ),
    "broken-questionnaire": ("Frågeformuläret {name} har {count} problem.", "Rätta det först."),
    "unknown-question": ("Frågan ”{id}” finns inte i {name}.{suggestion}", "Rätta eller ta bort id:t."),
    # What is claimed about the edition before
    "item-gone": (
        "”{item}” fanns i {edition} men nämns inte här.",
        "Ta med den, skriv previous: retired på den, eller nämn den som predecessor.",
    ),
    "already-retired": (
        "”{item}” erbjöds inte längre redan i {edition}.",
        "Ta bort insatsen, eller ge den ett nytt id.",
    ),
}

MESSAGES = SHARED_MESSAGES | OWN_MESSAGES


class CatalogueError(EditionError):
    """A catalogue file that cannot be used, with every problem found, in the order of the file."""


CATALOGUE_FILE = FileKind(
    messages=MESSAGES,
    error=CatalogueError,
    words={
        "a_file": "en katalog",
        "A_file": "En katalog",
        "entire_file": "en hel katalog",
        "the_file": "katalogen",
        "of_the_file": "katalogens",
        "same_file": "samma katalog",
        "an_entry": "en insats",
        "the_entry": "insatsen",
        "The_entry": "Insatsen",
        "of_the_entry": "insatsens",
        "documentation": "docs/catalogue-format.md",
    },
)
