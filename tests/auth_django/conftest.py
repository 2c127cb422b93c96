"""Tests of logging in with Django alone: `pytest --ds=tests.auth_django.settings tests/auth_django`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache

HERE = Path(__file__).parent
PASSWORD = "a-long-secret-1"


def _ignored() -> list[str]:
    """Return the tests of other settings than these."""
    tests = [path.name for path in HERE.glob("test_*.py")]
    if not apps.is_installed("mizan.auth.django"):
        return tests
    has_people = apps.is_installed("tests.auth_django.people")
    return [name for name in tests if (name == "test_email.py") != has_people]


collect_ignore = _ignored()


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give a clock at a full hour, by which limits and proofs go, and forget what was counted before."""
    cache.clear()
    made = Clock()
    for name in ("mizan.server.throttle.time", "mizan.auth.django.proof.time"):
        monkeypatch.setattr(name, made)
    return made


@pytest.fixture
def ann(db: None, django_user_model: Any) -> Any:
    """Give a user."""
    return django_user_model.objects.create_user(
        "ann", "ann@example.org", PASSWORD, first_name="Ann", last_name="Smith"
    )
