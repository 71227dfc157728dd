"""The names of what lines of the audit log are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round


@dataclass(frozen=True, slots=True)
class LogNames:
    """By id. A person's name, or else the address; a respondent's as the kommun wrote it, or else the person's.

    Who came by an open link has no name here, whatever is known: the kommun is not to know who it is.
    """

    people: Mapping[int, str] = field(default_factory=dict)
    respondents: Mapping[int, str] = field(default_factory=dict)
    regions: Mapping[int, str] = field(default_factory=dict)
    municipalities: Mapping[int, str] = field(default_factory=dict)
    rounds: Mapping[int, Round] = field(default_factory=dict)
    assessments: Mapping[int, Assessment] = field(default_factory=dict)
    questionnaires: Mapping[int, Questionnaire] = field(default_factory=dict)
    """By the assessment's id."""
    associations: frozenset[int] = frozenset()
    """Those of `municipalities` that are a region itself, as one that answers."""
