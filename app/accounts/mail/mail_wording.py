"""A region's own wording of a mail: what it must keep, what its places stand for, and how it looks filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.accounts.kernel.text_field import text_error
from app.accounts.mail.mail_kinds import FORMS, PLACE, MailKind, fill

MAX_CHARACTERS = 5_000
MAX_IN_SUBJECT = 200
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Wording:
    """`subject` is one line, `body` plain text that ends with a line feed."""

    subject: str
    body: str


MEANINGS = {
    "region": "regionens namn",
    "kommun": "namnet på den som svarar: kommunen eller förbundet",
    "huvudmän": "vilka som står bakom omgången: kommunen och regionen, eller regionen själv",
    "saken": "vad omgången frågar om, som en fråga",
    "organisationen": "kommunen, eller förbundet när det svarar",
    "formulär": "frågeformulärets namn",
    "år": "omgångens år",
    "sista_dag": "sista dag att svara",
    "länk": "länken som mottagaren ska öppna",
    "kontakt": "regionens kontakt, som i inställningarna",
    "läge": "hur långt svaren har kommit",
    "rollgrupp": "den rollgrupp som mottagaren svarar i",
    "minuter": "hur lång tid det tar",
    "dag": "vilken dag det är",
    "nummer": "numret på loggens sista rad",
    "kontrollsumma": "den radens kontrollsumma",
    "roll": "den roll som någon har fått",
    "givare": "vem som gett rollen",
    "adress": "e-postadressen till den som fått rollen",
    "plats": "var rollen gäller",
    "kod": "koden att skriva in",
    "vem": "namnet på den som gjorde det",
    "skäl": "det som behöver ändras",
    "åtgärder": "åtgärderna, en på varje rad",
    "erbjudande": "erbjudandets namn",
    "arrangör": "den som erbjuder: regionen eller en kommun",
    "tillfällen": "tid och plats, ett tillfälle på varje rad",
    "platser": "hur många platser kommunen har, eller dess nummer på reservlistan",
    "svarsdag": "senaste tiden att tacka nej",
    "avanmälan": "länken där kommunen lämnar sin plats",
    "nätverk": "nätverkets namn",
    "fråga": "frågan, som kommunen har skrivit den",
    "nyheter": "det som är nytt för mottagaren, en rad var",
    "punkter": "det som regionen ska ta upp igen, en rad var",
    "mejlval": "länken där mottagaren väljer sina mejl",
    "händelse": "vad som har hänt med mottagarens konto",
    "tidpunkt": "när det hände",
}
"""What stands in a place, by its name."""
EXAMPLES = {
    "region": "Exempelregionen",
    "kommun": "Exempelby",
    "huvudmän": "Exempelby och Exempelregionen",
    "saken": "Hur väl klarar Exempelby att ställa om när mycket förändras?",
    "organisationen": "kommunen",
    "formulär": "Omställningsförmåga",
    "år": "2026",
    "sista_dag": "30 november 2026",
    "länk": "https://exempel.se/lank/h7Kq2",
    "kontakt": "Sara Lind, sara.lind@exempel.se",
    "läge": "4 av 9 är klara",
    "rollgrupp": "stödfunktion",
    "minuter": "30",
    "dag": "2026-11-30",
    "nummer": "1204",
    "kontrollsumma": "3f0a…",
    "roll": "kommunens samordnare",
    "givare": "Sara Lind",
    "adress": "bo.ek@exempel.se",
    "plats": "Exempelby",
    "kod": "123456",
    "vem": "Nils Ek",
    "skäl": "Sätt ett mål för realt kapital.",
    "åtgärder": "– Anta ett mål. Ansvarig: Kommundirektören. Klar senast: 30 juni 2027.",
    "erbjudande": "Grundkurs i omställning",
    "arrangör": "Exempelregionen",
    "tillfällen": "– 12 mars 2027 kl. 13.00–16.00, Stadshuset",
    "platser": "Ni har två platser.",
    "svarsdag": "3 mars 2027 kl. 09.00",
    "avanmälan": "https://exempel.se/avanmalan/h7Kq2",
    "nätverk": "Miljöstrateger",
    "fråga": "Hur har ni fått in omställningen i budgeten?",
    "nyheter": "– Exempelby berättar: En rad i budgeten\n  https://exempel.se/gr/exempel/7",
    "punkter": "– 1 juni 2027: pröva idén ”Delad controller” igen\n  https://exempel.se/gr/ideer/3",
    "mejlval": "https://exempel.se/mitt#mejl",
    "händelse": "En passnyckel har lagts till på ditt konto.",
    "tidpunkt": "2026-11-30 kl. 14.05",
}


def read_wording(subject: str, body: str) -> Wording:
    """What was typed, with line ends and spaces at the edges put right."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    return Wording(subject.strip(), f"{text}\n" if text else "")


def product_wording(kind: MailKind) -> Wording:
    return Wording(FORMS[kind].subject, FORMS[kind].body)


def example(wording: Wording) -> Wording:
    """As a mail with this wording looks. A place that does not exist is left as it is."""
    values = {place: f"{{{place}}}" for place in PLACE.findall(wording.subject + wording.body)} | EXAMPLES
    return Wording(fill(wording.subject, values), fill(wording.body, values))


def errors_of(kind: MailKind, wording: Wording) -> Mapping[str, str]:
    """What is wrong, in Swedish and with what to do, by "subject" and "body"; empty when the wording can be used."""
    messages = {
        "subject": " ".join(_in_subject(kind, wording.subject)),
        "body": " ".join(_in_body(kind, wording.body)),
    }
    return {part: message for part, message in messages.items() if message}


def _in_subject(kind: MailKind, subject: str) -> Iterator[str]:
    if not subject:
        yield "Skriv en ämnesrad."
    if not subject.isprintable() or len(subject) > MAX_IN_SUBJECT:
        yield f"Ämnesraden ska vara en rad med högst {MAX_IN_SUBJECT} tecken."
    yield from _in_places(kind, subject)


def _in_body(kind: MailKind, body: str) -> Iterator[str]:
    if not body:
        yield "Skriv en text."
    error = text_error(body, MAX_CHARACTERS)
    if error is not None:
        yield error
    yield from _in_places(kind, body)
    for place in sorted(FORMS[kind].needed - set(PLACE.findall(body))) if body else ():
        yield f"Texten måste innehålla {{{place}}}."


def _in_places(kind: MailKind, text: str) -> Iterator[str]:
    places = FORMS[kind].places
    listing = ", ".join(f"{{{place}}}" for place in sorted(places))
    for place in sorted(set(PLACE.findall(text)) - places):
        yield f"{{{place}}} finns inte. Det går att använda {listing}."
    if BRACE.search(PLACE.sub("", text)):
        yield f"En klammer står ensam. Klamrar används bara runt ord som fylls i: {listing}."
