"""What exchange holds of one person: seats in networks, and questions to the others, by the person's roles."""

from sqlmodel import Session, col, select

from app.storage.tables import AskedQuestionRow, MembershipRow, MunicipalityRow, NetworkRow, NetworkSeatRow


def seats_of(session: Session, person_id: int) -> tuple[tuple[str, str, str], ...]:
    """Kommun, network and role of each seat whose mail the person gets."""
    query = (
        select(col(MunicipalityRow.name), col(NetworkRow.title), col(NetworkSeatRow.role))
        .join(NetworkSeatRow, col(NetworkSeatRow.municipality_id) == col(MunicipalityRow.id))
        .join(NetworkRow, col(NetworkRow.id) == col(NetworkSeatRow.network_id))
        .join(MembershipRow, col(MembershipRow.id) == col(NetworkSeatRow.membership_id))
        .where(col(MembershipRow.person_id) == person_id)
        .order_by(col(NetworkRow.id))
    )
    return tuple((kommun, network, role) for kommun, network, role in session.execute(query))


def asked_by(session: Session, person_id: int) -> tuple[tuple[str, str, str], ...]:
    """Kommun, network and text of each question that the person asked."""
    query = (
        select(col(MunicipalityRow.name), col(NetworkRow.title), col(AskedQuestionRow.text))
        .join(AskedQuestionRow, col(AskedQuestionRow.municipality_id) == col(MunicipalityRow.id))
        .join(NetworkRow, col(NetworkRow.id) == col(AskedQuestionRow.network_id))
        .join(MembershipRow, col(MembershipRow.id) == col(AskedQuestionRow.membership_id))
        .where(col(MembershipRow.person_id) == person_id)
        .order_by(col(AskedQuestionRow.id))
    )
    return tuple((kommun, network, text) for kommun, network, text in session.execute(query))
