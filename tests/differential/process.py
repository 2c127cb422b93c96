"""What a process needs before it can look at any case."""

from __future__ import annotations

from importlib import import_module

import django
from django.core.management import call_command


def set_up() -> None:
    """Give this process a database, with the rows that some fields choose from."""
    django.setup()
    call_command("migrate", verbosity=0)
    rows = import_module("tests.differential.cases.structures").ROWS
    group = import_module("django.contrib.auth.models").Group
    group.objects.bulk_create(group(pk=number, name=str(number)) for number in rows)
