"""Contexts of the pages where people are invited: the form, what the list leaves to be asked, what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.accounts.invitations.people import INVALID_ROWS
from app.accounts.invitations.tables.limits import MAX_FILE_BYTES, MAX_PEOPLE, megabytes
from app.accounts.invitations.tables.questions import InvitationQuestion, people_count
from app.accounts.invitations.tables.reading import Invitee, RowProblem, SkippedRow, WrittenList
from app.assessment.questionnaires.questionnaire import RoleGroup
from app.rounds.kernel.assessment import Assessment
from app.services.respondents.invitations import InvitationPlan
from app.services.respondents.respondent_mail import Sample
from app.web.shell.contexts.frame import Frame, url_of

MAX_LEFT_OUT_SHOWN = 20
MAX_OPTIONS_AS_BUTTONS = 4
"""More than so many are a list to choose from."""
ANSWER = "svar."
"""How the fields begin that answer a question, before the question's id."""
_OF_ROLE = "roll."
_BETWEEN_IDS = ";"


@dataclass(frozen=True, slots=True)
class Carried:
    """What was typed, for the hidden fields of the next page."""

    text: str
    is_table: bool
    chosen: str
    answers: dict[str, str]
    """Name of a field -> answer."""


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The form; with `invalid` rows when some must be mended, and how many of the others could be used."""

    frame: Frame
    url: str
    heading: str
    role_groups: tuple[RoleGroup, ...]
    carried: Carried
    from_file: bool
    invalid: tuple[RowProblem, ...]
    skip_invalid: str
    """The field that leaves the invalid rows out; empty where that would leave nobody."""
    usable: int
    waiting: int
    """Rows that nothing is wrong with but whose role group has not been chosen yet."""
    errors: dict[str, str]
    """What is wrong with a field, such as with the list as a whole."""
    max_people: int = MAX_PEOPLE
    max_file: str = megabytes(MAX_FILE_BYTES)


@dataclass(frozen=True, slots=True)
class QuestionField:
    """A question as a field: its options, those of a list with an empty one first, and what is chosen."""

    name: str
    text: str
    hint: str
    options: tuple[tuple[str, str], ...]
    value: str
    as_buttons: bool


@dataclass(frozen=True, slots=True)
class InviteQuestionsPage:
    """What has to be answered before anybody is invited."""

    frame: Frame
    url: str
    fields: tuple[QuestionField, ...]
    shown: str
    """The ids of the questions, to come back with the answers."""
    errors: dict[str, str]
    carried: Carried


@dataclass(frozen=True, slots=True)
class GroupOfInvitees:
    name: str
    people: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class InviteCheckPage:
    """What a list comes to, before anybody is invited."""

    frame: Frame
    url: str
    heading: str
    groups: tuple[GroupOfInvitees, ...]
    new: int
    known: tuple[Invitee, ...]
    left_out: tuple[SkippedRow, ...]
    left_out_more: int
    """Left out beyond those that are shown."""
    has_questions: bool
    sample: Sample | None
    carried: Carried


def carried(written_list: WrittenList, *, only_roles: bool = False) -> Carried:
    """Where the text can be changed, `only_roles`: answers about columns and rows are about the text as it was."""
    answers = {
        ANSWER + name: value
        for name, value in written_list.answers.items()
        if name.startswith(_OF_ROLE) or not only_roles
    }
    return Carried(text=written_list.text, is_table=written_list.is_table, chosen=written_list.chosen, answers=answers)


def invite_page(
    frame: Frame,
    about: tuple[Assessment, tuple[RoleGroup, ...]],
    heading: str,
    written_list: WrittenList,
    errors: Mapping[str, str],
    plan: InvitationPlan | None,
    *,
    from_file: bool,
) -> InvitePage:
    assessment, groups = about
    whole = () if plan is None else tuple(error for error in plan.errors if not error.line)
    about_list = {"lista": " ".join(f"{error.message} {error.remedy}" for error in whole)} if whole else {}
    usable = 0 if plan is None else len(plan.new) + len(plan.known)
    can_leave = plan is not None and (usable or plan.questions) and not whole
    return InvitePage(
        frame=frame,
        url=url_of(assessment.key, "svarande"),
        heading=heading,
        role_groups=groups,
        carried=carried(written_list, only_roles=True),
        from_file=from_file,
        invalid=() if plan is None else tuple(error for error in plan.errors if error.line),
        skip_invalid=ANSWER + INVALID_ROWS if can_leave else "",
        usable=usable,
        waiting=0 if plan is None else plan.waiting,
        errors=about_list | dict(errors),
    )


def invite_questions_page(
    frame: Frame, plan: InvitationPlan, written_list: WrittenList, earlier_ids: str
) -> InviteQuestionsPage:
    """`earlier_ids` holds the ids of those that have been on a page already, so that no answer to them is an error."""
    earlier = earlier_ids.split(_BETWEEN_IDS)
    open_questions = [question for question in plan.questions if not question.answer and question.id in earlier]
    return InviteQuestionsPage(
        frame=frame,
        url=url_of(plan.assessment.key, "svarande"),
        fields=tuple(map(_field, plan.questions)),
        shown=_BETWEEN_IDS.join(question.id for question in plan.questions),
        errors={ANSWER + question.id: f"Välj ett svar: {question.text}" for question in open_questions},
        carried=replace(carried(written_list), answers=_beside(written_list, plan)),
    )


def _beside(written_list: WrittenList, plan: InvitationPlan) -> dict[str, str]:
    """Answers to what is no field of the page."""
    fields = {ANSWER + question.id for question in plan.questions}
    return {name: value for name, value in carried(written_list).answers.items() if name not in fields}


def _field(question: InvitationQuestion) -> QuestionField:
    as_buttons = len(question.options) <= MAX_OPTIONS_AS_BUTTONS
    options = tuple((option.value, option.label) for option in question.options)
    return QuestionField(
        name=ANSWER + question.id,
        text=question.text,
        hint=question.hint,
        options=options if as_buttons else (("", "Välj i listan"), *options),
        value=question.answer or question.suggestion,
        as_buttons=as_buttons,
    )


def invite_check_page(frame: Frame, heading: str, plan: InvitationPlan, written_list: WrittenList) -> InviteCheckPage:
    groups = (
        GroupOfInvitees(group.name, tuple(invitee for invitee in plan.new if invitee.role_group == group.id))
        for group in plan.questionnaire.role_groups
    )
    return InviteCheckPage(
        frame=frame,
        url=url_of(plan.assessment.key, "svarande"),
        heading=heading,
        groups=tuple(group for group in groups if group.people),
        new=len(plan.new),
        known=plan.known,
        left_out=plan.left_out[:MAX_LEFT_OUT_SHOWN],
        left_out_more=max(len(plan.left_out) - MAX_LEFT_OUT_SHOWN, 0),
        has_questions=bool(plan.questions),
        sample=plan.sample,
        carried=carried(written_list),
    )


def check_heading(plan: InvitationPlan) -> str:
    if plan.new:
        return f"Ska {people_count(len(plan.new))} bjudas in?"
    return "Alla är redan inbjudna" if plan.known else "Ingen i listan bjuds in"
