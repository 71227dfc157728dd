"""Ideas with as little as a test needs to say."""

from datetime import UTC, datetime

from app.support.projects.idea import Idea, IdeaParty, IdeaRole, IdeaState, OwnerMandate, StoredIdea

AT = datetime(2026, 11, 2, tzinfo=UTC)


def owner(kommun: int, mandate: OwnerMandate = OwnerMandate.YES) -> IdeaParty:
    return IdeaParty(
        municipality_id=kommun, municipality=f"K{kommun}", role=IdeaRole.OWNER, function="chefen", mandate=mandate
    )


def joining(kommun: int, role: IdeaRole = IdeaRole.TAKING_PART) -> IdeaParty:
    return IdeaParty(kommun, f"K{kommun}", role)


def an_idea(
    *parties: IdeaParty,
    receiver: str = "",
    follow_up: str = "",
    obligation: str = "",
    state: IdeaState = IdeaState.CAUGHT,
) -> StoredIdea:
    idea = Idea(
        title="En idé",
        problem="Ett problem",
        capital_id="human",
        receiver=receiver,
        follow_up=follow_up,
        obligation=obligation,
    )
    return StoredIdea(
        id=1,
        region_id=1,
        municipality_id=None,
        catcher="Provland",
        idea=idea,
        state=state,
        reason="",
        merged_into_id=None,
        parties=parties,
        version=1,
        created_at=AT,
    )
