"""Why a region or kommun was not written to a file, or not taken in; `cli/transfer_texts.py` says what to do."""


class TransferError(Exception):
    """Nothing has changed."""


class NoSuchOrganisationError(TransferError):
    """There is no region, or no kommun in it, with this address."""


class LogBrokenError(TransferError):
    """A line of the audit log does not follow on the one before: the first such number."""


class NotATransferError(TransferError):
    """The file was not made by `transfer export`."""


class TransferDamagedError(TransferError):
    """The part of the file, or the table and column in it, that is not as it was written."""


class TransferTooLargeError(TransferError):
    """A part of the file, or a line in it, is larger than an export makes it."""


class TransferHashError(TransferError):
    """The file has another SHA-256 than was expected: this one."""


class TransferFormatError(TransferError):
    """The file has a later layout than this version knows."""


class SourceTooOldError(TransferError):
    """The file was made at an earlier schema."""

    def __init__(self, source: str, own: str) -> None:
        super().__init__(source, own)
        self.source = source
        self.own = own


class SourceTooNewError(SourceTooOldError):
    """The file was made at a later schema."""


class SchemaNotCurrentError(TransferError):
    """The database is not at the schema of this version."""


class OrganisationExistsError(TransferError):
    """There is a region with this address already."""


class SlugReservedError(TransferError):
    """The region's address is that of a page of this version."""


class EditionDiffersError(TransferError):
    """An edition of this name is published here with another content."""


class CorrectionsDifferError(TransferError):
    """An edition is in use here, and its wording has been corrected otherwise."""


class CatalogueMissingError(TransferError):
    """An edition of the catalogue of support is not published here, where other regions would get it."""


class TransferConflictError(TransferError):
    """Something in the file is here already, is in it twice, or was saved by somebody else at the same moment."""


class TransferForgedError(TransferError):
    """What a file of ours never has: a role outside of what is moved, a line of the log that was changed."""


class ResultsDifferError(TransferError):
    """Years whose result or report would say something else than where it came from: their addresses in the region."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(*names)
        self.names = names
