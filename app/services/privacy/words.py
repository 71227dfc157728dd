"""Words of personal data: erasure, retention, removing comments, and the documents that are handed out."""

from dataclasses import dataclass

from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.roles import Role
from app.accounts.mail.mail_status import MailStatus
from app.assessment.answering.answers import AnswerKind
from app.messages import Message, MessageTemplate
from app.rounds.assessments.plans import ActionStatus
from app.support.needs.need import NeedAudience, NeedState, Togetherness
from app.support.offers.sign_up import Mandate, SignUpState

# Erasure and retention
NOBODY_THERE = Message(
    "nobody-to-erase", "Det finns ingen med den adressen eller det numret här. Kontrollera stavningen."
)
NOT_ONESELF = Message("erasing-oneself", "Du kan inte ta bort dig själv. Be någon annan med samma rätt.")
NO_DECISION = Message(
    "no-retention-decision",
    "Regionen har inget gallringsbeslut. Fyll i beslutet under Inställningar först. "
    "Utan beslut tas ingen koppling bort.",
)


def alone_in_role(role: Role, place: str, *, is_association: bool) -> Message:
    title = title_of(role, is_association=is_association)
    return Message(
        "alone-in-role",
        f"Personen är ensam i rollen {title}, {place}. Ge rollen till någon annan först.",
        {"role": role, "place": place},
    )


# Removing a comment
REMOVED = "Texten är borttagen efter beslut: {reference}."
"""Stands in its place, also for the one who wrote it. A link is only emptied."""
CHOOSE_TEXT = Message("choose-text-to-remove", "Välj vilken text som ska tas bort.")

# Handing out documents
REVIEW_OUTDATED = Message(
    "disclosure-review-outdated", "Något har ändrats sedan du gick igenom texterna. Gå igenom dem igen."
)
GROUND_MISSING = Message(
    "mask-ground-missing",
    "Skriv varför uppgifterna maskeras, till exempel en paragraf i offentlighets- och sekretesslagen.",
)
GROUND_TOO_LONG = MessageTemplate("mask-ground-too-long", "Skriv grunden med högst {limit} vanliga tecken.")
TRIAL_MARK = "Provomgång"
EXAMPLE_MARK = "Exempeldata"

# What is left out of them
WITHOUT_SINGLE = "Enskilda svar. De lämnas ut av driften efter ett skriftligt beslut."
WITHOUT_INVITED = "Listan över inbjudna med namn och e-postadresser."
WITHOUT_NAMES = "Namn och e-postadresser."
WITHOUT_NUMBERS = "I loggen är nummer på personer borttagna."
FEW = "Kommentarer på frågor där för få svarat. De lämnas ut av driften efter ett skriftligt beslut."
STILL_OPEN = "Kommentarer. De visas först när svarstiden är avslutad."

# Kinds of text that can be masked
COMMENT = "Kommentar"
COMMENT_LINK = "Länk i kommentar"
REASON = "Skäl"
REASON_LINK = "Länk i skäl"
ACTION = "Åtgärd"
OWNER = "Ansvarig"
NEED = "Behov"
NEED_REASON = "Skäl till att ett behov avslutades"
SIGN_UP_NOTE = "Att veta om en anmälan"
EXAMPLE = "Exempel"
EXAMPLE_REASON = "Regionens ord om ett exempel, eller skäl"
ASKED_QUESTION = "Fråga till de andra, eller svar"
CHALLENGE = "Utmaning"
OUTCOME = "Utfall eller skäl"
TARGET_REASON = "Skäl till målnivå"
IDEA_TEXT = "Text i en idé"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The title of a sheet, its columns' headings, and what it says when it has no rows."""

    title: str
    columns: tuple[str, ...]
    empty: str = ""


QUESTIONS = SheetWords("Frågeformuläret", ("Kapitalslag", "Fråge-id", "Fråga"))
AGREED = SheetWords("Enade svar", ("Fråga", "Kapitalslag", "Enat svar", "Skäl", "Underlag"))
COMMENTS = SheetWords(
    "Kommentarer utan namn och roll",
    ("Fråga", "Kapitalslag", "Kommentar", "Underlag"),
    "Det finns inga kommentarer att visa.",
)
PEOPLE = SheetWords(
    "Hur många som svarat", ("Rollgrupp", "Tillfrågade", "Har börjat", "Klara"), "Ingen har tillfrågats."
)
TARGETS = SheetWords("Målnivåer", ("Kapitalslag", "Målnivå", "Senast år", "Skäl"), "Inga mål är satta.")
ACTIONS = SheetWords(
    "Åtgärder",
    ("Åtgärd", "Kapitalslag", "Ansvarig", "Senast", "Läge", "Beslutad", "Diarienummer", "Blev klar", OUTCOME),
    "Inga är beslutade.",
)
NEEDS = SheetWords(
    "Behov av stöd",
    (
        "Behov",
        "Kapitalslag",
        "Insats i katalogen",
        "Målgrupper",
        "Hur snart",
        "Tillsammans med andra",
        "Vilka som ser det",
        "Läge",
        "Skäl till att det avslutades",
        "Inskrivet",
    ),
    "Inga behov är inskrivna.",
)
SIGN_UPS = SheetWords(
    "Anmälningar till erbjudanden, alla år",
    ("Erbjudande", "Arrangör", "När", "Anmält", "Antal", "Platser", "Roller", "Mandat", "Att veta", "Läge"),
    "Inga anmälningar är gjorda.",
)
EXAMPLES = SheetWords(
    "Exempel för andra kommuner, alla år",
    (
        "Exempel",
        "Kapitalslag",
        "Så var det",
        "Det gjorde kommunen",
        "Så gick det",
        "Det fungerade inte",
        "Det krävs",
        "Fråga",
        "Hur kommunen vet det",
        "Underlag",
        "Läge",
        "Regionens ord eller skäl",
    ),
    "Inga exempel är skrivna.",
)
ASKED_QUESTIONS = SheetWords(
    "Frågor till andra kommuner, alla år",
    ("Fråga", "Nätverk", "Ställd", "Antal som fick den", "Ställd igen av regionen", "Läge", "Svar"),
    "Inga frågor är ställda.",
)
CHALLENGES = SheetWords(
    "Utmaningar, alla år",
    ("Utmaning", "Kapitalslag", "Tas av", "Läge", "Hur det gick"),
    "Inga utmaningar är inskrivna.",
)
IDEAS = SheetWords(
    "Idéer, poäng och svar på utlysningar, alla år",
    ("Sort", "Vad det gäller", "Kommunens svar", "Text", "Inskrivet"),
    "Kommunen har inte fångat eller svarat på någon idé.",
)
IDEA_CAUGHT, IDEA_JOINED = "Idé som kommunen fångade", "Svar på en idé"
IDEA_POINTS, CALL_ANSWERED = "Poäng", "Svar på en utlysning"
POINTS_UNTIL = "poäng, omgången till {last_day}"
INVITED = SheetWords(
    "Inbjudna",
    ("Namn", "E-postadress", "Rollgrupp", "Inbjuden", "Klar", "Inbjudan tillbakadragen"),
    "Ingen är inbjuden med namn eller adress.",
)
MAILS = SheetWords("Utskick", ("Tid", "Sort", "Ämne", "Läge"), "Inga mejl har skickats.")
MAIL_ADDRESS = "Till"
LOG = SheetWords("Loggen", ("Tid", "Händelse", "Uppgifter"), "Loggen har inga rader.")
SINGLE_ANSWERS = SheetWords(
    "Enskilda svar",
    ("Rollgrupp", "Fråga", "Kapitalslag", "Svar", "Kommentar", "Underlag", "Sparat"),
    "Ingen har svarat.",
)
RESPONDENT = "Svarande"
RESPONDENT_NAMES = ("Namn", "E-postadress")

# What stands in their cells
UNDECIDED = "Inte avgjord"
NOT_APPLICABLE = "Ej tillämpligt"
ONE_FOR_ALL = "En person för alla"
WHOLE_KOMMUN = "en för alla"
MAIL_STATES = {
    MailStatus.QUEUED: "väntar",
    MailStatus.SENT: "skickat",
    MailStatus.FAILED: "gick inte att skicka",
    MailStatus.BOUNCED: "kom tillbaka",
}
ACTION_STATES = {
    ActionStatus.PLANNED: "planerad",
    ActionStatus.UNDER_WAY: "pågår",
    ActionStatus.DONE: "klar",
    ActionStatus.DROPPED: "struken",
}
NEED_STATES = {
    NeedState.OPEN: "öppet",
    NeedState.ANSWERED: "besvarat",
    NeedState.MET: "tillgodosett",
    NeedState.WITHDRAWN: "inte längre aktuellt",
}
TOGETHERNESS = {Togetherness.PREFERABLY: "helst", Togetherness.GLADLY: "gärna", Togetherness.NO: "nej"}
AUDIENCES = {NeedAudience.REGION: "regionen", NeedAudience.KOMMUNER: "regionen och de andra kommunerna"}
MANDATES = {Mandate.DECIDES: "får besluta", Mandate.PREPARES: "bereder", Mandate.LISTENS: "lyssnar"}
SIGN_UP_STATES = {
    SignUpState.SIGNED_UP: "anmäld",
    SignUpState.LEFT: "avanmäld",
    SignUpState.ATTENDED: "deltog",
    SignUpState.ABSENT: "uteblev",
}
OFFER_CANCELLED = "erbjudandet ställdes in"
OTHER_ANSWERS = {AnswerKind.DONT_KNOW: "vet ej", AnswerKind.NOT_APPLICABLE: "ej tillämpligt"}
