"""The database: its connections, its transactions, its migrations and its backups."""
