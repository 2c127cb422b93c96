"""What the tests of types share."""

from __future__ import annotations

import pytest

from mizan.schema import arguments, reading


@pytest.fixture(autouse=True)
def nothing_is_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with empty tables: what is found there is not read again, and so is not tested."""
    monkeypatch.setattr(reading, "_known", {})
    monkeypatch.setattr(arguments, "_parts", {})
