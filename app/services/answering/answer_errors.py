"""Why an answer was not saved: changed meanwhile, in error, or some of a page."""

from collections.abc import Mapping

from app.assessment.answering.entry import FieldError
from app.assessment.answering.saved_answer import SavedAnswer
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.errors import OmstallningskollenError


class StaleAnswerError(OmstallningskollenError):
    """The answer was changed after the page was loaded. `current` is what is stored now; nothing was changed."""

    def __init__(
        self, questionnaire: Questionnaire, question: Question, current: SavedAnswer, *, is_shared: bool = False
    ) -> None:
        super().__init__(question.id)
        self.questionnaire = questionnaire
        self.question = question
        self.current = current
        self.is_shared = is_shared
        """Whether others than this person can have changed it."""


class InvalidAnswerError(OmstallningskollenError):
    """Some fields of an entry cannot be kept."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__(errors)
        self.errors = errors


class UnsavedAnswersError(OmstallningskollenError):
    """Not all of a page was saved: all but what is named here was. Question id -> the fields in error, or what was
    saved there meanwhile."""

    def __init__(self, by_question: Mapping[str, InvalidAnswerError | StaleAnswerError]) -> None:
        super().__init__(tuple(by_question))
        self.by_question = by_question

    @property
    def is_conflict(self) -> bool:
        return any(isinstance(trouble, StaleAnswerError) for trouble in self.by_question.values())
