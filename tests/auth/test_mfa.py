"""Second factors: an authenticator app, recovery codes, browsers that are trusted."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.auth.conftest import PASSWORD
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
BY_PASSWORD = [{"id": "reauthenticate"}]


def code_of(secret: str) -> str:
    """Return what an app shows that was given this secret (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def add_app(visitor: Visitor) -> str:
    """Add an authenticator app, and return its secret."""
    visitor.auth("reauthenticate", password=PASSWORD)
    secret = visitor.auth("totp")["secret"]
    visitor.auth("activate_totp", code=code_of(secret))
    cache.clear()  # it remembers which codes were used
    return str(secret)


def log_in(visitor: Visitor) -> Any:
    """Return where Ann's password leads to."""
    return visitor.auth("login", username="ann", password=PASSWORD)


def test_an_app_is_added_and_removed(as_ann: Visitor) -> None:
    as_ann.auth("reauthenticate", password=PASSWORD)
    told = as_ann.auth("totp")
    assert not told["active"]
    assert told["totp_url"].startswith("otpauth://totp/")
    assert told["svg"].startswith("<?xml") or "<svg" in told["svg"]
    assert as_ann.auth("totp")["secret"] != told["secret"], "each look makes another"
    secret = as_ann.auth("totp")["secret"]
    result = as_ann.submit("auth.activate_totp", {"code": "000000"})
    assert (result.code, result.issues[0]["path"], result.issues[0]["code"]) == (
        "invalid",
        ["code"],
        "incorrect_code",
    )
    assert as_ann.auth("activate_totp", code=code_of(secret))["type"] == "totp"
    assert as_ann.auth("totp")["active"]
    assert {each["type"] for each in as_ann.call("auth.authenticators").data} == {"totp", "recovery_codes"}
    assert as_ann.auth("deactivate_totp") is None
    assert as_ann.call("auth.authenticators").data == []


def test_removing_an_app_that_is_not_there_is_fine(as_ann: Visitor) -> None:
    as_ann.auth("reauthenticate", password=PASSWORD)
    assert as_ann.auth("deactivate_totp") is None


def test_who_has_an_app_logs_in_with_its_code(as_ann: Visitor, visitor: Visitor) -> None:
    secret = add_app(as_ann)
    other = Visitor()
    state = log_in(other)
    assert (state["status"], state["step"]["id"]) == ("pending", "mfa_authenticate")
    assert sorted(state["step"]["types"]) == ["recovery_codes", "totp"]
    assert other.code("mfa_authenticate", code="000000") == "invalid"
    assert other.state()["step"]["id"] == "mfa_authenticate"
    state = other.auth("mfa_authenticate", code=code_of(secret))
    assert state["step"] == {"id": "mfa_trust"}
    state = other.auth("mfa_trust", trust=False)
    assert state["status"] == "authenticated"
    assert [method["method"] for method in state["methods"]] == ["password", "mfa"]


def test_a_code_counts_once(as_ann: Visitor) -> None:
    code = code_of(add_app(as_ann))
    one, two = Visitor(), Visitor()
    log_in(one), log_in(two)
    assert one.code("mfa_authenticate", code=code) is None
    assert two.code("mfa_authenticate", code=code) == "invalid"


def test_guessing_codes_is_limited(as_ann: Visitor) -> None:
    add_app(as_ann)
    other = Visitor()
    log_in(other)
    codes = [other.code("mfa_authenticate", code="000000") for _ in range(6)]
    assert codes == ["invalid"] * 5 + ["rate_limited"]


@override_settings(MFA_TRUST_ENABLED=False)
def test_a_site_need_not_ask_whom_to_trust(as_ann: Visitor) -> None:
    secret = add_app(as_ann)
    other = Visitor()
    log_in(other)
    assert other.auth("mfa_authenticate", code=code_of(secret))["status"] == "authenticated"


def test_a_browser_that_is_trusted_needs_no_code(as_ann: Visitor) -> None:
    secret = add_app(as_ann)
    other = Visitor()
    log_in(other)
    other.auth("mfa_authenticate", code=code_of(secret))
    assert other.auth("mfa_trust", trust=True)["status"] == "authenticated"
    assert other.http.cookies["mfa_trusted"].value
    other.auth("logout")
    assert log_in(other)["status"] == "authenticated"
    assert log_in(Visitor())["status"] == "pending"


def test_a_step_out_of_its_turn_is_a_conflict(ann: Any, as_ann: Visitor, visitor: Visitor) -> None:
    nobody = Visitor()
    assert nobody.code("mfa_authenticate", code="000000") == "conflict"
    assert nobody.code("mfa_trust", trust=True) == "conflict"
    add_app(as_ann)
    log_in(nobody)
    assert nobody.code("mfa_trust", trust=True) == "conflict"
    assert nobody.state()["step"]["id"] == "mfa_authenticate"
    assert as_ann.code("mfa_authenticate", code="000000") == "conflict"


def test_a_recovery_code_logs_in_once(as_ann: Visitor) -> None:
    add_app(as_ann)
    told = as_ann.auth("recovery_codes")
    assert (told["total_code_count"], told["unused_code_count"], len(told["unused_codes"])) == (10, 10, 10)
    one, two = Visitor(), Visitor()
    log_in(one), log_in(two)
    assert one.code("mfa_authenticate", code=told["unused_codes"][0]) is None
    assert two.code("mfa_authenticate", code=told["unused_codes"][0]) == "invalid"
    assert as_ann.auth("recovery_codes")["unused_code_count"] == 9


def test_new_recovery_codes_make_the_old_ones_worthless(as_ann: Visitor) -> None:
    add_app(as_ann)
    old = as_ann.auth("recovery_codes")["unused_codes"]
    assert set(as_ann.auth("generate_recovery_codes")["unused_codes"]).isdisjoint(old)
    other = Visitor()
    log_in(other)
    assert other.code("mfa_authenticate", code=old[0]) == "invalid"


def test_who_has_no_factor_has_no_recovery_codes(as_ann: Visitor) -> None:
    as_ann.auth("reauthenticate", password=PASSWORD)
    assert as_ann.auth("recovery_codes") is None
    result = as_ann.call("auth.generate_recovery_codes")
    assert (result.code, result.issues[0]["path"], result.issues[0]["code"]) == (
        "invalid",
        [],
        "cannot_generate_recovery_codes",
    )


@override_settings(MFA_RECOVERY_CODES_SHOW_ONCE=True)
def test_a_site_may_show_recovery_codes_once(as_ann: Visitor) -> None:
    add_app(as_ann)
    assert "unused_codes" in as_ann.auth("generate_recovery_codes")
    assert "unused_codes" not in as_ann.auth("recovery_codes")


SENSITIVE = ["totp", "activate_totp", "deactivate_totp", "recovery_codes", "generate_recovery_codes"]


@pytest.mark.parametrize("name", ["deactivate_totp", "recovery_codes", "generate_recovery_codes"])
def test_proof_is_asked_for_with_the_ways_to_give_it(name: str, as_ann: Visitor, ann: Any) -> None:
    add_app(as_ann)
    stale = Visitor(ann)
    result = stale.call(f"auth.{name}")
    by = [*BY_PASSWORD, {"id": "mfa_reauthenticate", "types": ["recovery_codes", "totp"]}]
    ways = [{**way, "types": sorted(way["types"])} if "types" in way else way for way in result.params["by"]]
    assert (result.code, ways) == ("reauthenticate", by)


def test_a_code_is_proof(as_ann: Visitor, ann: Any) -> None:
    secret = add_app(as_ann)
    stale = Visitor(ann)
    assert stale.code("recovery_codes") == "reauthenticate"
    assert stale.code("mfa_reauthenticate", code="000000") == "invalid"
    state = stale.auth("mfa_reauthenticate", code=code_of(secret))
    assert state["methods"][-1]["reauthenticated"]
    assert stale.code("recovery_codes") is None


def test_adding_an_app_needs_a_proof_too(long_ago: Visitor) -> None:
    secret = long_ago.auth("totp")["secret"]
    result = long_ago.submit("auth.activate_totp", {"code": code_of(secret)})
    assert (result.code, result.params) == ("reauthenticate", {"by": BY_PASSWORD})


def test_who_has_an_address_to_confirm_adds_no_factor(as_ann: Visitor, ann: Any) -> None:
    ann.emailaddress_set.create(email="ann@example.com", verified=False)
    result = as_ann.call("auth.totp")
    assert (result.code, result.issues[0]["code"]) == ("conflict", "unverified_email")
    assert result.message == result.issues[0]["message"]


@pytest.mark.parametrize("name", [*SENSITIVE, "authenticators", "mfa_reauthenticate"])
def test_nobody_has_factors(name: str, visitor: Visitor) -> None:
    arguments = {"code": "000000"} if name in ("activate_totp", "mfa_reauthenticate") else {}
    assert visitor.code(name, **arguments) == "unauthenticated"
