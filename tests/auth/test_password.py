"""Forget a password, change it, set the first one."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from tests.auth.conftest import ADDRESS, PASSWORD, mailed_code, mailed_key
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
NEW = "another-secret-2"
BY_CODE = {"ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True}


def logs_in(password: str) -> bool:
    """Tell whether Ann gets in with a password."""
    return Visitor().code("login", username="ann", password=password) is None


def test_by_link(ann: Any, visitor: Visitor) -> None:
    assert visitor.auth("request_password_reset", email=ADDRESS) is None
    key = mailed_key("reset")
    assert visitor.auth("password_reset", key=key)["user"]["username"] == "ann"
    assert visitor.auth("reset_password", key=key, password=NEW)["status"] == "anonymous"
    assert (logs_in(NEW), logs_in(PASSWORD)) == (True, False)
    assert visitor.code("reset_password", key=key, password=NEW) == "invalid", "used once"


@override_settings(ACCOUNT_LOGIN_ON_PASSWORD_RESET=True)
def test_a_site_may_log_in_who_has_reset(ann: Any, visitor: Visitor) -> None:
    visitor.auth("request_password_reset", email=ADDRESS)
    state = visitor.auth("reset_password", key=mailed_key("reset"), password=NEW)
    assert state["user"]["username"] == "ann"


@pytest.mark.parametrize(
    "key", ["nonsense", "", "-", "1-2", "zzzzzzzzzzzzzzzzzzzz-set-password", "a\r\nX-B: c"]
)
def test_a_wrong_link_is_told_at_its_field(key: str, ann: Any, visitor: Visitor) -> None:
    for result in (
        visitor.call("auth.password_reset", {"key": key}),
        visitor.submit("auth.reset_password", {"key": key, "password": NEW}),
    ):
        assert (result.code, result.issues[0]["path"]) == ("invalid", ["key"])


def test_a_password_that_is_too_simple_is_told_at_its_field(ann: Any, visitor: Visitor) -> None:
    visitor.auth("request_password_reset", email=ADDRESS)
    key = mailed_key("reset")
    result = visitor.submit("auth.reset_password", {"key": key, "password": "short"})
    assert (result.issues[0]["path"], result.issues[0]["code"]) == (["password"], "password_too_short")
    assert visitor.code("reset_password", key=key, password=NEW) is None


def test_an_unknown_address_looks_like_a_known_one(ann: Any, visitor: Visitor) -> None:
    known, unknown = (
        Visitor().submit("auth.request_password_reset", {"email": email})
        for email in (ADDRESS, "nobody@example.org")
    )
    assert (known.status, known.data) == (unknown.status, unknown.data)
    assert mail.outbox[-1].to == ["nobody@example.org"]


@override_settings(ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS=False)
def test_an_unknown_address_need_not_be_mailed(visitor: Visitor) -> None:
    assert visitor.auth("request_password_reset", email="nobody@example.org") is None
    assert mail.outbox == []


@override_settings(ACCOUNT_PREVENT_ENUMERATION=False)
def test_an_unknown_address_is_told_where_the_site_does_not_mind(visitor: Visitor) -> None:
    result = visitor.submit("auth.request_password_reset", {"email": "nobody@example.org"})
    assert (result.code, result.issues[0]["code"]) == ("invalid", "unknown_email")


def test_asking_is_limited(ann: Any) -> None:
    codes = [Visitor().code("request_password_reset", email=ADDRESS) for _ in range(6)]
    assert codes == [None] * 5 + ["rate_limited"]


def test_trying_links_is_limited(visitor: Visitor) -> None:
    codes = [visitor.code("reset_password", key="1-2", password=NEW) for _ in range(21)]
    assert codes == ["invalid"] * 20 + ["rate_limited"]


@override_settings(**BY_CODE)
def test_by_code(ann: Any, visitor: Visitor) -> None:
    state = visitor.auth("request_password_reset", email=ADDRESS)
    assert (state["status"], state["step"]) == ("pending", {"id": "password_reset_by_code"})
    code = mailed_code()
    assert visitor.auth("password_reset", key=code)["user"]["username"] == "ann"
    assert visitor.code("reset_password", key="WRONG1", password=NEW) == "invalid"
    visitor.auth("reset_password", key=code, password=NEW)
    assert logs_in(NEW)
    assert visitor.code("reset_password", key=code, password=NEW) == "conflict"


@override_settings(**BY_CODE)
def test_by_code_an_unknown_address_looks_like_a_known_one(ann: Any) -> None:
    known, unknown = Visitor(), Visitor()
    assert known.auth("request_password_reset", email=ADDRESS) == unknown.auth(
        "request_password_reset", email="nobody@example.org"
    )
    told = [
        (each.code("reset_password", key="WRONG1", password=NEW), each.code("password_reset", key="WRONG1"))
        for each in (known, unknown)
    ]
    assert told[0] == told[1]


@override_settings(**BY_CODE)
def test_guessing_codes_ends_it(ann: Any, visitor: Visitor) -> None:
    visitor.auth("request_password_reset", email=ADDRESS)
    code = mailed_code()
    assert [visitor.code("reset_password", key="WRONG1", password=NEW) for _ in range(3)] == ["invalid"] * 3
    assert visitor.code("reset_password", key=code, password=NEW) == "conflict"
    assert visitor.state()["status"] == "anonymous"


@override_settings(**BY_CODE)
def test_a_code_without_a_request_is_a_conflict(visitor: Visitor) -> None:
    assert visitor.code("reset_password", key="ABCDEF", password=NEW) == "conflict"
    assert visitor.code("password_reset", key="ABCDEF") == "conflict"


def test_changing_it_keeps_the_session(as_ann: Visitor) -> None:
    state = as_ann.auth("change_password", current_password=PASSWORD, new_password=NEW)
    assert state["status"] == "authenticated"
    assert as_ann.state()["status"] == "authenticated"
    assert (logs_in(NEW), logs_in(PASSWORD)) == (True, False)


@override_settings(ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE=True)
def test_changing_it_may_end_the_session(as_ann: Visitor) -> None:
    assert (
        as_ann.auth("change_password", current_password=PASSWORD, new_password=NEW)["status"] == "anonymous"
    )


def test_what_is_wrong_is_told_by_field(as_ann: Visitor) -> None:
    result = as_ann.submit("auth.change_password", {"current_password": "no", "new_password": "short"})
    assert {issue["path"][0]: issue["code"] for issue in result.issues} == {
        "current_password": "enter_current_password",
        "new_password": "password_too_short",
    }
    result = as_ann.submit("auth.change_password", {"new_password": NEW})
    assert [issue["path"] for issue in result.issues] == [["current_password"]]


def test_the_first_password_needs_no_other(ann: Any, visitor: Visitor) -> None:
    ann.set_unusable_password()
    ann.save()
    visitor = Visitor(ann)
    assert not visitor.state()["user"]["has_usable_password"]
    schema = visitor.call("auth.change_password.schema").data["schema"]
    assert schema["required"] == ["new_password"]
    assert visitor.auth("change_password", new_password=NEW)["user"]["has_usable_password"]
    assert visitor.call("auth.change_password.schema").data["schema"]["required"] == [
        "current_password",
        "new_password",
    ]
    assert logs_in(NEW)


def test_changing_it_is_limited(as_ann: Visitor) -> None:
    wrong = {"current_password": "no", "new_password": NEW}
    codes = [as_ann.code("change_password", **wrong) for _ in range(6)]
    assert codes == ["invalid"] * 5 + ["rate_limited"]


def test_nobody_has_a_password_to_change(visitor: Visitor) -> None:
    assert visitor.code("change_password", new_password=NEW) == "unauthenticated"


def test_proving_it_by_the_password(long_ago: Visitor) -> None:
    result = long_ago.submit("auth.reauthenticate", {"password": "no"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["password"])
    state = long_ago.auth("reauthenticate", password=PASSWORD)
    assert [method.get("reauthenticated") for method in state["methods"]] == [True]


def test_proving_it_is_limited(long_ago: Visitor) -> None:
    codes = [long_ago.code("reauthenticate", password="no") for _ in range(6)]
    assert codes == ["invalid"] * 5 + ["rate_limited"]


def test_nobody_proves_anything(visitor: Visitor) -> None:
    assert visitor.code("reauthenticate", password=PASSWORD) == "unauthenticated"
