"""Print the tables of figures, one a language, at the end of the run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group

from tests.differential.cases.structures import ROWS
from tests.differential.figures import HEAD, Figures, known, total

TABLES = pytest.StashKey[dict[str, dict[str, Figures]]]()


@pytest.fixture(scope="package", autouse=True)
def rows_to_choose(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Put rows into the database, and let all cases look at them."""
    with django_db_blocker.unblock():
        made = [Group.objects.create(pk=number, name=str(number)) for number in ROWS]
        yield
        Group.objects.filter(pk__in=[row.pk for row in made]).delete()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for language, rows in config.stash.get(TABLES, {}).items():
        lines = [HEAD, *(row.line(name) for name, row in rows.items())]
        terminalreporter.write_sep("-", f"client against Django, in {language!r}")
        terminalreporter.write("\n".join([*lines, total(known(rows).values()).line("all known")]) + "\n")
