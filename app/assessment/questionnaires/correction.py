"""A correction of a published edition changes its wording and nothing else, so that answers already given stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.assessment.questionnaires.problems import QUESTIONNAIRE_FILE
from app.assessment.questionnaires.questionnaire import Capital, Level, Question, Questionnaire, RoleGroup
from app.editions.edition import Value
from app.editions.problems import Problem, SourcePosition, difference
from app.errors import OmstallningskollenError

WORDING: dict[type[Value], frozenset[str]] = {
    Questionnaire: frozenset({"title", "introduction"}),
    Level: frozenset({"label"}),
    RoleGroup: frozenset({"name", "description"}),
    Capital: frozenset({"name", "short_name", "explanation", "more", "source"}),
    Question: frozenset({"text", "help", "more", "anchors", "next_step", "source"}),
}


@dataclass(frozen=True, slots=True)
class WordingChange:
    """`where` is the id of a question or capital, None elsewhere. `field` is such as text, anchors.3, scale.3.label or
    role_groups.ledning.name, where 3 is the level's value. A text that is absent is None."""

    where: str | None
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class _Other:
    """Something other than wording that differs."""

    path: str
    old: object
    new: object


class NotACorrectionError(OmstallningskollenError):
    """The corrected edition differs in more than its wording. `problems` names each difference."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def wording_changes(edition: Questionnaire, correction: Questionnaire) -> tuple[WordingChange, ...]:
    """Every text that differs, in the order of the file. Raises NotACorrectionError when anything but wording
    differs.
    """
    differences = list(_Comparison(edition).between(edition, correction, None, ""))
    others = [change for change in differences if isinstance(change, _Other)]
    if others:
        raise NotACorrectionError(_problem(edition, other) for other in others)
    return tuple(change for change in differences if isinstance(change, WordingChange))


class _Comparison:
    def __init__(self, edition: Questionnaire) -> None:
        self._levels = [str(level.value) for level in edition.scale]

    def between(self, old: Value, new: Value, where: str | None, path: str) -> Iterator[WordingChange | _Other]:
        """`path` leads from the part that `where` names to these two values of one type."""
        if isinstance(old, Capital | Question):
            where, path = old.id, ""
        for field in type(old).model_fields:
            before, after = getattr(old, field), getattr(new, field)
            if before == after:
                continue
            way = f"{path}.{field}".lstrip(".")
            if field not in WORDING.get(type(old), ()):
                yield from self._inside(before, after, where, way)
            elif isinstance(before, tuple):
                yield from self._texts(before, after, where, way)
            else:
                yield WordingChange(where=where, field=way, old=before, new=after)

    def _inside(self, old: object, new: object, where: str | None, way: str) -> Iterator[WordingChange | _Other]:
        """What is not wording itself may hold wording, as long as it holds the same parts."""
        full_way = ".".join(part for part in (where, way) if part)
        if isinstance(old, Value) and isinstance(new, Value):
            yield from self.between(old, new, where, way)
        elif isinstance(old, tuple) and isinstance(new, tuple) and _names(old) and _names(old) == _names(new):
            for name, before, after in zip(_names(old), old, new, strict=True):
                yield from self.between(before, after, where, f"{way}.{name}")
        elif isinstance(old, tuple) and isinstance(new, tuple):
            yield _Other(full_way, _shown(old), _shown(new))
        else:
            yield _Other(full_way, old, new)

    def _texts(
        self, old: tuple[str, ...], new: tuple[str, ...], where: str | None, way: str
    ) -> Iterator[WordingChange | _Other]:
        """Anchors, as many as the levels, or next steps, which an edition without them may get."""
        if old and len(old) != len(new):
            yield _Other(f"{where}.{way}", len(old), len(new))
            return
        for level, before, after in zip(self._levels, old or (None,) * len(new), new, strict=False):
            if before != after:
                yield WordingChange(where=where, field=f"{way}.{level}", old=before, new=after)


def _names(parts: tuple[object, ...]) -> list[str]:
    """What tells the parts of a tuple apart: their ids, or the values of levels."""
    return [
        str(part.value if isinstance(part, Level) else getattr(part, "id", ""))
        for part in parts
        if isinstance(part, Value)
    ]


def _shown(parts: tuple[object, ...]) -> str:
    return ", ".join(_names(parts) or map(str, parts)) or "inget"


def _problem(edition: Questionnaire, other: _Other) -> Problem:
    old, new = difference(str(other.old), str(other.new))
    file = f"{edition.id}/{edition.year}.yaml"
    place = SourcePosition(path=other.path)
    return QUESTIONNAIRE_FILE.problem(file, "not-a-correction", place, what=other.path, old=old, new=new)
