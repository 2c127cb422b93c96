"""Tests of logging in, in a project with allauth: `pytest --ds=tests.auth.settings tests/auth`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache

HERE = Path(__file__).parent
collect_ignore = [] if apps.is_installed("mizan.auth") else [path.name for path in HERE.glob("test_*.py")]


@pytest.fixture(autouse=True)
def no_limits_reached() -> None:
    """Forget what allauth counted in the test before."""
    cache.clear()


@pytest.fixture
def ann(db: None, django_user_model: Any) -> Any:
    """Give a user with a confirmed address."""
    user = django_user_model.objects.create_user("ann", "ann@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


PASSWORD = "a-long-secret-1"
