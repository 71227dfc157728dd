"""Addresses of rounds and assessments: what finds one, and what its pages begin with."""

from dataclasses import dataclass

TRIAL = "-prov"
"""Ends the year in a trial round's address."""


@dataclass(frozen=True, slots=True)
class RoundKey:
    """Address of a round, as in its URL."""

    region: str
    questionnaire: str
    year: int
    trial: bool = False

    @property
    def path(self) -> str:
        return f"/{self.region}/{self.questionnaire}/{self.year}{TRIAL if self.trial else ''}"


@dataclass(frozen=True, slots=True)
class AssessmentKey:
    """Address of an assessment, as in its URL; `municipality` is the slug 1440-ale."""

    region: str
    questionnaire: str
    year: int
    municipality: str
    trial: bool = False

    @property
    def round(self) -> RoundKey:
        return RoundKey(self.region, self.questionnaire, self.year, self.trial)

    @property
    def path(self) -> str:
        return f"{self.round.path}/{self.municipality}"
