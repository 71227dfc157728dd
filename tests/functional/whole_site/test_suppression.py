"""Nothing that anybody can open depends on a value that is hidden (method 10).

Two worlds that differ only in hidden values must look the same, on every page and in every file, to everybody: then no
subtraction, filter or comparison can find the value.
"""

import io
import zipfile
from itertools import pairwise

import pikepdf

from tests.functional.support.api_clients import everything, token_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    COORDINATOR,
    HARRYDA,
    NOT_SHARING,
    READER,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.whole_site.test_every_page import follow_all

LILLA_EDET = f"{ROUND}/1462-lilla-edet"
"""Two people have answered there."""
KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
"""Eighteen people have answered there, and nothing is agreed yet."""
KOMMUN = "1384-kungsbacka"
FILES = (
    "rapport.pdf",
    "protokoll.pdf",
    "export.xlsx",
    "export.json",
    "export-kolada.csv",
    "export/fragor-maskin.csv",
)
DOCUMENTS = ("export.pptx", "export.docx", "export-plan.docx", "export-plan.xlsx")
"""They say what the report says and take long to make, so they are compared once."""
ROUND_FILES = ("/export.xlsx", "/export.json", "/export-kolada.csv")
OF_KOMMUN = (
    "SELECT r.id FROM respondent r JOIN assessment a ON a.id = r.assessment_id JOIN round o ON o.id = a.round_id "
    "JOIN municipality m ON m.id = a.municipality_id WHERE m.slug = ? AND o.closed_at IS NULL AND o.is_trial = 0"
)


def seen(visitor: Visitor, home: str, files: tuple[str, ...] = ()) -> dict[str, object]:
    """Everything that can be opened below an assessment, and the start and the round: address -> what it says."""
    contents: dict[str, object] = {address: page.text for address, page in follow_all(visitor, home, (home,)).items()}
    for address in ("/", ROUND, f"{home}/resultat", f"{home}/rapport"):
        answer = visitor.fetch("GET", address)
        contents[f"{address} as is"] = (answer.status_code, answer.text)
    for name in files:
        answer = visitor.fetch("GET", f"{home}/{name}")
        contents[name] = (answer.status_code, _contents(answer.content))
    return contents


def _contents(file: bytes) -> list[object]:
    """What is drawn on the pages of a PDF, and the data in it; the parts of an Office file, without when it was made."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            names = [name for name in archive.namelist() if not name.startswith("docProps/")]
            return [(name, _contents(archive.read(name))) for name in names]
    if not file.startswith(b"%PDF"):
        return [file]
    with pikepdf.open(io.BytesIO(file)) as pdf:
        streams: list[object] = [page.Contents.read_bytes() for page in pdf.pages]
        return streams + [pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments]


def looks(visit: NewVisitor, home: str, place: str, files: tuple[str, ...] = FILES) -> list[dict[str, object]]:
    """What the kommun's people see, the region, and another kommun."""
    of_kommun = [seen(visit(Person(place, COORDINATOR)), home, files), seen(visit(Person(place, READER)), home)]
    region = visit(REGION_COORDINATOR)
    outside: list[dict[str, object]] = [
        {address: visitor.fetch("GET", address).text for address in ("/", home, f"{home}/resultat")}
        for visitor in (region, visit(ALE_COORDINATOR))
    ]
    of_round: dict[str, object] = {
        name: _contents(region.fetch("GET", f"{ROUND}{name}").content) for name in ROUND_FILES
    }
    return of_kommun + outside + programs(visit().site, home) + [of_round]


def programs(site: Site, home: str) -> list[dict[str, object]]:
    """What programs read, with a token of the kommun, of the region and of another kommun."""
    slug = home.rpartition("/")[2]
    tokens = [
        token_of(site, owner, secret=f"omk_{len(site.rows('SELECT id FROM api_token'))}")
        for owner in (slug, "", "1440-ale")
    ]
    return [dict(everything(site, token, slug[:4], years=(2026,))) for token in tokens]


def test_a_kommun_that_shares_nothing_shows_in_no_answer_to_programs_of_others(site: Site) -> None:
    own = f"(SELECT id FROM assessment WHERE municipality_id = (SELECT id FROM municipality WHERE slug = '{KOMMUN}'))"
    site.change(f"UPDATE assessment SET sharing = 'NOTHING' WHERE id IN {own}")
    region, other, kommun = (token_of(site, slug) for slug in ("", "1401-harryda", KOMMUN))
    before = [everything(site, token, KOMMUN[:4]) for token in (region, other, kommun)]
    site.change(f"UPDATE agreed_answer SET position = 6 - position WHERE kind = 'LEVEL' AND assessment_id IN {own}")
    site.change(
        "UPDATE answer SET position = 6 - position WHERE kind = 'LEVEL' AND respondent_id IN "
        f"(SELECT id FROM respondent WHERE assessment_id IN {own})"
    )
    after = [everything(site, token, KOMMUN[:4]) for token in (region, other, kommun)]
    assert after[:2] == before[:2]
    assert after[2] != before[2]


def test_what_two_people_answered_shows_nowhere(visit: NewVisitor) -> None:
    """Neither which level it was nor whether it was one."""
    files = (*FILES, *DOCUMENTS)
    before = looks(visit, LILLA_EDET, "Lilla Edet", files)
    site = visit().site
    ids = ", ".join(str(row[0]) for row in site.rows(OF_KOMMUN, "1462-lilla-edet"))
    assert len(ids.split(", ")) == 2
    for change in ("position = 6 - position", "kind = 'DONT_KNOW', position = NULL"):
        site.change(f"UPDATE answer SET {change} WHERE respondent_id IN ({ids}) AND kind = 'LEVEL'")
        assert looks(visit, LILLA_EDET, "Lilla Edet", files) == before, change


def test_who_of_a_role_group_answered_what_shows_nowhere(visit: NewVisitor) -> None:
    """Two people of the same role change places: every page and file stays the same. What they answered together does
    show in the kommun, so the comparison notices what there is to notice; to others it is a draft and shows nowhere."""
    before = looks(visit, KUNGSBACKA, "Kungsbacka")
    site = visit().site
    whole = site.rows(
        f"SELECT r.id, r.role_group FROM respondent r JOIN answer w ON w.respondent_id = r.id "
        f"WHERE r.id IN ({OF_KOMMUN}) AND r.handed_in_at IS NOT NULL GROUP BY r.id ORDER BY r.role_group, r.id",
        "1384-kungsbacka",
    )
    first, second = next((person[0], other[0]) for person, other in pairwise(whole) if person[1] == other[1])
    for old, new in ((first, -1), (second, first), (-1, second)):
        site.change("UPDATE answer SET respondent_id = ? WHERE respondent_id = ?", new, old)
    assert looks(visit, KUNGSBACKA, "Kungsbacka") == before
    ids = ", ".join(str(row[0]) for row in site.rows(OF_KOMMUN, "1384-kungsbacka"))
    site.change(f"UPDATE answer SET position = 1 WHERE respondent_id IN ({ids}) AND kind = 'LEVEL'")
    after = looks(visit, KUNGSBACKA, "Kungsbacka")
    differences = [item != other for item, other in zip(after, before, strict=True)]
    assert differences[:2] == [True, True]
    assert differences[4]  # a program of the kommun
    assert [name for name in FILES if name != "protokoll.pdf" and after[0][name] == before[0][name]] == []
    assert after[2:4] == before[2:4]
    assert after[-1] == before[-1]


def region_looks(visitor: Visitor) -> dict[str, object]:
    """What a region can open of its round without entering a kommun."""
    names = ("", "/oversikt", "/rapport", "/rapport.pdf", *ROUND_FILES)
    answers = {name: visitor.fetch("GET", f"{ROUND}{name}") for name in names}
    return {name: (answer.status_code, _contents(answer.content)) for name, answer in answers.items()}


def test_what_a_kommun_does_not_share_shows_nowhere_to_its_region(visit: NewVisitor) -> None:
    """Neither by itself, nor in what several have in common. The same change of a kommun that shares is seen."""
    region = visit(REGION_READER)
    before = region_looks(region)
    for slug, is_seen in ((NOT_SHARING.rpartition("/")[2], False), (HARRYDA.rpartition("/")[2], True)):
        ids = ", ".join(str(row[0]) for row in region.site.rows(OF_KOMMUN, slug))
        kommun = "assessment_id IN (SELECT a.id FROM assessment a JOIN municipality m ON m.id = a.municipality_id WHERE m.slug = ?)"
        region.site.change(f"UPDATE answer SET position = 1 WHERE respondent_id IN ({ids}) AND kind = 'LEVEL'")
        region.site.change(f"UPDATE agreed_answer SET position = 1 WHERE kind = 'LEVEL' AND {kommun}", slug)
        after = region_looks(region)
        changes = {name for name, content in after.items() if content != before[name]}
        assert changes == ({"/oversikt", "/rapport", "/rapport.pdf", *ROUND_FILES} if is_seen else set())
