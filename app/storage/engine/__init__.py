"""Connections and transactions: the one writer thread, migrations, prepared statements, caches, column types."""
