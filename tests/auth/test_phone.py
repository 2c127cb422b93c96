"""Numbers: sign up and log in with one, change it, confirm it by a code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.auth.conftest import PASSWORD
from tests.auth.people import adapters
from tests.auth.people.models import Phone
from tests.auth.project import project
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "+4930123456", "+4930999999"
PHONES = {
    "ACCOUNT_ADAPTER": "tests.auth.people.adapters.PhoneAdapter",
    "ACCOUNT_LOGIN_METHODS": {"phone", "username"},
    "ACCOUNT_SIGNUP_FIELDS": ["phone*", "username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
}
BOB = {"phone": NUMBER, "username": "bob", "password": PASSWORD}


@pytest.fixture(autouse=True)
def phones() -> Iterator[None]:
    adapters.sent.clear()
    with project(**PHONES):
        yield


@pytest.fixture
def as_bob(visitor: Visitor) -> Visitor:
    """Give a browser of somebody who signed up with a number and confirmed it."""
    visitor.auth("signup", **BOB)
    visitor.auth("verify_phone", code=adapters.sent[-1][1])
    return visitor


def test_signing_up_waits_for_the_code(visitor: Visitor) -> None:
    state = visitor.auth("signup", **BOB)
    assert (state["status"], state["step"]) == ("pending", {"id": "verify_phone"})
    result = visitor.submit("auth.verify_phone", {"code": "WRONG1"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["code"])
    state = visitor.auth("verify_phone", code=adapters.sent[-1][1])
    assert (state["status"], state["user"]["username"]) == ("authenticated", "bob")
    assert visitor.call("auth.phone").data == [{"phone": NUMBER, "verified": True}]


@pytest.mark.parametrize("name", [{"phone": NUMBER}, {"username": "bob"}, {"phone": NUMBER, "username": ""}])
def test_both_names_log_in(name: dict[str, str], as_bob: Visitor) -> None:
    assert Visitor().auth("login", password=PASSWORD, **name)["user"]["username"] == "bob"


def test_a_number_without_country_is_told_at_its_field(visitor: Visitor) -> None:
    result = visitor.submit("auth.signup", {**BOB, "phone": "030 123456"})
    assert (result.code, result.issues[0]["path"], result.issues[0]["code"]) == (
        "invalid",
        ["phone"],
        "invalid_phone",
    )


def test_a_wrong_password_is_refused_in_allauths_words(as_bob: Visitor) -> None:
    result = Visitor().submit("auth.login", {"phone": NUMBER, "password": "no"})
    assert result.issues[0]["code"] == "phone_password_mismatch"


def test_a_number_is_changed_by_a_code(as_bob: Visitor) -> None:
    assert as_bob.auth("change_phone", phone=OTHER) == [{"phone": OTHER, "verified": False}]
    assert as_bob.call("auth.phone").data == [{"phone": NUMBER, "verified": True}], "not yet"
    assert as_bob.code("verify_phone", code="WRONG1") == "invalid"
    assert as_bob.auth("verify_phone", code=adapters.sent[-1][1])["status"] == "authenticated"
    assert as_bob.call("auth.phone").data == [{"phone": OTHER, "verified": True}]
    assert as_bob.code("verify_phone", code="ABCDEF") == "conflict"


def test_changing_it_is_limited(as_bob: Visitor) -> None:
    assert [as_bob.code("change_phone", phone=OTHER) for _ in range(2)] == [None, "rate_limited"]


def test_the_number_of_another_looks_free(as_bob: Visitor, ann: Any) -> None:
    Phone.objects.create(user=ann, number=OTHER, verified=True)
    state = Visitor().auth("signup", **BOB | {"phone": OTHER, "username": "carl"})
    assert state["step"] == {"id": "verify_phone"}
    assert adapters.sent[-1] == (OTHER, "exists")


@override_settings(ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE=True)
def test_a_number_with_a_slip_is_corrected_before_it_is_confirmed(visitor: Visitor) -> None:
    with override_settings(**PHONES, ACCOUNT_RATE_LIMITS=False):
        visitor.auth("signup", **BOB)
        assert visitor.auth("change_phone", phone=OTHER) == [{"phone": OTHER, "verified": False}]
        assert adapters.sent[-1][0] == OTHER
        assert visitor.auth("verify_phone", code=adapters.sent[-1][1])["status"] == "authenticated"
    assert visitor.call("auth.phone").data == [{"phone": OTHER, "verified": True}]


def test_the_code_is_sent_again(visitor: Visitor) -> None:
    with override_settings(ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND=True):
        visitor.auth("signup", **BOB)
        assert visitor.code("resend_phone_code") == "rate_limited"
        with override_settings(ACCOUNT_RATE_LIMITS=False):
            assert visitor.auth("resend_phone_code") is None
    assert len(adapters.sent) == 2
    assert visitor.code("resend_phone_code") == "conflict"


def test_guessing_ends_the_log_in(visitor: Visitor) -> None:
    visitor.auth("signup", **BOB)
    assert [visitor.code("verify_phone", code="WRONG1") for _ in range(3)] == ["invalid"] * 3
    assert visitor.code("verify_phone", code=adapters.sent[-1][1]) == "conflict"
    assert visitor.state()["status"] == "anonymous"


def test_a_code_logs_in(as_bob: Visitor) -> None:
    other = Visitor()
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        assert other.auth("request_login_code", phone=NUMBER)["step"] == {"id": "login_by_code"}
    assert other.auth("confirm_login_code", code=adapters.sent[-1][1])["status"] == "authenticated"


def test_nobody_has_a_number(visitor: Visitor) -> None:
    assert visitor.call("auth.phone").code == "unauthenticated"
    assert visitor.code("change_phone", phone=OTHER) == "conflict"
    assert visitor.code("verify_phone", code="ABCDEF") == "conflict"
    assert visitor.code("resend_phone_code") == "conflict"


def test_a_site_without_numbers(ann: Any) -> None:
    """Its adapter keeps none, so that asking for them must not break."""
    with override_settings(
        ACCOUNT_ADAPTER="allauth.account.adapter.DefaultAccountAdapter",
        ACCOUNT_LOGIN_METHODS={"username"},
        ACCOUNT_SIGNUP_FIELDS=["username*", "password1*"],
    ):
        visitor = Visitor(ann)
        assert visitor.call("auth.phone").code == "unavailable"
        assert visitor.code("change_phone", phone=OTHER) == "unavailable"
