"""Every kind of event of sessions and one's own account in the audit log, with its exact facts."""

from typing import ClassVar

from app.accounts.audit.chain import Event


class SessionStarted(Event):
    action: ClassVar[str] = "session.started"
    way: str
    """A value of `SignInWay`."""


class SessionEnded(Event):
    """By the one whose session it was: here, or from another browser."""

    action: ClassVar[str] = "session.ended"


class OtherSessionsEnded(Event):
    """All but the one that asked for it."""

    action: ClassVar[str] = "session.ended_others"
    count: int


class SessionsEnded(Event):
    """At the command line: those of one person, or of everybody."""

    action: ClassVar[str] = "session.ended_by_operation"
    person_id: int | None
    count: int


class AccountRenamed(Event):
    """By the person."""

    action: ClassVar[str] = "account.renamed"
    person_id: int


class MailsChosen(Event):
    """By the person: which notifications to get. Which they are stands with the person, not in the log."""

    action: ClassVar[str] = "account.mails_chosen"
    person_id: int


class SignInLinkMade(Event):
    """At the command line: a link that signs the person in without a mail."""

    action: ClassVar[str] = "account.link_made"
    person_id: int


class FederatedAccountBound(Event):
    """At the person's first sign-in through the own organisation: nobody else there comes in as this one now."""

    action: ClassVar[str] = "account.bound"
    person_id: int
    provider: str


class FederatedAccountLoosened(Event):
    """Whoever comes next with the person's address is bound in turn."""

    action: ClassVar[str] = "account.binding_loosened"
    person_id: int


class AccountCreatedByFederation(Event):
    """Somebody new came from the own organisation's sign-in, and got a reader's role in the kommun."""

    action: ClassVar[str] = "account.created_by_federation"
    person_id: int
    provider: str


class SessionConfirmed(Event):
    """Its owner showed the second factor, at sign-in or before something that cannot be undone."""

    action: ClassVar[str] = "session.confirmed"
    way: str
    """A value of `ConfirmationWay`."""


class PasskeyAdded(Event):
    """By the person. What it is called stands with the person, not in the log."""

    action: ClassVar[str] = "account.passkey_added"
    person_id: int


class PasskeyRemoved(Event):
    """By the person; `sessions` others in which a passkey had been shown ended with it."""

    action: ClassVar[str] = "account.passkey_removed"
    person_id: int
    sessions: int


class PasskeysReset(Event):
    """At the command line: passkeys, recovery codes and sessions of somebody who has lost them are gone."""

    action: ClassVar[str] = "account.passkeys_reset"
    person_id: int
    count: int


class RecoveryCodesMade(Event):
    """By the person, instead of those that there were."""

    action: ClassVar[str] = "account.recovery_codes_made"
    person_id: int
    count: int
