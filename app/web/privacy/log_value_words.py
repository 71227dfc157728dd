"""Words of the audit log for single values: ways to answer and to sign in, fields of a region."""

MODES = {
    "simple": "en svarar för alla",
    "several": "flera svarar var för sig",
    "undecided": "öppet för ett nytt val",
}
WAYS = {
    "demo": "i exemplet",
    "mail": "med engångslänk",
    "federated": "med organisationens konto",
    "personal_link": "med personlig länk",
    "passkey": "med passnyckel",
    "recovery_code": "med reservkod",
}
BACKUPS = {"copy": "", "told": " på annat sätt"}
FIELDS = {
    "name": "namn",
    "contact_name": "kontakt",
    "contact_email": "kontaktens e-post",
    "contact_phone": "kontaktens telefon",
    "data_officer": "dataskyddsombud",
    "retention_months": "gallringstid",
    "retention_decision": "gallringsbeslut",
    "federated_accounts": "konton från organisationen",
    "attention_hours": "gräns för erbjudandens tid",
}
