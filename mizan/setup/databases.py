"""Which databases a site has."""

from __future__ import annotations

from django.db import connections


def has_database(alias: str) -> bool:
    """Tell whether a database stands behind an alias; a site without DATABASES has none behind `default`."""
    return str(connections.settings[alias]["ENGINE"]) != "django.db.backends.dummy"
