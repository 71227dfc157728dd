"""The spread of answers to a question in words: what speaks for talking about it, and the figures as one sentence.

Takes nothing but `Spread`, so what may not be shown cannot be said either (method 10).
"""

from fractions import Fraction

from app.assessment.meeting.spread import GroupSpread, Spread
from app.assessment.meeting.talk_order import TalkAbout, TalkReason
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import LEVEL_DECIMALS
from app.reports.figures.capital_facts import value_text
from app.reports.kernel.wording import count, listing, lowered, number, percent, sentence


def talk_reasons(talk: TalkAbout, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Why a question is worth talking about, each reason with its figures."""
    return tuple(_reason(reason, talk.spread, questionnaire) for reason in talk.reasons)


def _reason(reason: TalkReason, spread: Spread, questionnaire: Questionnaire) -> str:
    if reason is TalkReason.DISAGREEMENT and spread.ad_m is not None:
        return difference(spread.ad_m)
    if reason is TalkReason.ROLE_GAP and spread.gap is not None:
        return listing_of_means(spread, questionnaire, (spread.gap.higher, spread.gap.lower))
    if reason is TalkReason.DONT_KNOW and spread.dont_know_share is not None:
        return f"{percent(spread.dont_know_share)} vet ej"
    return "kärnfråga"


def difference(ad_m: float) -> str:
    """AD_M as people read it (method 6)."""
    return f"svaren skiljer sig i snitt {number(ad_m, LEVEL_DECIMALS)} nivåer"


def listing_of_means(spread: Spread, questionnaire: Questionnaire, which: tuple[tuple[str, ...], ...]) -> str:
    """As in "förtroendevald 3,2, strateg 1,4"."""
    groups = {group.role_groups: group for group in spread.groups}
    means = (
        f"{lowered(group_name(roles, questionnaire))} {mean_text(groups[roles].mean, questionnaire)}" for roles in which
    )
    return ", ".join(means)


def group_name(role_groups: tuple[str, ...], questionnaire: Questionnaire) -> str:
    """A role group's name, or those of several that are counted together: "Ledning och stödfunktion"."""
    names = {group.id: group.name for group in questionnaire.role_groups}
    first, *others = (names[role] for role in role_groups)
    return listing([first, *map(lowered, others)])


def mean_text(mean: Fraction, questionnaire: Questionnaire) -> str:
    return value_text(mean, questionnaire.scale)


def spread_sentence(spread: Spread, questionnaire: Questionnaire) -> str:
    """The spread over the whole kommun in words, or why it is not shown."""
    least = number(questionnaire.limits.min_group)
    if not spread.is_shown:
        return (
            f"Färre än {least} har svarat på frågan. Därför visas varken svar eller kommentarer, "
            "så att ingen går att känna igen."
        )
    others = _others(spread)
    if spread.everyone is None:
        return f"Färre än {least} gav en nivå. Därför visas inte hur svaren fördelar sig.{others}"
    apart = "" if spread.ad_m is None else f" {sentence(difference(spread.ad_m))}"
    return f"{_people(spread.everyone)} gav en nivå. {_mean(spread, questionnaire)}{apart}{others}"


def _mean(spread: Spread, questionnaire: Questionnaire) -> str:
    """What the question's result is as long as nothing is agreed (method 3)."""
    if spread.mean is None:
        return ""
    kind = "Medel av rollerna" if spread.groups else "Medel av svaren"
    return f"{kind} är {mean_text(spread.mean, questionnaire)}."


def _others(spread: Spread) -> str:
    parts = [
        f"{number(amount)} {words}"
        for amount, words in ((spread.dont_know, "svarade vet ej"), (spread.not_applicable, "svarade ej tillämpligt"))
        if amount
    ]
    return f" {listing(parts)}." if parts else ""


def _people(group: GroupSpread) -> str:
    return count(group.size, "person", "personer")
