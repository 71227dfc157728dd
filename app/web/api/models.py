"""What the API answers about rounds, kommuner in them, and questionnaires, field by field as it is described.

The words of the enumerations never change within a version of the API; fields may be added.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.accounts.api.api_scopes import Scope

Stage = Literal["not_open", "not_started", "no_answers", "under_way", "draft", "submitted", "approved", "no_result"]
Availability = Literal["result", "not_shared", "not_ready", "not_answered"]


class Model(BaseModel):
    """Refuses what is not described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Token(Model):
    """What the token that asks is good for."""

    organisation: str = Field(description="Name of the region or the kommun.")
    kind: Literal["region", "kommun"] = Field(description="Whose readers it sees as much as.")
    code: str | None = Field(description="The kommun's four-digit SCB code; null for a region.")
    scopes: list[Scope] = Field(description="What it may read.")
    expires_at: datetime = Field(description="When it stops being good, in UTC.")


class RoundRef(Model):
    """Which round."""

    questionnaire: str = Field(description="Id of the questionnaire.")
    year: int = Field(description="The year it is about.")


class Round(RoundRef):
    """A round: one questionnaire, one region, one year."""

    region: str = Field(description="Name of the region.")
    state: Literal["planned", "open", "closed"] = Field(description="Rounds open and close by hand, not by the clock.")
    form: Literal["long", "short"] = Field(description="Whether all questions are asked, or the core questions.")
    opens_on: date = Field(description="The first day, as planned.")
    closes_on: date = Field(description="The last day to answer, as told to people.")
    capitals: list[str] | None = Field(description="Ids of the capitals that are asked; null for all.")
    content_hash: str = Field(description="SHA-256 of the edition that is asked, as the catalogue has it.")
    example_data: bool = Field(description="True when everything in it is invented.")


class RoundList(Model):
    """A part of the rounds, the earliest year first."""

    items: list[Round]
    next: str | None = Field(description="Address of the next part, on the same host; null at the end.")


class Municipality(Model):
    """A kommun."""

    code: str = Field(description="Four-digit SCB code, as text.", pattern="^[0-9]{4}$")
    name: str = Field(description="Name in Swedish.")


class Assessment(Model):
    """A kommun in a round."""

    round: RoundRef
    municipality: Municipality
    size_group: str | None = Field(description="Kommuner of like size, as the region names the group; null without.")
    stage: Stage = Field(description="How far the kommun has come, in this order.")
    availability: Availability = Field(
        description="`result` when the token may read one; else why not. A result that is not shared is never shown, "
        "and a region's token reads none before the kommun has approved it: it is `not_ready`."
    )
    approved_at: datetime | None = Field(description="When the result was approved and locked; null for a draft.")


class AssessmentList(Model):
    """A part of the kommuner in a round, by code. A kommun's token has its own alone."""

    items: list[Assessment]
    next: str | None = Field(description="Address of the next part, on the same host; null at the end.")


class Level(Model):
    """A step of the scale."""

    position: int = Field(description="1 is the lowest.", ge=1)
    value: float = Field(description="The value that indices are reckoned in.")
    label: str = Field(description="Its name in Swedish.")


class RoleGroup(Model):
    """A group of people who answer."""

    id: str
    name: str
    description: str


class Question(Model):
    """A question as it is asked."""

    id: str = Field(description="The same over the years while the meaning is.")
    text: str = Field(description="The question in Swedish.")
    help: str | None = Field(description="An explanation in Markdown; null without.")
    more: str | None = Field(description="In Markdown, what most people can do without; null without.")
    anchors: list[str] = Field(description="What each level looks like in a kommun, the lowest first.")
    next_step: list[str] = Field(
        description="Advice that leads from each level but the highest to the next; empty in editions without."
    )
    weight: float = Field(description="Its weight in the capital's index.")
    core: bool = Field(description="Whether it is asked in the short form, and can hold a level down.")
    may_not_know: bool = Field(description="Whether one may answer that one does not know.")
    may_not_apply: bool = Field(description="Whether one may answer that it does not apply.")
    meant_for: list[str] = Field(description="Ids of the role groups that are asked; empty for all.")
    previous: Literal["same", "reworded", "changed", "new"] = Field(description="Against the edition before.")
    predecessor: str | None = Field(description="Id of the question that a changed one replaces; null without.")
    source: str = Field(description="What it builds on.")


class Capital(Model):
    """A kind of capital with its questions."""

    id: str
    name: str = Field(description="Name in Swedish.")
    explanation: str = Field(description="In Markdown.")
    more: str | None = Field(description="In Markdown, what most people can do without; null without.")
    depends_on: list[str] = Field(description="Ids of the capitals that it builds on.")
    cross_cutting: bool = Field(description="True for a dimension that never enters the overall figure.")
    source: str = Field(description="What it builds on.")
    questions: list[Question] = Field(description="Those that the index is made of, in order.")
    direction: list[Question] = Field(description="How united, and how sure of the way; empty or two questions.")


class Edition(RoundRef):
    """An edition of a questionnaire, by name."""

    title: str
    content_hash: str = Field(description="SHA-256 of the content; another after a corrected wording.")


class EditionList(Model):
    """A part of the editions, the earliest year first."""

    items: list[Edition]
    next: str | None = Field(description="Address of the next part, on the same host; null at the end.")


class EditionContent(Edition):
    """An edition whole."""

    introduction: str = Field(description="In Markdown.")
    scale: list[Level] = Field(description="The levels, the lowest first.")
    role_groups: list[RoleGroup]
    capitals: list[Capital] = Field(description="In the order that they build on each other.")
