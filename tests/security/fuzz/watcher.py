"""A second pair of eyes on the database: what was committed, whoever did it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from django.db import connection

NOTED = """
CREATE TABLE written ();
CREATE FUNCTION note_it() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO written DEFAULT VALUES; RETURN NULL; END $$;
"""
"""A row for each row that was written; it is taken back with that one."""


def watch_commits() -> Callable[[], int]:
    """Return what gives a number that changes whenever a row is written and committed."""
    if connection.vendor == "postgresql":
        return _watch_rows()
    file = sqlite3.connect(connection.settings_dict["NAME"])
    return lambda: int(file.execute("PRAGMA data_version").fetchone()[0])


def _watch_rows() -> Callable[[], int]:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(NOTED)
        for table in map(connection.ops.quote_name, tables):
            when = "AFTER INSERT OR UPDATE OR DELETE"
            cursor.execute(f"CREATE TRIGGER noted {when} ON {table} FOR EACH ROW EXECUTE FUNCTION note_it()")

    def written() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM written")
            return int(cursor.fetchone()[0])

    return written
