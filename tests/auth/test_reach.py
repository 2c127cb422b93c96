"""What changes something is reached by POST to `call/` alone, and by those alone who may."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mizan.setup.registry import registry
from tests.auth.conftest import ADDRESS, PASSWORD
from tests.auth.visitor import PREFIX, Visitor

pytestmark = pytest.mark.django_db
OPERATIONS = {name: each for each in registry.operations() if (name := each.name).startswith("auth.")}
WRITES = sorted(name for name, each in OPERATIONS.items() if not each.readonly)
READS = sorted(name for name, each in OPERATIONS.items() if each.readonly)
RIGHT = {"username": "ann", "password": PASSWORD}
PRECOGNITION = {"Precognition": "true", "Accept": "application/json"}


@pytest.fixture
def strict(ann: Any, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Give a browser in front of a server whose headless views must not be asked."""

    def ask(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a view of allauth was asked")

    monkeypatch.setattr("mizan.auth.operations.ask", ask)
    return Visitor(ann)


def test_there_is_something_to_reach() -> None:
    assert len(WRITES) == 46


@pytest.mark.parametrize("name", WRITES)
def test_nothing_but_a_post_to_call_reaches_a_write(name: str, strict: Visitor) -> None:
    body: Any = {"data": RIGHT} if name.endswith(".submit") else {}
    assert strict.get(name, body).code == "method_not_allowed"
    for method in ("put", "patch", "delete", "head", "options"):
        if hasattr(strict.http, "client"):
            continue
        response = getattr(strict.http, method)(f"{PREFIX}/api/mizan/call/{name}/")
        assert response.status_code == 405 or method == "options"
    (item,) = strict.batch((name, body))
    assert (item.status, item.code) == (400, "bad_request")
    form = name.removesuffix(".submit")
    for headers in ({}, PRECOGNITION, {**PRECOGNITION, "Precognition-Validate-Only": "username"}):
        response = strict.http.post(f"{PREFIX}/api/mizan/form/{form}/", RIGHT, headers=headers)
        assert response.status_code == 404
        response = strict.http.post(
            f"{PREFIX}/api/mizan/call/{name}/", json.dumps(body), content_type="text/plain", headers=headers
        )
        assert response.status_code == 415


@pytest.mark.parametrize("name", WRITES)
def test_a_write_needs_a_csrf_token(name: str, strict: Visitor, ann: Any) -> None:
    visitor = Visitor(ann, enforce_csrf_checks=True)
    assert visitor.call(name, {"data": RIGHT}).code == "csrf_failed"


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_asked_for_whom_it_is(name: str, strict: Visitor, ann: Any) -> None:
    """A page that another user left open does nothing for this one."""
    result = strict.call(name, {"data": {}}, x_mizan_identity="somebody-else")
    assert result.code in ("identity_changed", "invalid", "conflict", "bad_request"), result


WHO = {
    "nobody": None,
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_active": False},
}
FOR_USERS = {name for name, each in OPERATIONS.items() if each.policy.checks}


@pytest.mark.parametrize("who", WHO)
def test_what_is_for_users_is_for_users_alone(who: str, ann: Any) -> None:
    flags = WHO[who]
    visitor = Visitor(None if flags is None else ann)
    type(ann).objects.update(**flags or {})
    is_somebody = who not in ("nobody", "inactive")
    assert {"auth.emails", "auth.totp", "auth.change_password.submit"} <= FOR_USERS
    for name in FOR_USERS - {"auth.logout"}:
        result = visitor.call(name, {"data": {}} if name.endswith(".submit") else {})
        assert (result.code == "unauthenticated") == (not is_somebody), (name, result)


def test_no_operation_opens_the_admin(ann: Any) -> None:
    """Nothing that a form of log-in takes makes somebody staff."""
    for name in WRITES:
        if name.endswith(".submit"):
            visitor = Visitor()
            visitor.call(name, {"data": {**RIGHT, "email": ADDRESS, "is_staff": True, "is_superuser": True}})
    assert not type(ann).objects.filter(is_staff=True).exists()


def test_hydration_reaches_reads_alone(as_ann: Visitor) -> None:
    hydrated = {context.operation for context in registry.contexts() if context.scope == "global"}
    assert {name for name in hydrated if name.startswith("auth.")} == {"auth.session", "auth.config"}
    assert hydrated & set(WRITES) == set()
