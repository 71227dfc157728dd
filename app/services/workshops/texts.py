"""Reading what is typed in a workshop's forms: one text with its limit, and the plan of a workshop."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.assessment.answering.entry import is_text, tidied, whole_number
from app.assessment.questionnaires.questionnaire import Capital
from app.errors import InvalidInputError
from app.messages import Message
from app.services.workshops import words
from app.support.workshops.names import FIRST_FOCUS
from app.support.workshops.workshop import (
    DEFAULT_DOTS,
    FOCUS_MAX,
    MAX_DOTS,
    MAX_GROUPS,
    MAX_GROUPS_OF_CAPITAL,
    TITLE_MAX,
    WorkshopPlan,
)


def first_fields(capital_ids: Collection[str] = ()) -> dict[str, str]:
    """A new workshop's form: a group for each of the capitals."""
    groups = {f"groups.{capital_id}": "1" for capital_id in capital_ids}
    return {"focus": FIRST_FOCUS, "dots": str(DEFAULT_DOTS)} | groups


def text_error(text: str, limit: int, missing: Message | None) -> Message | None:
    """What is wrong with a text. An empty one is right where there is no message for what is `missing`."""
    if not text:
        return missing
    if len(text) > limit:
        return words.TEXT_TOO_LONG.with_facts(over=len(text) - limit, limit=limit)
    return None if is_text(text) else words.TEXT_NOT_TEXT


def read_text(field: str, entry: str, limit: int, missing: Message | None) -> str:
    """On one line. Raises InvalidInputError for the field."""
    text = " ".join(tidied(entry).split())
    error = text_error(text, limit, missing)
    if error is not None:
        raise InvalidInputError({field: error})
    return text


def read_plan(fields: Mapping[str, str], capitals: Sequence[Capital]) -> WorkshopPlan:
    """Raises InvalidInputError with every error, by field."""
    texts, errors = _plan_texts(fields)
    dots = whole_number(fields.get("dots", "").strip())
    if not 1 <= dots <= MAX_DOTS:
        errors["dots"] = words.DOTS_WRONG.with_facts(limit=MAX_DOTS)
    groups = [(capital.id, whole_number(fields.get(f"groups.{capital.id}", ""))) for capital in capitals]
    groups = [(capital_id, min(count, MAX_GROUPS_OF_CAPITAL)) for capital_id, count in groups if count]
    total = sum(count for _, count in groups)
    if not total:
        errors["groups"] = words.WITHOUT_GROUPS
    elif total > MAX_GROUPS:
        errors["groups"] = words.TOO_MANY_GROUPS.with_facts(limit=MAX_GROUPS)
    if errors:
        raise InvalidInputError(errors)
    return WorkshopPlan(title=texts["title"], focus=texts["focus"], dots=dots, groups=tuple(groups))


def read_new_texts(fields: Mapping[str, str], plan: WorkshopPlan) -> WorkshopPlan:
    """A plan with another title and question. Raises InvalidInputError with every error, by field."""
    texts, errors = _plan_texts(fields)
    if errors:
        raise InvalidInputError(errors)
    return replace(plan, title=texts["title"], focus=texts["focus"])


def _plan_texts(fields: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Message]]:
    """Title and question, with what is wrong with them."""
    texts = {name: " ".join(tidied(fields.get(name, "")).split()) for name in ("title", "focus")}
    limits = {"title": TITLE_MAX, "focus": FOCUS_MAX}
    missing = {"title": words.TITLE_MISSING, "focus": words.FOCUS_MISSING}
    errors = {
        name: error for name in texts if (error := text_error(texts[name], limits[name], missing[name])) is not None
    }
    return texts, errors


def plan_fields(plan: WorkshopPlan) -> dict[str, str]:
    """A plan as its form has it."""
    groups = {f"groups.{capital_id}": str(count) for capital_id, count in plan.groups}
    return {"title": plan.title, "focus": plan.focus, "dots": str(plan.dots)} | groups
