"""Words of API tokens and their limits. What programs are answered is English and stands with the API's problems."""

from app.messages import Message, MessageTemplate

TOO_MANY_REQUESTS = Message("token-too-many-requests", "Nyckeln har frågat för ofta.")
TOO_MANY_TOKENS = MessageTemplate("too-many-tokens", "Det finns redan {limit} nycklar. Avsluta någon som inte används.")
