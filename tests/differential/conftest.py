"""Print the table of figures at the end of the run."""

from __future__ import annotations

import pytest

from tests.differential.figures import HEAD, Figures, total

ROWS = pytest.StashKey[dict[str, Figures]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(ROWS, {})
    if rows:
        table = [HEAD, *(row.line(name) for name, row in rows.items()), total(rows.values()).line("all")]
        terminalreporter.write_sep("-", "client against Django")
        terminalreporter.write("\n".join(table) + "\n")
