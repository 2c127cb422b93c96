"""Reading does nothing: session, cache, mail, database and codes are as they were."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import backends
from django.core import mail
from django.core.cache import cache
from django.test import override_settings

from mizan.setup.registry import registry
from tests.auth.conftest import ADDRESS, PASSWORD, mailed_code
from tests.auth.test_mfa import add_app, code_of
from tests.auth.visitor import Visitor
from tests.differential.engine import Engine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_authenticated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the questions whether a password is right."""
    asked: list[str] = []
    original = backends.ModelBackend.authenticate

    def authenticate(self: Any, request: Any, **credentials: Any) -> Any:
        asked.append("authenticate")
        return original(self, request, **credentials)

    monkeypatch.setattr(backends.ModelBackend, "authenticate", authenticate)
    return asked


def world() -> dict[str, Any]:
    """Return all that reading could change."""
    rows = {model._meta.label: list(model.objects.order_by("pk").values()) for model in apps.get_models()}
    return {
        "rows": repr(rows),
        "cache": repr(sorted(getattr(cache, "_cache", {}).items())),
        "mail": len(mail.outbox),
    }


def visitors(ann: Any) -> dict[str, Visitor]:
    """Return browsers in every state in which something could be lost."""
    pending, app, reset, fresh = Visitor(), Visitor(), Visitor(), Visitor()
    pending.auth("request_login_code", email=ADDRESS)
    fresh.auth("login", username="ann", password=PASSWORD)
    fresh.auth("reauthenticate", password=PASSWORD)
    fresh.auth("totp")
    with override_settings(ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED=True):
        reset.auth("request_password_reset", email=ADDRESS)
    app.auth("passkey_login")
    return {"nobody": Visitor(), "pending": pending, "reset": reset, "user": fresh, "passkey": app}


READS = [operation.name for operation in registry.operations() if operation.readonly]
AUTH_READS = [name for name in READS if name.startswith("auth.")]


def test_there_is_something_to_read() -> None:
    schemas = [name for name in AUTH_READS if name.endswith(".schema")]
    assert (len(schemas), len(AUTH_READS) - len(schemas)) == (18, 10)


def test_reading_changes_nothing(ann: Any, nobody_is_authenticated: list[str]) -> None:
    everybody = visitors(ann)
    nobody_is_authenticated.clear()
    before = world()
    for name in AUTH_READS:
        for who, visitor in everybody.items():
            for result in (visitor.call(name), visitor.get(name), *visitor.batch((name, {}))):
                assert result.status in (200, 401, 409, 422, 503), (who, name, result)
        assert world() == before, name
    document = registry.document()
    json.dumps(document)
    assert world() == before
    assert nobody_is_authenticated == []


def test_what_waited_still_waits_after_all_was_read(ann: Any) -> None:
    visitor = Visitor()
    visitor.auth("request_login_code", email=ADDRESS)
    code = mailed_code()
    for name in AUTH_READS:
        visitor.call(name)
    assert visitor.auth("confirm_login_code", code=code)["status"] == "authenticated"


def test_a_secret_that_was_shown_still_counts_after_all_was_read(as_ann: Visitor) -> None:
    as_ann.auth("reauthenticate", password=PASSWORD)
    secret = as_ann.auth("totp")["secret"]
    for name in AUTH_READS:
        as_ann.call(name)
    assert as_ann.auth("activate_totp", code=code_of(secret))["type"] == "totp"


def test_the_client_judges_twenty_times_and_the_server_once(
    ann: Any, nobody_is_authenticated: list[str]
) -> None:
    visitor = Visitor()
    schema = visitor.call("auth.login.schema").data["schema"]
    right = {"username": "ann", "password": PASSWORD}
    nobody_is_authenticated.clear()
    before = world()
    with Engine() as engine:
        assert engine.issues(schema, [{**right, "password": "x" * n} for n in range(1, 21)])
    assert world() == before
    assert nobody_is_authenticated == []
    assert visitor.auth("login", **right)["status"] == "authenticated"
    assert nobody_is_authenticated == ["authenticate"]


def test_a_recovery_code_is_not_burned_by_looking(as_ann: Visitor) -> None:
    add_app(as_ann)
    codes = as_ann.auth("recovery_codes")["unused_codes"]
    other = Visitor()
    other.auth("login", username="ann", password=PASSWORD)
    for _ in range(20):
        other.call("auth.mfa_authenticate.schema")
        assert other.call("auth.mfa_authenticate.validate", {"data": {"code": codes[0]}}).code == "not_found"
    assert other.code("mfa_authenticate", code=codes[0]) is None
