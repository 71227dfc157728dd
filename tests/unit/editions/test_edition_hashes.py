"""The hashes that our own editions are published with: of a published edition its line never changes."""

from app.assessment.questionnaires.reader import load as load_questionnaire
from app.editions.edition import EditionModel
from app.support.catalogue.reader import load as load_catalogue
from tests.paths import CATALOGUES, QUESTIONNAIRES
from tests.unit.reports.support.golden import assert_golden


def test_our_own_editions_have_the_hashes_that_they_are_published_with() -> None:
    """When a text of a file has been changed on purpose, run this with UPDATE_GOLDEN=1."""
    editions: dict[str, EditionModel] = {}
    for path in sorted(QUESTIONNAIRES.glob("*/*.yaml")):
        editions[f"{path.parent.name}/{path.name}"] = load_questionnaire(path)
    for path in sorted(CATALOGUES.glob("*/*.yaml")):
        editions[f"{path.parent.name}/{path.name}"] = load_catalogue(path)

    assert_golden(
        "edition_hashes.txt", "".join(f"{name} {edition.content_hash}\n" for name, edition in editions.items())
    )
