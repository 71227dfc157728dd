"""What roles are called in Swedish, on pages and in mails."""

from app.accounts.kernel.roles import Role

TITLES = {
    Role.KOMMUN_COORDINATOR: "kommunens samordnare",
    Role.KOMMUN_APPROVER: "godkännare i kommunen",
    Role.KOMMUN_READER: "läsare i kommunen",
    Role.REGION_COORDINATOR: "regionens samordnare",
    Role.REGION_READER: "läsare i regionen",
    Role.OPERATOR: "driftansvarig",
}
OF_ASSOCIATION = {
    Role.KOMMUN_COORDINATOR: "förbundets samordnare",
    Role.KOMMUN_APPROVER: "godkännare i förbundet",
    Role.KOMMUN_READER: "läsare i förbundet",
}
"""The same roles where the association itself answers."""
MEANINGS = {
    Role.KOMMUN_COORDINATOR: "Leder självskattningen, bjuder in dem som ska svara och bestämmer vilka som har en roll.",
    Role.KOMMUN_APPROVER: "Läser resultatet och fastställer det som lämnats in.",
    Role.KOMMUN_READER: "Läser resultatet och rapporten.",
    Role.REGION_COORDINATOR: "Planerar omgångar och sköter regionens kommuner, personer och inställningar.",
    Role.REGION_READER: "Följer omgångarna och läser det kommunerna delar.",
    Role.OPERATOR: "Sköter installationen: regioner och deras första samordnare. Ser inga svar.",
}
"""What the one who has the role does, in a sentence."""


def title_of(role: Role, *, is_association: bool) -> str:
    """What a role is called in a place that is a kommun, or the association as one that answers."""
    return OF_ASSOCIATION.get(role, TITLES[role]) if is_association else TITLES[role]
