"""The YAML parser's errors in the author's words: which line to look at, what is wrong, what to do."""

from typing import Any, NamedTuple

from ruamel.yaml.error import MarkedYAMLError


class Explanation(NamedTuple):
    """`mark` counts line and column from 0 and is None when the parser does not say."""

    mark: Any
    reason: str
    remedy: str


class _SyntaxError(NamedTuple):
    says: str
    """What the parser's words begin with."""
    at_beginning: bool
    """Point to where the unfinished thing begins instead of where the parser gave up."""
    reason: str
    remedy: str


_QUOTE = "Sätt citattecken om texten"
_OPEN_QUOTE = ("ett citattecken öppnas men stängs inte", "Sätt det avslutande citattecknet")
_OPEN_BRACKET = ("en klammer öppnas men stängs inte", "Stäng klammern, eller sätt kommatecken mellan värdena")
_INDENT = ("indraget stämmer inte med raderna ovanför", "Låt nycklar på samma nivå börja i samma kolumn")
_ESCAPE = ("ett omvänt snedstreck (\\) inom citattecken följs av fel tecken", "Skriv två, eller byt \" mot '")

_SYNTAX_ERRORS = (
    _SyntaxError(
        "mapping values are not allowed", False, "här står ett oväntat kolon", f"{_QUOTE}, eller rätta indraget"
    ),
    _SyntaxError(
        "could not find expected ':'", True, "ett kolon fattas efter nyckeln", "Skriv nyckel, kolon och värde"
    ),
    _SyntaxError("found unexpected end of stream", True, *_OPEN_QUOTE),
    _SyntaxError("found unexpected document separator", True, *_OPEN_QUOTE),
    _SyntaxError("expected ',' or ']'", True, *_OPEN_BRACKET),
    _SyntaxError("expected ',' or '}'", True, *_OPEN_BRACKET),
    _SyntaxError("expected <block end>, but found '<scalar>'", False, "texten fortsätter där värdet tog slut", _QUOTE),
    _SyntaxError("expected <block end>", False, *_INDENT),
    _SyntaxError("expected the node content", False, "här väntades ett värde", _QUOTE),
    _SyntaxError("found character", False, "texten börjar med ett tecken som YAML använder till annat", _QUOTE),
    _SyntaxError("found unknown escape", False, *_ESCAPE),
    _SyntaxError("expected escape sequence", False, *_ESCAPE),
    _SyntaxError("sequence entries are not allowed", False, "ett - står på fel plats", "Börja listan på en egen rad"),
    _SyntaxError("mapping keys are not allowed", False, "ett frågetecken står på fel plats", _QUOTE),
    _SyntaxError("expected chomping", False, "efter | eller > står något mer", "Börja texten på nästa rad"),
    _SyntaxError("expected alphabetic or numeric", False, "* och & betyder något särskilt i YAML", _QUOTE),
)
_UNKNOWN = _SyntaxError(
    "", False, "skrivsättet stämmer inte", "Kontrollera indrag, kolon och citattecken här och på raden före"
)


def explain(error: MarkedYAMLError) -> Explanation:
    says = error.problem or ""
    entry = next((row for row in _SYNTAX_ERRORS if says.startswith(row.says)), _UNKNOWN)
    mark = error.problem_mark or error.context_mark
    if entry.at_beginning and error.context_mark is not None:
        mark = error.context_mark
    return Explanation(mark, entry.reason, entry.remedy)
