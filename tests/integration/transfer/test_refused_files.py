"""What is not taken in: nothing has changed then, and the command says what to do."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select, update

from app.cli import main
from app.services.transfer.errors import (
    CatalogueMissingError,
    CorrectionsDifferError,
    EditionDiffersError,
    NotATransferError,
    OrganisationExistsError,
    ResultsDifferError,
    SlugReservedError,
    SourceTooNewError,
    SourceTooOldError,
    TransferConflictError,
    TransferDamagedError,
    TransferError,
    TransferForgedError,
    TransferFormatError,
    TransferHashError,
)
from app.services.transfer.importing import ImportTerms
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import store_edition
from app.storage.tables import (
    EditionRow,
    RegionRow,
    RoundRow,
    SupportEditionRow,
    WordingCorrectionRow,
)
from tests.builders import MAL, NOW, added, an_edition
from tests.integration.transfer.moving import Content, changed, imported, rows_of

Change = Callable[[Content, dict[str, Any]], None]


def refuse(target: Database, path: Path, error: type[TransferError], terms: ImportTerms | None = None) -> TransferError:
    """The error, after nothing has changed."""
    before = rows_of(target)
    with pytest.raises(error) as refusal:
        imported(target, path, terms or ImportTerms())
    assert rows_of(target) == before
    return refusal.value


def set_manifest(**values: Any) -> Change:
    return lambda _, manifest: manifest.update(values)


def set_in(table: str, **values: Any) -> Change:
    return lambda content, _: content[table][0].update(values)


def test_a_region_that_is_here_already(target: Database, region_file: Path) -> None:
    imported(target, region_file)
    refuse(target, region_file, OrganisationExistsError)


def test_a_region_with_the_address_of_another(target: Database, region_file: Path) -> None:
    target.write(lambda session: added(session, RegionRow(slug="provland", name="Någon annan")))
    refuse(target, region_file, OrganisationExistsError)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (set_manifest(format=2), TransferFormatError),
        (set_manifest(revision="0021"), SourceTooOldError),
        (set_manifest(revision="9999"), SourceTooNewError),
        (set_manifest(region="logga-in"), TransferDamagedError),
        (set_manifest(results={}), ResultsDifferError),
        (set_manifest(log_hash="0" * 64, log_number=1), TransferForgedError),
        (set_manifest(results=None), TransferDamagedError),
        (set_in("membership", role="operator"), TransferForgedError),
        (set_in("membership", role="operator", region_id=None, municipality_id=None), TransferForgedError),
        (set_in("membership", role="region_coordinator", region_id=None), TransferForgedError),
        (set_in("respondent", assessment_id=999), TransferDamagedError),
        (set_in("answer", position="fem"), TransferDamagedError),
        (set_in("answer", position=True), TransferDamagedError),
        (set_in("answer", kind="ENDAST"), TransferDamagedError),
        (set_in("answer", saved_at="2026-11-02T09:30:00"), TransferDamagedError),
        (set_in("answer", extra=1), TransferDamagedError),
        (set_in("round", opens_on="i höst"), TransferDamagedError),
        (set_in("region", name=None), TransferDamagedError),
        (set_in("edition", definition="{}"), TransferDamagedError),
        (set_in("edition", year=2031), TransferDamagedError),
        (set_in("person", email="Svante@norrby.example"), TransferDamagedError),
        (set_in("action", position=1 << 70), TransferDamagedError),
        (set_in("target", position=1 << 70), TransferDamagedError),
        (set_manifest(kommun="9901-norrby"), TransferDamagedError),
        (lambda content, _: content["region"].append(content["region"][0]), TransferDamagedError),
        (lambda content, _: content["region"].clear(), TransferDamagedError),
        (lambda content, _: content["person"].append(["en", "lista"]), TransferDamagedError),
        (lambda content, _: content["membership"].append(None), TransferDamagedError),
        (lambda content, _: content["answer"].append(content["answer"][0]), TransferConflictError),
        (lambda content, _: content.pop("answer"), TransferDamagedError),
        (lambda content, _: content["log"][0].__setitem__(6, '{"assessment_id":7}'), TransferForgedError),
        (lambda content, _: content["log"].reverse(), TransferForgedError),
        (lambda content, _: content["log"].append("rad"), TransferDamagedError),
        (lambda content, _: content["answer"].clear(), ResultsDifferError),
        (lambda content, _: [answer.update(position=1) for answer in content["agreed_answer"]], ResultsDifferError),
    ],
    ids=[str(place) for place in range(35)],
)
def test_a_file_that_was_written_again(
    target: Database, region_file: Path, tmp_path: Path, change: Change, error: type[TransferError]
) -> None:
    """Also with care, so that every hash in it is right."""
    refuse(target, changed(region_file, tmp_path / "changed.zip", change), error)


def test_a_region_whose_address_is_a_page(target: Database, region_file: Path, tmp_path: Path) -> None:
    def rename(content: Content, manifest: dict[str, Any]) -> None:
        content["region"][0]["slug"] = manifest["region"] = "logga-in"

    refuse(target, changed(region_file, tmp_path / "changed.zip", rename), SlugReservedError)


@pytest.mark.parametrize("place", [2, 1_000, 4_000, 12_000])
def test_a_damaged_file(target: Database, region_file: Path, tmp_path: Path, place: int) -> None:
    content = bytearray(region_file.read_bytes())
    content[place] ^= 0xFF
    path = tmp_path / "damaged.zip"
    path.write_bytes(content)
    before = rows_of(target)
    with pytest.raises((TransferDamagedError, NotATransferError)):
        imported(target, path)
    assert rows_of(target) == before


def test_half_a_file(target: Database, region_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "half.zip"
    path.write_bytes(region_file.read_bytes()[:20_000])
    refuse(target, path, NotATransferError)


def test_another_file(target: Database, tmp_path: Path) -> None:
    path = tmp_path / "letter.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("brev.txt", "Hej")
    refuse(target, path, NotATransferError)
    path.write_text("Hej")
    refuse(target, path, NotATransferError)


def test_another_file_than_the_one_that_was_told_of(target: Database, region_file: Path) -> None:
    refuse(target, region_file, TransferHashError, ImportTerms(expected="0" * 64))


def test_an_edition_that_says_something_else_here(target: Database, region_file: Path) -> None:
    target.write(lambda session: store_edition(session, an_edition(texts={MAL: "Något annat?"}), NOW))
    refuse(target, region_file, EditionDiffersError)


def test_an_edition_that_was_corrected_otherwise(target: Database, region_file: Path) -> None:
    """It says the same today, but reports tell of what was corrected."""
    imported(target, region_file)

    def other_history(session: Session) -> None:
        session.execute(update(RegionRow).where(col(RegionRow.slug) == "provland").values(slug="forut"))
        session.execute(update(WordingCorrectionRow).values(reason="Av andra skäl"))

    target.write(other_history)
    refuse(target, region_file, CorrectionsDifferError)


def test_a_catalogue_that_other_regions_would_get(target: Database, region_file: Path) -> None:
    target.write(lambda session: session.execute(update(SupportEditionRow).values(year=2020)))
    refuse(target, region_file, CatalogueMissingError)


def test_an_edition_that_is_here_is_used(target: Database, region_file: Path) -> None:
    texts = {MAL: "Hur är det nu?"}
    own = target.write(lambda session: store_edition(session, an_edition(texts=texts), NOW))
    imported(target, region_file)
    with target.read() as session:
        assert session.exec(select(EditionRow.id)).all() == [own]
        assert session.exec(select(RoundRow.edition_id)).all() == [own]
        assert [row.old for row in session.exec(select(WordingCorrectionRow))], "its history came along"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "--region", "ingen", "NY"], "Ingen fil skrevs. Det finns ingen sådan region eller kommun."),
        (
            ["export", "--region", "provland", "--kommun", "1440-ale", "NY"],
            "Det finns ingen sådan region eller kommun.",
        ),
        (["export", "--region", "provland", "FIL"], "Ingen fil skrevs. Filen finns redan."),
        (["export", "--region", "provland", "SAKNAS/ny.zip"], "Ingen fil skrevs. Filen eller mappen finns inte."),
        (["import", "SAKNAS"], "Ingenting är ändrat. Filen eller mappen finns inte."),
        (["import", "."], "Ingenting är ändrat. Det är en mapp."),
        (["import", "FIL"], "Ingenting är ändrat. Det finns redan en region med adressen /provland här."),
        (["import", "FIL", "--expect", "abc"], "Hämta filen igen."),
    ],
)
def test_the_command_says_what_to_do(
    source_url: str,
    region_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.setenv("DATABASE_URL", source_url)
    monkeypatch.chdir(tmp_path)
    shutil.copy(region_file, tmp_path / "FIL")
    before = sorted(tmp_path.iterdir())
    assert main(["transfer", *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert [path for path in sorted(tmp_path.iterdir()) if "source" not in path.name] == [
        path for path in before if "source" not in path.name
    ]


def test_without_a_database_none_is_made(
    region_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert main(["transfer", "import", str(region_file)]) == 1
    assert "Kör omstallningskollen migrate." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
