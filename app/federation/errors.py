"""What can go wrong when somebody signs in through their own organisation."""

from enum import StrEnum


class Cause(StrEnum):
    """Why it failed. The values stand in the log."""

    DENIED = "denied"
    """The person gave up, or the organisation said no."""
    NOT_EXPECTED = "not_expected"
    """Nobody is waited for: too late, used already, begun in another browser, or made up."""
    UNREACHABLE = "unreachable"
    """The provider does not answer, or says that it is out of order."""
    NOT_TRUSTED = "not_trusted"
    """What came back is not what the provider must send: signature, issuer, receiver, time or its sense."""
    ADDRESS = "address"
    """No verified address of a domain that the provider vouches for."""
    OTHER_SUBJECT = "other_subject"
    """The account with the address is bound to somebody else at the provider, or to another provider."""
    NO_ACCOUNT = "no_account"
    """Nobody here has the address, and no account is made."""


class FederationError(Exception):
    """`detail` is for the log and holds no personal data; `contact` is whom to ask, where one is known."""

    def __init__(self, cause: Cause, detail: str = "", contact: str = "") -> None:
        super().__init__(cause, detail)
        self.cause = cause
        self.detail = detail
        self.contact = contact
