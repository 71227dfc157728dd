"""What people are told when the database fails: "Inget sparades" only where that is certain."""

import pytest

from app.storage.engine.failures import DatabaseFailure
from app.web.shell.database_failures import failure_texts

CERTAIN = {DatabaseFailure.DISK_FULL, DatabaseFailure.READ_ONLY, DatabaseFailure.BUSY, DatabaseFailure.NO_RIGHTS}


@pytest.mark.parametrize("failure", sorted(CERTAIN))
def test_what_fails_before_anything_is_kept_says_that_nothing_was_saved(failure: DatabaseFailure) -> None:
    status, title, message = failure_texts(failure, is_change=True)
    assert (status, title) == (503, "Inget sparades")
    assert "Det som var sparat sedan tidigare finns kvar." in message
    assert "Spara sedan igen om en stund." in message


@pytest.mark.parametrize("failure", sorted(set(DatabaseFailure) - CERTAIN))
def test_what_may_have_been_kept_before_the_answer_was_lost_is_to_be_looked_for(failure: DatabaseFailure) -> None:
    """A connection that breaks, or a disk that fails, while a commit is under way."""
    status, title, message = failure_texts(failure, is_change=True)
    assert (status, title) == (503, "Det är osäkert om det sparades")
    assert "Ladda om sidan och se efter innan du försöker igen." in message
    assert "inte att spara" not in message
    assert "finns kvar" not in message


@pytest.mark.parametrize("failure", DatabaseFailure)
def test_a_page_that_cannot_be_shown_says_nothing_of_saving(failure: DatabaseFailure) -> None:
    _, title, message = failure_texts(failure, is_change=False)
    assert title == "Sidan går inte att visa just nu"
    assert "osäkert" not in message
    assert "Försök igen om en stund." in message
