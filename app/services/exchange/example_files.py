"""A region's library of examples as files: what everybody in the region reads on its page."""

from datetime import datetime

from app.accounts.kernel.roles import Actor
from app.assessment.results.method import CURRENT
from app.reports.kernel.tables import Export, Source
from app.reports.kernel.wording import date
from app.reports.tables.example_tables import ExampleRecord, examples_export
from app.services.exchange import words
from app.services.exchange.examples import ExampleLibrary, open_library
from app.storage.engine.database import Database


def export_examples(database: Database, actor: Actor, slug: str, now: datetime) -> Export:
    """In the order in which they were begun, the same for everybody. Raises as `open_library`."""
    library = open_library(database, actor, slug, now)
    source = _source(library)
    examples = sorted(library.examples, key=lambda example: example.id)
    return examples_export(
        [
            ExampleRecord(example, tuple(reuse.reuse.state for reuse in library.reuses_of(example)))
            for example in examples
        ],
        library.place.capitals,
        source,
        [(words.FILE_REGION, source.owner), (words.FILE_MADE, date(source.made)), words.FILE_CAUTION],
    )


def _source(library: ExampleLibrary) -> Source:
    region, catalogue = library.place.region, library.place.catalogue.catalogue
    return Source(
        owner=region.name,
        code="",
        year=library.today.year,
        title=words.FILE_TITLE,
        questionnaire=f"{catalogue.id}/{catalogue.year}",
        version=catalogue.content_hash[:16],
        method=CURRENT.value,
        status="",
        is_final=True,
        is_example_data=region.is_example,
        is_trial=False,
        made=library.today,
    )
