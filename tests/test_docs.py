"""The reference pages list what there is: no more, no less."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from mizan.protocol.errors import STATUS
from mizan.setup.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"


def test_reference_lists_every_error_code_with_its_status() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (DOCS / "reference/errors.md").read_text(), re.MULTILINE)
    assert {code: int(status) for code, status in rows} == STATUS


def test_reference_lists_every_setting() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "reference/settings.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(field.name for field in fields(Settings))


def test_every_relative_link_of_the_docs_exists() -> None:
    pages = [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]
    missing = [
        f"{page.relative_to(DOCS.parent)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_reference_lists_every_system_check() -> None:
    rows = re.findall(
        r"^\| `(mizan\.[EW]\d{3})` \|", (DOCS / "reference/checks.md").read_text(), re.MULTILINE
    )
    used = {
        check_id
        for module in (DOCS.parent / "mizan").rglob("*.py")
        for check_id in re.findall(r'"(mizan\.[EW]\d{3})"', module.read_text())
    }
    assert sorted(rows) == sorted(used)
