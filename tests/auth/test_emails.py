"""The addresses of a user."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from tests.auth.conftest import ADDRESS, mailed_code, mailed_key
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
OTHER = "ann@example.com"
BY_CODE = {"ACCOUNT_EMAIL_VERIFICATION": "mandatory", "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True}


def test_an_address_is_added_confirmed_made_primary_and_removed(as_ann: Visitor) -> None:
    assert as_ann.call("auth.emails").data == [{"email": ADDRESS, "verified": True, "primary": True}]
    told = as_ann.auth("add_email", email=OTHER)
    assert {"email": OTHER, "verified": False, "primary": False} in told
    assert as_ann.code("primary_email", email=OTHER) == "invalid"
    state = as_ann.auth("verify_email", key=mailed_key("verify"))
    assert state["status"] == "authenticated"
    told = as_ann.auth("primary_email", email=OTHER)
    assert {"email": OTHER, "verified": True, "primary": True} in told
    assert as_ann.state()["user"]["email"] == OTHER
    assert as_ann.auth("remove_email", email=ADDRESS) == as_ann.call("auth.emails").data
    assert [each["email"] for each in as_ann.call("auth.emails").data] == [OTHER]


def test_the_primary_address_stays(as_ann: Visitor) -> None:
    result = as_ann.call("auth.remove_email", {"email": ADDRESS})
    # The only address may go; a primary one beside others may not.
    as_ann.auth("add_email", email=OTHER)
    result = as_ann.call("auth.remove_email", {"email": ADDRESS})
    assert result.code in ("invalid", None)


@pytest.mark.parametrize("name", ["resend_email", "primary_email", "remove_email"])
@pytest.mark.parametrize("email", ["nobody@example.org", "nonsense", "", "a\0@b.org"])
def test_an_unknown_address_is_told_at_its_field(name: str, email: str, as_ann: Visitor) -> None:
    result = as_ann.call(f"auth.{name}", {"email": email})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["email"])


def test_the_address_of_another_user_is_unknown(as_ann: Visitor, django_user_model: Any) -> None:
    bob = django_user_model.objects.create_user("bob", OTHER, "secret")
    bob.emailaddress_set.create(email=OTHER, verified=True, primary=True)
    assert as_ann.code("remove_email", email=OTHER) == "invalid"
    assert bob.emailaddress_set.count() == 1


def test_the_mail_is_sent_again_but_not_at_once(as_ann: Visitor) -> None:
    as_ann.auth("add_email", email=OTHER)
    assert as_ann.code("resend_email", email=OTHER) == "rate_limited"
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        assert as_ann.auth("resend_email", email=OTHER) is None
    assert len(mail.outbox) == 2


def test_a_link_is_used_once(as_ann: Visitor) -> None:
    as_ann.auth("add_email", email=OTHER)
    key = mailed_key("verify")
    assert as_ann.auth("email_verification", key=key)["email"] == OTHER
    as_ann.auth("verify_email", key=key)
    result = as_ann.call("auth.email_verification", {"key": "nonsense"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["key"])
    assert as_ann.code("verify_email", key=f"{key}x") == "invalid"


def test_a_link_is_good_in_another_browser(as_ann: Visitor) -> None:
    as_ann.auth("add_email", email=OTHER)
    other = Visitor()
    assert other.auth("verify_email", key=mailed_key("verify"))["status"] == "anonymous"
    assert {"email": OTHER, "verified": True, "primary": False} in as_ann.call("auth.emails").data


@override_settings(**BY_CODE)
def test_by_code(as_ann: Visitor) -> None:
    as_ann.auth("add_email", email=OTHER)
    code = mailed_code()
    assert as_ann.auth("email_verification", key=code)["email"] == OTHER
    assert as_ann.code("verify_email", key="WRONG1") == "invalid"
    assert as_ann.auth("verify_email", key=code)["status"] == "authenticated"
    assert {"email": OTHER, "verified": True, "primary": False} in as_ann.call("auth.emails").data
    assert as_ann.code("verify_email", key=code) == "conflict"


@override_settings(**BY_CODE)
def test_an_address_that_waits_for_its_code_is_removed(as_ann: Visitor) -> None:
    as_ann.auth("add_email", email=OTHER)
    assert [each["email"] for each in as_ann.auth("remove_email", email=OTHER)] == [ADDRESS]


@override_settings(ACCOUNT_REAUTHENTICATION_REQUIRED=True)
@pytest.mark.parametrize("name", ["add_email", "primary_email", "remove_email"])
def test_proof_is_asked_for_where_the_site_wants_it(name: str, ann: Any, long_ago: Visitor) -> None:
    ann.emailaddress_set.create(email=OTHER, verified=True)
    email = "new@example.com" if name == "add_email" else OTHER
    is_form = name == "add_email"
    result = (long_ago.submit if is_form else long_ago.call)(f"auth.{name}", {"email": email})
    assert (result.code, result.params) == ("reauthenticate", {"by": [{"id": "reauthenticate"}]})


@override_settings(ACCOUNT_CHANGE_EMAIL=True)
def test_a_site_may_let_users_have_one_address(as_ann: Visitor) -> None:
    as_ann.auth("add_email", email=OTHER)
    as_ann.auth("verify_email", key=mailed_key("verify"))
    assert as_ann.call("auth.emails").data == [{"email": OTHER, "verified": True, "primary": True}]


def test_nobody_has_addresses(visitor: Visitor) -> None:
    assert visitor.call("auth.emails").code == "unauthenticated"
    assert visitor.code("remove_email", email=ADDRESS) == "unauthenticated"
    assert visitor.code("add_email", email=ADDRESS) == "conflict"


def test_a_limit_of_allauth_is_a_limit_here(as_ann: Visitor) -> None:
    codes = [as_ann.code("remove_email", email="nobody@example.org") for _ in range(11)]
    assert codes[-1] == "rate_limited"


def test_reading_is_limited_by_nothing_that_counts_changes(as_ann: Visitor) -> None:
    assert {as_ann.call("auth.emails").status for _ in range(30)} == {200}
