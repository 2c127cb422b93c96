"""Make an account."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.core import mail
from django.test import override_settings

from tests.auth.conftest import ADDRESS, PASSWORD, mailed_code, mailed_key
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
MANDATORY = {"ACCOUNT_EMAIL_VERIFICATION": "mandatory"}
BOB = {"username": "bob", "email": "Bob@Example.org", "password": PASSWORD}


def test_signing_up_logs_in(visitor: Visitor, django_user_model: Any) -> None:
    state = visitor.auth("signup", **BOB)
    assert (state["status"], state["user"]["email"]) == ("authenticated", "bob@example.org")
    assert django_user_model.objects.get(username="bob").check_password(PASSWORD)
    assert visitor.state() == state


def test_what_is_wrong_is_told_by_field(ann: Any, visitor: Visitor, django_user_model: Any) -> None:
    result = visitor.submit("auth.signup", {"username": "ann", "email": "nonsense", "password": "short"})
    assert result.code == "invalid"
    assert {issue["path"][0]: issue["code"] for issue in result.issues} == {
        "username": "username_taken",
        "email": "invalid",
        "password": "password_too_short",
    }
    assert django_user_model.objects.count() == 1


def test_fields_that_the_form_does_not_know_are_refused(visitor: Visitor, django_user_model: Any) -> None:
    result = visitor.submit("auth.signup", {**BOB, "is_superuser": True, "password2": PASSWORD})
    assert (result.code, [issue["path"] for issue in result.issues]) == (
        "invalid",
        [["is_superuser"], ["password2"]],
    )
    assert not django_user_model.objects.exists()


def test_somebody_who_is_in_signs_up_no_more(as_ann: Visitor) -> None:
    assert as_ann.code("signup", **BOB) == "conflict"


class ClosedAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: Any) -> bool:
        return False


def test_a_closed_site_says_so(visitor: Visitor) -> None:
    with override_settings(ACCOUNT_ADAPTER="tests.auth.test_signup.ClosedAdapter"):
        assert visitor.code("signup", **BOB) == "forbidden"
        assert not visitor.call("auth.config").data["account"]["is_open_for_signup"]
        assert "signup" not in [flow["id"] for flow in visitor.state()["flows"]]


def test_a_limit_of_allauth_is_a_limit_here(visitor: Visitor) -> None:
    with override_settings(ACCOUNT_RATE_LIMITS={"signup": "1/m/ip"}):
        assert visitor.code("signup", username="bob") == "invalid"
        assert visitor.code("signup", **BOB) == "rate_limited"


@override_settings(**MANDATORY)
def test_a_link_is_mailed_and_the_log_in_waits(visitor: Visitor) -> None:
    state = visitor.auth("signup", **BOB)
    assert (state["status"], state["step"]) == ("pending", {"id": "verify_email"})
    key = mailed_key("verify")
    assert visitor.auth("email_verification", key=key)["email"] == "bob@example.org"
    assert visitor.state()["step"] == {"id": "verify_email"}, "looking changes nothing"
    visitor.auth("verify_email", key=key)
    assert visitor.auth("login", username="bob", password=PASSWORD)["status"] == "authenticated"


@override_settings(**MANDATORY)
def test_a_taken_address_looks_like_a_free_one(ann: Any, visitor: Visitor) -> None:
    other = visitor.auth("signup", **{**BOB, "email": ADDRESS})
    assert other == Visitor().auth("signup", **BOB | {"username": "carl"})
    assert "already" in mail.outbox[0].body


@override_settings(**MANDATORY, ACCOUNT_PREVENT_ENUMERATION=False)
def test_unless_the_site_does_not_mind(ann: Any, visitor: Visitor) -> None:
    result = visitor.submit("auth.signup", {**BOB, "email": ADDRESS})
    assert [issue["code"] for issue in result.issues] == ["email_taken"]


@override_settings(**MANDATORY, ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True)
def test_a_code_is_mailed_and_logs_in(visitor: Visitor) -> None:
    assert visitor.auth("signup", **BOB)["step"] == {"id": "verify_email"}
    result = visitor.submit("auth.verify_email", {"key": "WRONG1"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["key"])
    state = visitor.auth("verify_email", key=mailed_code())
    assert (state["status"], state["user"]["username"]) == ("authenticated", "bob")


@override_settings(
    **MANDATORY,
    ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True,
    ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE=True,
)
def test_an_address_with_a_slip_is_corrected_before_it_is_confirmed(visitor: Visitor) -> None:
    visitor.auth("signup", **BOB)
    (told,) = visitor.auth("add_email", email="robert@example.org")
    assert told["email"] == "robert@example.org"
    assert mail.outbox[-1].to == ["robert@example.org"]
    state = visitor.auth("verify_email", key=mailed_code())
    assert state["user"]["email"] == "robert@example.org"


@override_settings(
    **MANDATORY,
    ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True,
    ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND=True,
)
def test_the_code_is_sent_again_but_not_without_end(visitor: Visitor) -> None:
    visitor.auth("signup", **BOB)
    assert visitor.code("resend_email_code") == "rate_limited"
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        codes = [visitor.code("resend_email_code") for _ in range(4)]
    assert codes[0] is None
    assert codes[-1] == "conflict"


@override_settings(**MANDATORY, ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True)
def test_guessing_ends_the_log_in(visitor: Visitor) -> None:
    visitor.auth("signup", **BOB)
    code = mailed_code()
    assert [visitor.code("verify_email", key="WRONG1") for _ in range(3)] == ["invalid"] * 3
    assert visitor.code("verify_email", key=code) == "conflict"
    assert visitor.state()["status"] == "anonymous"
