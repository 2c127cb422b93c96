"""Log in with a code that is sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from tests.auth.conftest import ADDRESS, PASSWORD, mailed_code
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_the_code_logs_in(ann: Any, visitor: Visitor) -> None:
    state = visitor.auth("request_login_code", email=ADDRESS)
    assert (state["status"], state["step"]) == ("pending", {"id": "login_by_code"})
    state = visitor.auth("confirm_login_code", code=mailed_code())
    assert (state["status"], state["methods"][0]["method"]) == ("authenticated", "code")


def test_a_wrong_code_is_told_at_its_field_and_a_few_end_it(ann: Any, visitor: Visitor) -> None:
    visitor.auth("request_login_code", email=ADDRESS)
    code = mailed_code()
    result = visitor.submit("auth.confirm_login_code", {"code": "WRONG1"})
    assert (result.code, result.issues[0]["path"], result.issues[0]["code"]) == (
        "invalid",
        ["code"],
        "incorrect_code",
    )
    assert [visitor.code("confirm_login_code", code="WRONG1") for _ in range(2)] == ["invalid"] * 2
    assert visitor.code("confirm_login_code", code=code) == "conflict"


def test_a_code_without_a_request_is_a_conflict(visitor: Visitor) -> None:
    assert visitor.code("confirm_login_code", code="ABCDEF") == "conflict"
    assert visitor.code("resend_login_code") == "conflict"


def test_an_unknown_address_looks_like_a_known_one(ann: Any, visitor: Visitor) -> None:
    known, unknown = (
        Visitor().auth("request_login_code", email=email) for email in (ADDRESS, "nobody@example.org")
    )
    assert known == unknown
    assert mail.outbox[-1].to == ["nobody@example.org"]


@override_settings(ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS=False)
def test_an_unknown_address_need_not_be_mailed(visitor: Visitor) -> None:
    assert visitor.auth("request_login_code", email="nobody@example.org")["status"] == "pending"
    assert mail.outbox == []


@override_settings(ACCOUNT_PREVENT_ENUMERATION=False)
def test_an_unknown_address_is_told_where_the_site_does_not_mind(visitor: Visitor) -> None:
    result = visitor.submit("auth.request_login_code", {"email": "nobody@example.org"})
    assert (result.code, result.issues[0]["code"]) == ("invalid", "unknown_email")


def test_a_limit_of_allauth_is_a_limit_here(ann: Any, visitor: Visitor) -> None:
    codes = [Visitor().code("request_login_code", email=ADDRESS) for _ in range(4)]
    assert codes == [None, None, None, "rate_limited"]


@override_settings(ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND=True)
def test_the_code_is_sent_again(ann: Any, visitor: Visitor) -> None:
    visitor.auth("request_login_code", email=ADDRESS)
    assert visitor.auth("resend_login_code") is None
    assert len(mail.outbox) == 2
    assert visitor.auth("confirm_login_code", code=mailed_code())["status"] == "authenticated"


@override_settings(ACCOUNT_LOGIN_BY_CODE_REQUIRED=True)
def test_a_site_may_ask_for_a_code_after_the_password(ann: Any, visitor: Visitor) -> None:
    state = visitor.auth("login", username="ann", password=PASSWORD)
    assert (state["status"], state["step"]) == ("pending", {"id": "login_by_code"})
    state = visitor.auth("confirm_login_code", code=mailed_code())
    assert [method["method"] for method in state["methods"]] == ["password", "code"]


def test_who_was_shut_out_meanwhile_is_told_so(ann: Any, visitor: Visitor) -> None:
    visitor.auth("request_login_code", email=ADDRESS)
    ann.is_active = False
    ann.save()
    result = visitor.submit("auth.confirm_login_code", {"code": mailed_code()})
    assert (result.code, result.message) == ("forbidden", "This account is inactive.")
