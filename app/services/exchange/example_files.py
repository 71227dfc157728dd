"""A region's library of examples as files: what everybody in the region reads on its page."""

from datetime import datetime

from app.accounts.kernel.roles import Actor
from app.reports.kernel.tables import Export
from app.reports.kernel.wording import date
from app.reports.tables.example_tables import ExampleRecord, examples_export
from app.services.exchange import words
from app.services.exchange.examples import open_library
from app.services.support.list_files import catalogue_source
from app.storage.engine.database import Database


def export_examples(database: Database, actor: Actor, slug: str, now: datetime) -> Export:
    """In the order in which they were begun, the same for everybody. Raises as `open_library`."""
    library = open_library(database, actor, slug, now)
    source = catalogue_source(library.place.catalogue, words.FILE_TITLE, library.today.year, library.today)
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
