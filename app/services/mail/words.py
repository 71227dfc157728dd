"""Words of mail: the trial mail, why a mail could not be sent, and what notifications are filled in with."""

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.messages import Message, MessageTemplate

TRIAL_SUBJECT = "Prov från Omställningskollen"
TRIAL_TEXT = """Hej!

Det här är ett provmejl. Om du läser det fungerar utskicken: å, ä och ö ska se rätt ut.
"""
TOO_LATE = Message("mail-too-late", "Mejlet hann inte skickas i tid.")
BAD_ADDRESS = Message("mail-bad-address", "Adressen går inte att skicka till.")

# Mails about an assessment
MATTERS = {
    RoundSubject.KOMMUN: "Hur väl klarar {name} att ställa om när mycket förändras?",
    RoundSubject.REGION: "Hur väl kan {name} stödja kommunerna när mycket förändras?",
    RoundSubject.COLLABORATION: "Hur väl samverkar kommunerna och {region}?",
}
"""What a round asks about, as the mail that invites opens, and the page of an open link."""
KOMMUN, ASSOCIATION = "kommunen", "förbundet"
TRIAL_FORM = "{name} (provomgång)"
"""What mails of a trial round call the questionnaire."""
ASK_REGION_COORDINATOR = Message("ask-region-coordinator", "Fråga regionens samordnare.")
SOMEBODY_IN_KOMMUN = MessageTemplate("somebody-in-kommun", "Någon i {kommun}")
