"""Why a backup was not made, is not to be trusted, or was not put in place."""


class BackupError(Exception):
    """Nothing that was there before has changed."""


class BackupDamagedError(BackupError):
    """What SQLite or PostgreSQL says of a file that it cannot read to its end, or that breaks the database's rules."""


class NotABackupError(BackupError):
    """The file was made by neither SQLite nor pg_dump."""


class BackupKindError(BackupError):
    """The backup is of another kind of database than the installation has."""

    def __init__(self, backup: str, database: str) -> None:
        super().__init__(backup, database)
        self.backup = backup
        self.database = database


class ProgramMissingError(BackupError):
    """A program of PostgreSQL that the work needs, by name."""


class ProgramFailedError(BackupError):
    """A program or statement of PostgreSQL did not do its work. `output` is what it said; passwords are not in it."""

    def __init__(self, program: str, output: str) -> None:
        super().__init__(program, output)
        self.program = program
        self.output = output


class DatabaseInUseError(BackupError):
    """Somebody is connected to the database that is to be replaced."""


class BackupTooNewError(BackupError):
    """The backup has a schema that this version of the code does not know."""


class BackupForgedError(BackupError):
    """A line of its audit log does not follow on the one before: the first such number."""
