"""Words of mail: the trial mail, why a mail could not be sent, and what notifications are filled in with."""

from app.messages import Message, MessageTemplate

TRIAL_SUBJECT = "Prov från Omställningskollen"
TRIAL_TEXT = """Hej!

Det här är ett provmejl. Om du läser det fungerar utskicken: å, ä och ö ska se rätt ut.
"""
TOO_LATE = Message("mail-too-late", "Mejlet hann inte skickas i tid.")
BAD_ADDRESS = Message("mail-bad-address", "Adressen går inte att skicka till.")

# Mails about an assessment
TRIAL_FORM = "{name} (provomgång)"
"""What mails of a trial round call the questionnaire."""
ASK_REGION_COORDINATOR = Message("ask-region-coordinator", "Fråga regionens samordnare.")
SOMEBODY_IN_KOMMUN = MessageTemplate("somebody-in-kommun", "Någon i {kommun}")
