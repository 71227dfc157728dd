"""A region comes out of another installation as it went in: every row, whatever numbers it has there."""

import json
import shutil
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.accounts.kernel.roles import Role
from app.services.transfer.importing import ImportTerms
from app.storage.engine.database import Database
from app.storage.tables import (
    ActionRow,
    MembershipRow,
    OpenLinkRow,
    PersonRow,
    RegionRow,
    SubmissionRow,
)
from app.storage.transfer.declaration import LEFT, TAKEN
from tests.builders import added
from tests.integration.transfer.moving import (
    ADDRESS,
    KEY,
    WHEN,
    Content,
    changed,
    content_of_file,
    exported,
    imported,
    rows_of,
    without_numbers,
)


def test_every_row_of_every_table_comes_out_as_it_went_in(
    target_on_either: Database, region_file: Path, tmp_path: Path
) -> None:
    """Written to a file again from where it came to, both files say the same."""
    imported(target_on_either, region_file)
    url = target_on_either.engine.url.render_as_string(hide_password=False)
    again = content_of_file(exported(url, KEY, tmp_path / "again.zip"))
    first = content_of_file(region_file)
    assert {name for name in TAKEN if not first[name]} == set(), "every table has a row to move"
    for link in first["open_link"]:
        link["ended_at"] = link["ended_at"] or WHEN.isoformat()
    for assessment in first["assessment"]:
        assessment["draws_from"] = assessment["id"]  # so that the draws of its report stay the same
    assert without_numbers(again) == without_numbers(first)


def test_nothing_of_what_stays_comes_along(target_on_either: Database, region_file: Path) -> None:
    before = rows_of(target_on_either)
    imported(target_on_either, region_file)
    after = rows_of(target_on_either)
    assert {name for name in LEFT if after[name] != before[name]} == {"audit_line"}
    assert {name for name in TAKEN if after[name] == before[name]} == {"support_edition"}, "it was here already"


def test_the_file_has_no_secret_and_only_its_maker_reads_it(region_file: Path) -> None:
    assert region_file.stat().st_mode & 0o777 == 0o600
    content = content_of_file(region_file)
    assert {link["token_hash"] for link in content["open_link"]} == {""}
    assert not {"personal_link", "sign_in", "api_token", "report_link", "mail"} & set(content)


def test_an_action_goes_on_from_the_same_action(target_on_either: Database, region_file: Path) -> None:
    with target_on_either.read() as session:
        assert not session.exec(select(ActionRow)).all()
    imported(target_on_either, region_file)
    with target_on_either.read() as session:
        first, last = session.exec(select(ActionRow).order_by(col(ActionRow.id))).all()
        handed_in = json.loads(session.exec(select(SubmissionRow)).one().content)
    assert last.follows_id == first.id
    assert handed_in["actions"][0]["follows_id"] == first.id


def test_an_open_link_is_closed_and_leads_nowhere(target_on_either: Database, region_file: Path) -> None:
    imported(target_on_either, region_file)
    with target_on_either.read() as session:
        links = session.exec(select(OpenLinkRow)).all()
    assert WHEN in {link.ended_at for link in links}
    assert all(link.ended_at is not None for link in links)
    assert len({link.token_hash for link in links}) == len(links)


def test_somebody_with_an_account_here_keeps_it_and_gets_the_places(
    target_on_either: Database, region_file: Path
) -> None:
    own = target_on_either.write(
        lambda session: added(session, PersonRow(name="Svante, som han heter här", email=ADDRESS))
    )
    imported(target_on_either, region_file)
    with target_on_either.read() as session:
        person = session.exec(select(PersonRow).where(PersonRow.email == ADDRESS)).one()
    assert (person.id, person.name) == (own, "Svante, som han heter här")


def test_accounts_by_the_organisations_sign_in_are_chosen_anew(
    target: Database, region_file: Path, tmp_path: Path
) -> None:
    """The providers are others here, and another region may have a kommun with the same code."""

    def allow(content: Content, _: object) -> None:
        content["region"][0]["federated_accounts"] = True

    imported(target, changed(region_file, tmp_path / "allowed.zip", allow))
    with target.read() as session:
        region = session.exec(select(RegionRow).where(RegionRow.slug == "provland")).one()
    assert not region.federated_accounts


def test_nobody_becomes_an_operator(target_on_either: Database, region_file: Path) -> None:
    imported(target_on_either, region_file)
    with target_on_either.read() as session:
        roles = session.exec(select(MembershipRow)).all()
    assert roles
    assert Role.OPERATOR not in {row.role for row in roles}
    assert all(row.region_id is not None or row.municipality_id is not None for row in roles)


def test_a_rehearsal_changes_nothing(target_on_either: Database, region_file: Path) -> None:
    before = rows_of(target_on_either)
    imported(target_on_either, region_file, ImportTerms(rehearsal=True))
    assert rows_of(target_on_either) == before


def test_what_others_save_meanwhile_is_not_in_the_file(source_template: Path, tmp_path: Path) -> None:
    """The file is of one moment, though somebody adds a region while it is written."""
    url = f"sqlite:///{shutil.copy(source_template, tmp_path)}"
    path = exported(url, KEY, tmp_path / "file.zip")
    database = Database(url)
    database.write(lambda session: added(session, RegionRow(slug="ny", name="Ny")))
    database.close()
    assert [record["slug"] for record in content_of_file(path)["region"]] == ["provland"]


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_the_file_has_a_part_for_every_table(region_file: Path, name: str) -> None:
    assert name in content_of_file(region_file)
