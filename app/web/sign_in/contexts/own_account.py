"""Context of the page about one's own account."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_form import MailKind
from app.services.sign_in.own_account import OwnAccount
from app.web.shell.contexts.frame import Frame

WAYS = {
    SignInWay.DEMO: "exempelregionens inloggning",
    SignInWay.MAIL: "länk eller kod i mejl",
    SignInWay.FEDERATED: "organisationens inloggning",
    SignInWay.PERSONAL_LINK: "personlig länk",
}
DONE = {
    "namn": "Namnet är ändrat.",
    "mejl": "Valet av mejl är sparat.",
    "avslutad": "Webbläsaren är utloggad.",
    "andra": "Alla andra webbläsare är utloggade.",
}


NOTIFICATIONS = {
    MailKind.WEEK_LEFT: ("En vecka kvar", "När sista dagen att svara är nära och ni inte är klara."),
    MailKind.ALL_ANSWERED: ("Alla har svarat", "När den sista som ni har bjudit in har lämnat in sina svar."),
    MailKind.HANDED_IN: ("Resultatet är inlämnat", "När det väntar på att du fastställer det."),
    MailKind.SENT_BACK: ("Resultatet är tillbakaskickat", "Med det som godkännaren vill att ni ändrar."),
    MailKind.APPROVED: ("Resultatet är fastställt", "När det är låst och rapporten är klar."),
    MailKind.ROUND_CLOSED: ("Omgången är stängd", "När regionen har stängt den för svar."),
    MailKind.ACTION_DUE: ("En åtgärd ska snart vara klar", "När dagen i er plan är nära."),
    MailKind.ACTION_LATE: ("En åtgärd är sen", "När dagen i er plan har passerat. En gång."),
    MailKind.OFFER_PLACE: ("Ni är anmälda till ett erbjudande", "Med länken där ni lämnar platsen."),
    MailKind.OFFER_RESERVE: ("Ni står på reservlistan", "När platserna i ett erbjudande inte räcker."),
    MailKind.OFFER_MOVED_UP: ("Ni har fått plats", "När ni flyttas upp från reservlistan."),
    MailKind.OFFER_CHANGED: ("Ett erbjudande är ändrat", "När det får en ny tid eller plats."),
    MailKind.OFFER_CANCELLED: ("Ett erbjudande är inställt", "När det inte blir av, med skälet."),
    MailKind.QUESTION_ASKED: (
        "En kommun frågar",
        "När du har en plats i nätverket som den frågar. Får den inget svar frågar regionen en gång till.",
    ),
    MailKind.ANSWER_DUE: ("Vad fick ni veta?", "En vecka efter att din fråga till de andra gick ut."),
    MailKind.REVIEW_DAYS: ("Att ta upp igen", "Högst en gång i månaden, när en dag infaller som regionen har bestämt."),
    MailKind.EXCHANGE_NEWS: ("Nytt från de andra kommunerna", "Högst en gång i månaden, och bara när något är nytt."),
}
"""Kind of notification -> what it is called, and when it comes."""


@dataclass(frozen=True, slots=True)
class MailBox:
    """A box to tick."""

    name: str
    label: str
    note: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class OwnAccountPage:
    """`name` is what stands in the form, `done` what was just done."""

    frame: Frame
    account: OwnAccount
    name: str
    done: str
    errors: Mapping[str, str]
    offers_passkeys: bool

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """Title and place."""
        return tuple(
            (title_of(role.role, is_association=role.is_association), role.place or "hela installationen")
            for role in self.account.roles
        )

    @property
    def mail_boxes(self) -> tuple[MailBox, ...]:
        return tuple(
            MailBox(choice.kind, *NOTIFICATIONS[choice.kind], choice.is_on) for choice in self.account.mail_choices
        )

    @property
    def ways(self) -> Mapping[SignInWay, str]:
        return WAYS

    @property
    def others(self) -> int:
        return sum(not browser.is_this for browser in self.account.browsers)
