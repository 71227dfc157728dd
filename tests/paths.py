"""Where the files lie that tests read: found from here, wherever a test is."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
DATA = TESTS / "data"
DEFINITIONS = TESTS / "definitions"
GOLDEN = TESTS / "golden"
QUESTIONNAIRES = ROOT / "questionnaires"
