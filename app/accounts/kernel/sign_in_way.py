"""How somebody proved who they are."""

from enum import StrEnum


class SignInWay(StrEnum):
    """How somebody proved who they are."""

    DEMO = "demo"
    MAIL = "mail"
    FEDERATED = "federated"
    PERSONAL_LINK = "personal_link"
