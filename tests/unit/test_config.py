"""Settings that cannot work stop the start, and are not repeated where others can read them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.mail.server import Encryption

SECRET = "smtps://anna:hemlig@mejl.example"


def test_without_a_mail_server_nothing_more_is_needed() -> None:
    assert Settings().mail_server is None


def test_a_mail_server_is_read_with_its_user() -> None:
    server = Settings(smtp_url=SECRET, mail_from="Kollen <a@b.example>", mail_bounces_to="studs@b.example").mail_server
    assert server is not None
    assert (server.host, server.encryption, server.user) == ("mejl.example", Encryption.TLS, "anna")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"smtp_url": "mejl.example"}, "smtp://"),
        ({"smtp_url": SECRET}, "MAIL_FROM"),
        ({"audit_seal_mail_to": "a@b.example"}, "SMTP_URL"),
        ({"audit_seal_mail_to": "ingen", "smtp_url": SECRET, "mail_from": "a@b.example"}, "write one address"),
        ({"smtp_url": SECRET, "mail_from": "ingen"}, "write one address"),
        ({"smtp_url": SECRET, "mail_from": "a@b.example", "mail_bounces_to": "ingen"}, "write one address"),
        ({"smtp_url": SECRET + ":fel", "mail_from": "a@b.example"}, "port"),
    ],
)
def test_mail_settings_that_cannot_work_are_refused_without_the_password(settings: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError, match=words) as error:
        Settings(**settings)  # type: ignore[arg-type]
    assert "hemlig" not in str(error.value)


def test_a_password_is_not_shown_with_the_settings() -> None:
    assert "hemlig" not in repr(Settings(smtp_url=SECRET, mail_from="a@b.example"))


def test_a_secret_may_lie_in_a_file_which_goes_before_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "database_url").write_text("postgresql://kollen:hemligt@db/kollen\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "sqlite:///of-the-image.db")
    monkeypatch.setenv("SESSION_HOURS", "3")
    settings = Settings()
    assert settings.database_url == "postgresql+psycopg://kollen:hemligt@db/kollen"
    assert settings.session_hours == 3


def test_a_folder_of_secrets_that_is_not_there_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "gone"))
    assert Settings().session_hours == 12


@pytest.mark.parametrize("token", ["kort", "x" * 31, "å" * 32, "a" * 20 + " " + "b" * 20, "a" * 40 + "\n"])
def test_a_token_for_metrics_that_could_be_guessed_or_not_be_sent_is_refused(token: str) -> None:
    with pytest.raises(ValidationError, match="32 letters and digits") as error:
        Settings(metrics_token=token)
    assert token not in str(error.value)


def test_a_token_for_metrics_is_not_shown_with_the_settings() -> None:
    assert "x" * 32 not in repr(Settings(metrics_token="x" * 32))
