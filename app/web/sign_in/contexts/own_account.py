"""Context of the page about one's own account."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.kernel.role_titles import TITLES
from app.accounts.kernel.sign_in_way import SignInWay
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
    "avslutad": "Webbläsaren är utloggad.",
    "andra": "Alla andra webbläsare är utloggade.",
}


@dataclass(frozen=True, slots=True)
class OwnAccountPage:
    """`name` is what stands in the form, `done` what was just done."""

    frame: Frame
    account: OwnAccount
    name: str
    done: str
    errors: Mapping[str, str]

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """Title and place."""
        return tuple((TITLES[role.role], role.place or "hela installationen") for role in self.account.roles)

    @property
    def ways(self) -> Mapping[SignInWay, str]:
        return WAYS

    @property
    def others(self) -> int:
        return sum(not browser.is_this for browser in self.account.browsers)
