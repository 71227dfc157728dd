"""Words of mail: the trial mail, and why a mail could not be sent."""

from app.messages import Message

TRIAL_SUBJECT = "Prov från Omställningskollen"
TRIAL_TEXT = """Hej!

Det här är ett provmejl. Om du läser det fungerar utskicken: å, ä och ö ska se rätt ut.
"""
TOO_LATE = Message("mail-too-late", "Mejlet hann inte skickas i tid.")
BAD_ADDRESS = Message("mail-bad-address", "Adressen går inte att skicka till.")
