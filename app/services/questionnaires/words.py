"""Words of publishing, correcting and previewing questionnaires."""

from app.messages import Message, MessageTemplate

FROZEN = MessageTemplate(
    "edition-frozen",
    "{title} har svar och är därför fryst, men filen har ändrats. Svaren räknas som förut på den publicerade lydelsen. "
    "Återställ filen, eller rätta bara formuleringar med: omstallningskollen correct FIL --reason ”…”. "
    "Ska frågorna ändras, gör det i nästa års formulär.",
)
TRIED = MessageTemplate(
    "edition-in-trial",
    "{title} har svar i en provomgång, och filen har ändrats. Svaren räknas på den publicerade lydelsen. "
    "Be regionens samordnare ta bort provomgången först. Publicera sedan igen.",
)
WITHOUT_STEPS = MessageTemplate(
    "edition-without-steps",
    "{title} säger inte vad som är nästa steg på {count} av frågorna. "
    "Skriv next_step på dem. Kontrollera sedan filen med: omstallningskollen check FIL.",
)
ID_TAKEN = MessageTemplate(
    "questionnaire-id-taken",
    "Ordet {id} används i tjänstens egna adresser. Ge formuläret ett annat id, i filen och i mappens namn.",
)
REASON_MISSING = Message(
    "correction-reason-missing",
    "Skriv varför formuleringen rättas: --reason ”…”. Skälet visas för dem som svarar.",
)
NOT_PUBLISHED = Message("edition-not-published", "Formuläret är inte publicerat än. Då är det bara att ändra filen.")
FILE_HAS_PROBLEMS = MessageTemplate(
    "questionnaire-file-has-problems", "Filen har {count} problem. Rätta dem först. De står på sidan Frågeformulär."
)
