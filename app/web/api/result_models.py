"""What the API answers about a kommun's result and about the others: the exact fields, as its description has them.

A figure that is missing is null, never 0, and a word beside it says why. Numbers have at most four decimals.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.assessment.comparison.benchmarks import MIN_FOR_QUARTILES, MIN_KOMMUNER
from app.assessment.results.uncertainty import FEW
from app.web.api.models import Model, Municipality, RoundRef

CapitalStatus = Literal["scored", "insufficient", "not_applicable"]


class LevelRef(Model):
    """A level of the scale."""

    position: int = Field(description="1 is the lowest.", ge=1)
    label: str = Field(description="Its name in Swedish.")


class Cap(Model):
    """What holds the level below what the index alone would give."""

    reason: Literal["weakest_core", "missing_core"] = Field(
        description="A core question that is low, or one without a result."
    )
    uncapped: LevelRef = Field(description="The level that the index alone would give.")
    questions: list[str] | None = Field(description="Ids of the core questions; null without the scope `questions`.")


class Interval(Model):
    """An interval of the index from the single answers, at the confidence that the method page names."""

    low: float
    high: float
    few_respondents: bool = Field(description=f"True below {FEW} respondents.")
    before_meeting: bool = Field(description="True when it is of the single answers, and the kommun has agreed since.")


class Target(Model):
    """What the kommun wants to reach."""

    level: LevelRef
    by_year: int


class Change(Model):
    """Against the latest approved earlier year.

    The change is counted on the questions that both years share, in role groups divided alike. So it need not be
    `index` minus `earlier_index`, which are each year's own result.
    """

    earlier_year: int
    status: Literal["compared", "new_capital", "different_scale", "too_little_shared", "other_roles", "no_score"] = (
        Field(description="`compared`, or why there is no figure.")
    )
    earlier_index: float | None = Field(description="That year's own index, on its own scale; null without one.")
    change_on_shared_questions: float | None = Field(description="Null unless `compared`.")
    trend: Literal["up", "down", "unclear", "untested"] | None = Field(
        description="`unclear` is no clear change; `untested` has no single answers of both years to test it with."
    )
    shared_questions: int = Field(description="How many questions the change is counted on…", ge=0)
    questions: int = Field(description="…of how many that apply this year.", ge=0)


class QuestionResult(Model):
    """The kommun's result on one question. Never anybody's single answer."""

    id: str
    text: str = Field(description="The question in Swedish.")
    status: CapitalStatus = Field(description="`insufficient` when too few answered for a result.")
    value: float | None = Field(description="On the scale's values; null without a result.")
    source: Literal["agreed", "role_balanced", "plain_mean", "none"] = Field(
        description="Agreed at the joint meeting, or made of the single answers."
    )
    not_united: bool = Field(description="Talked about without agreeing; the value is then of the single answers.")


class CapitalResult(Model):
    """The kommun's result in one capital."""

    id: str
    name: str = Field(description="Name in Swedish.")
    status: CapitalStatus = Field(description="Only `scored` has an index; `no_level` says when it has no level.")
    index: float | None = Field(description="On the scale's values.")
    level: LevelRef | None = Field(description="Null without an index, and when a core question has no result.")
    no_level: Literal["missing_core", "no_score"] | None = Field(description="Why there is no level.")
    near_level: LevelRef | None = Field(description="The level that it nearly has instead, up or down.")
    cap: Cap | None = Field(description="Null when nothing holds the level down.")
    coverage: float | None = Field(description="Share 0…1 of what applies that has a result; null if nothing applies.")
    interval: Interval | None
    no_interval: (
        Literal["everyone_answered", "no_single_answers", "too_few", "no_score", "agreed", "differs_from_index"] | None
    ) = Field(
        description="Why there is no interval; null when there is one. The last two are of the method's first edition."
    )
    target: Target | None
    change: Change | None = Field(description="Null when there is no earlier year that the reader may see.")
    questions: list[QuestionResult] | None = Field(description="Null without the scope `questions`.")


class Overall(Model):
    """Arithmetic mean of the capitals, never without the weakest."""

    index: float
    weakest: str = Field(description="Id of the weakest capital.")


class Result(Model):
    """A kommun's result in a round, as its page shows it."""

    round: RoundRef
    municipality: Municipality
    status: Literal["draft", "approved"] = Field(
        description="A draft may still change. Only the kommun's own token reads one."
    )
    example_data: bool = Field(description="True when everything in it is invented.")
    content_hash: str = Field(description="SHA-256 of the edition that was answered, as the catalogue has it.")
    method_edition: int = Field(description="The edition of the method that the round is scored by.", ge=1)
    overall: Overall | None = Field(description="Null unless every capital has a score.")
    capitals: list[CapitalResult] = Field(description="In the order that they build on each other.")


_QUARTILES = f"Null below {MIN_FOR_QUARTILES} kommuner."


class AnonymousFigures(Model):
    """One capital over kommuner that are not named."""

    capital: str = Field(description="Id of the capital.")
    municipalities: int = Field(description="How many the figures are made of.", ge=MIN_KOMMUNER)
    median: float
    lower_quartile: float | None = Field(description=_QUARTILES)
    upper_quartile: float | None = Field(description=_QUARTILES)


class AnonymousGroup(Model):
    """Figures among some kommuner."""

    group: Literal["all", "similar_size"]
    status: Literal["shown", "hidden"]
    reason: str | None = Field(description="Why they are hidden, in Swedish; null when they are shown.")
    capitals: list[AnonymousFigures] = Field(description="Empty when they are hidden.")


class AnonymousBenchmark(Model):
    """For a kommun's token: the others without names, as the kommun's own page shows them."""

    kind: Literal["anonymous"]
    round: RoundRef
    groups: list[AnonymousGroup]


class LevelCount(Model):
    """How many kommuner are on a level."""

    level: LevelRef
    municipalities: int = Field(ge=0)


class CapitalDistribution(Model):
    """How the kommuner that have approved and share with the region are spread in one capital."""

    capital: str = Field(description="Id of the capital.")
    levels: list[LevelCount] = Field(description="The lowest first.")
    no_level: int = Field(description="How many have an index without a level: a core question has no result.", ge=0)
    insufficient: int = Field(description="How many have too little to go by.", ge=0)
    not_applicable: int = Field(description="How many it does not apply to.", ge=0)


class Distribution(Model):
    """For a region's token: how many of the kommuner that have approved and share are on each level, no more."""

    kind: Literal["distribution"]
    round: RoundRef
    municipalities: int = Field(description="How many have approved a result and share it with the region.", ge=0)
    capitals: list[CapitalDistribution]


class Benchmark(Model):
    """What may be known of the others."""

    figures: Annotated[AnonymousBenchmark | Distribution, Field(discriminator="kind")]
