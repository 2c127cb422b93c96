"""Log in and out, as allauth does it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from mizan.setup.registry import registry
from tests.auth.conftest import PASSWORD
from tests.auth.visitor import PREFIX, Visitor

pytestmark = pytest.mark.django_db


def test_who_is_logged_in_is_told_with_the_flows_that_may_be_begun() -> None:
    state = Visitor().call("auth.session").data
    assert state["status"] == "anonymous"
    assert [flow["id"] for flow in state["flows"]][:3] == ["login", "login_by_code", "signup"]


@pytest.mark.parametrize("name", [{"username": "ann"}, {"email": "ann@example.org", "username": ""}])
def test_right_password_logs_in(ann: Any, name: dict[str, str]) -> None:
    client = Visitor()
    result = client.submit("auth.login", {**name, "password": PASSWORD})
    assert result.data["kind"] == "state"
    assert result.data["auth"]["user"] == {
        "id": ann.pk if isinstance(ann.pk, int) else str(ann.pk),
        "display": "ann",
        "email": "ann@example.org",
        "has_usable_password": True,
        "username": "ann",
    }
    assert client.call("auth.session").data["status"] == "authenticated"


def test_wrong_password_is_refused_in_allauths_words(ann: Any) -> None:
    result = Visitor().submit("auth.login", {"username": "ann", "password": "wrong"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["password"])
    assert result.issues[0]["message"] == "The username and/or password you specified are not correct."


def test_inactive_user_is_told_so(ann: Any) -> None:
    ann.is_active = False
    ann.save()
    result = Visitor().submit("auth.login", {"username": "ann", "password": PASSWORD})
    assert (result.status, result.message) == (403, "This account is inactive.")


def test_logging_in_twice_is_a_conflict(ann: Any) -> None:
    client = Visitor(ann)
    assert client.submit("auth.login", {"username": "ann", "password": PASSWORD}).code == "conflict"


def test_logging_out_tells_the_new_state(ann: Any) -> None:
    client = Visitor(ann)
    assert client.call("auth.logout").data["auth"]["status"] == "anonymous"
    assert client.call("auth.emails").code == "unauthenticated"


def test_limit_of_allauth_is_a_limit_here(ann: Any) -> None:
    client = Visitor()
    results = [client.submit("auth.login", {"username": "ann", "password": "no"}) for _ in range(12)]
    assert results[-1].code == "rate_limited"
    assert int(results[-1].headers["Retry-After"]) > 0


def test_csrf_token_rotates_and_the_old_one_fails(ann: Any) -> None:
    client = Visitor(enforce_csrf_checks=True)
    old = client.get("auth.session") and client.http.cookies["csrftoken"].value
    result = client.call(
        "auth.login.submit", {"data": {"username": "ann", "password": PASSWORD}}, x_csrftoken=old
    )
    new = client.http.cookies["csrftoken"].value
    assert result.ok
    assert new != old
    assert client.call("auth.logout", x_csrftoken=old).code == "csrf_failed"
    assert client.call("auth.logout", x_csrftoken=new).ok


def test_methods_of_a_setting_are_the_fields_at_once(ann: Any) -> None:
    client = Visitor()
    assert list(client.call("auth.login.schema").data["schema"]["properties"]) == [
        "username",
        "email",
        "password",
    ]
    with override_settings(ACCOUNT_LOGIN_METHODS={"email"}):
        schema = client.call("auth.login.schema").data["schema"]
        assert list(schema["properties"]) == ["email", "password"]
        assert schema["required"] == ["email", "password"]
        entry = registry.document()["forms"]["auth.login"]["schema"]  # type: ignore[index]
        assert "anyOf" not in entry


def test_writes_are_reached_by_a_call_alone(ann: Any) -> None:
    client = Visitor()
    data = {"data": {"username": "ann", "password": PASSWORD}}
    assert client.get("auth.login.submit", data).code == "method_not_allowed"
    assert client.batch(("auth.login.submit", data))[0].code == "bad_request"
    assert client.call("auth.login.validate", data).code == "not_found"
    assert client.http.post(PREFIX + "/api/mizan/form/auth.login/", data["data"]).status_code == 404
    assert client.call("auth.session").data["status"] == "anonymous"
