"""Print the tables of figures, one a language, at the end of the run."""

from __future__ import annotations

import pytest

from tests.differential.figures import HEAD, Figures, known, total

TABLES = pytest.StashKey[dict[str, dict[str, Figures]]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for language, rows in config.stash.get(TABLES, {}).items():
        lines = [HEAD, *(row.line(name) for name, row in rows.items())]
        terminalreporter.write_sep("-", f"client against Django, in {language!r}")
        terminalreporter.write("\n".join([*lines, total(known(rows).values()).line("all known")]) + "\n")
