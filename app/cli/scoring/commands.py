"""Commands for authors and analysts, who work on files and need no database: check and score, and their arguments."""

import argparse
from pathlib import Path

from app.assessment.submission.submission_table import COLUMNS, KIND
from app.cli.commands import Parsers, deferred

_HELP_ON_COLUMNS = {
    "assessment": "vad som skattas, till exempel kommunens namn eller kod",
    "respondent": "den som svarar, med ett nummer eller en annan beteckning",
    "role_group": "rollgruppens id eller namn i frågeformuläret",
    "question": "frågans id i frågeformuläret",
    "value": "nivåns siffra, vet_ej eller ej_tillampligt",
    KIND: "single för ett enskilt svar, agreed för ett enat svar (får utelämnas)",
}
_HELP_ON_ANSWERS = f"""\
Svarsfilen har en rad för varje svar, och dessa kolumner i valfri ordning:
{{columns}}

Kolumnerna får heta kommun, svarande, rollgrupp, fråga, värde och slag. Ett enat
svar behöver varken {COLUMNS[1]} eller {COLUMNS[2]}. Fälten skiljs åt med semikolon,
komma, tabb eller lodstreck. Spara filen som "CSV UTF-8" i Excel.

exempel:
  kommun;svarande;rollgrupp;fråga;värde;slag
  Ale;p1;ledning;politiskt-langsiktiga-mal;2;enskilt
  Ale;p2;strateg;politiskt-langsiktiga-mal;vet ej;enskilt
  Ale;;;politiskt-langsiktiga-mal;3;enat
"""


def register(parsers: Parsers) -> None:
    checking = parsers["check"]
    checking.add_argument("files", type=Path, nargs="+", metavar="FIL")
    checking.add_argument("--json", action="store_true", help="problemen som JSON")
    checking.set_defaults(run=deferred("app.cli.scoring.checking", "check"))
    scoring = parsers["score"]
    scoring.formatter_class = argparse.RawDescriptionHelpFormatter
    scoring.epilog = _HELP_ON_ANSWERS.format(
        columns="\n".join(f"  {column:<11} {text}" for column, text in _HELP_ON_COLUMNS.items())
    )
    scoring.add_argument("questionnaire", type=Path, metavar="FORMULÄR.yaml")
    scoring.add_argument("answers", type=Path, metavar="SVAR.csv")
    scoring.add_argument("--short", action="store_true", help="bara kärnfrågorna (kortformen)")
    scoring.add_argument("--json", action="store_true", help="oavrundat, som JSON")
    scoring.set_defaults(run=deferred("app.cli.scoring.scoring", "score"))
