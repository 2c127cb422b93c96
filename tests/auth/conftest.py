"""Tests of logging in, in a project with allauth: `pytest --ds=tests.auth.settings tests/auth`.

Again, and with the same outcome, in one with everything otherwise: `--ds=tests.auth.odd_settings`. What
happens at once needs a database where it can: `make postgres`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection

HERE = Path(__file__).parent
collect_ignore = (
    ([] if connection.vendor == "postgresql" else ["test_at_once.py"])
    if apps.is_installed("mizan.auth")
    else [path.name for path in HERE.glob("*.py") if path.stem != "conftest"]
)
PASSWORD = "a-long-secret-1"
ADDRESS = "ann@example.org"


@pytest.fixture(autouse=True)
def no_limits_reached() -> None:
    """Forget what allauth counted in the test before."""
    cache.clear()


@pytest.fixture
def ann(db: None, django_user_model: Any) -> Any:
    """Give a user with a confirmed address."""
    user = django_user_model.objects.create_user("ann", ADDRESS, PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def visitor(db: None) -> Any:
    """Give a browser in which nobody is logged in."""
    from tests.auth.visitor import Visitor

    return Visitor()


@pytest.fixture
def as_ann(ann: Any, visitor: Any) -> Any:
    """Give a browser in which Ann has logged in with her password."""
    visitor.auth("login", username="ann", password=PASSWORD)
    return visitor


@pytest.fixture
def long_ago(ann: Any) -> Any:
    """Give a browser in which Ann is logged in, but has proved nothing for long."""
    from tests.auth.visitor import Visitor

    return Visitor(ann)


def mailed_code() -> str:
    """Return the code of the last mail."""
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{2,})$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def mailed_key(path: str = "") -> str:
    """Return the key of the link in the last mail."""
    found = re.search(rf"http://testserver(?:/mounted)?/{path}/(\S+)", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return unquote(found[1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what judges the answers of all tests come last."""
    items.sort(key=lambda item: "test_recorded" in item.nodeid)
