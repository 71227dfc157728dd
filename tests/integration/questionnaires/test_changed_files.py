"""A published edition that is answered is served as it was published; the log tells when its file says something else."""

from pathlib import Path

import pytest

from app.assessment.questionnaires.reader import load
from app.services.questionnaires import changed_files
from app.services.questionnaires.changed_files import ChangedFileWorker
from app.storage.engine.database import Database
from tests.builders import NOW, add_region, open_round
from tests.paths import DEFINITIONS


class Log:
    """In the place of the module's own: that one keeps how the log was set up when it was first used in this process."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def error(self, event: str, *, file: str) -> None:
        self.lines.append((event, file))


def test_the_log_tells_of_a_file_that_was_changed_after_somebody_answered(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log()
    monkeypatch.setattr(changed_files, "log", log)
    file = tmp_path / "exempel" / "2026.yaml"
    file.parent.mkdir()
    text = (DEFINITIONS / "valid" / "minimal.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    questionnaire = load(file)
    (question, *_) = questionnaire.questions.values()
    scene = open_round(database, add_region(database), questionnaire)
    worker = ChangedFileWorker(database, tmp_path, lambda: NOW)

    file.write_text(text.replace(question.text, "Något annat?"), encoding="utf-8")
    assert worker.work() == 0, "nobody has answered, so it can still be published again"
    file.write_text(text, encoding="utf-8")
    scene.save(scene.respondent(), question.id, "2")
    assert worker.work() == 0
    file.write_text(text.replace(question.text, "Något annat?"), encoding="utf-8")
    assert worker.work() == 1
    assert log.lines == [("questionnaire_file_differs_from_published", "2026.yaml")]
