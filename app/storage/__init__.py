"""The database: rows to domain values and back. One read session, one writer, a query module per subject."""
