"""The page of threats names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/explanation/security.md").read_text()


def test_every_threat_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "| threat |" not in line]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`((?:tests|frontends|sample_site)/[^`]+)`", row)
        assert named, row
        assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_test_of_this_folder_has_its_threat() -> None:
    files = {path.name for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert {name for name in files if f"tests/security/{name}" not in PAGE} == set()
