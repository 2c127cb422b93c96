"""Passkeys, with a security key in software that really signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fido2.utils import websafe_encode

from tests.auth.authenticator import SecurityKey
from tests.auth.conftest import PASSWORD
from tests.auth.project import project
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db


def add_key(visitor: Visitor, key: SecurityKey, *, passwordless: bool = True, name: str = "Desk") -> Any:
    """Prove who one is and add a key."""
    visitor.auth("reauthenticate", password=PASSWORD)
    options = visitor.auth("passkey_creation", passwordless=passwordless)["creation_options"]
    return visitor.auth("add_passkey", name=name, credential=key.create(options), passwordless=passwordless)


@pytest.fixture
def key(as_ann: Visitor) -> SecurityKey:
    """Give a key that Ann has added."""
    key = SecurityKey()
    add_key(as_ann, key)
    return key


def test_a_passkey_is_added_renamed_and_removed(as_ann: Visitor) -> None:
    told = add_key(as_ann, SecurityKey())
    assert told["recovery_codes_generated"]
    made = told["authenticator"]
    assert (made["name"], made["is_passwordless"], made["last_used_at"]) == ("Desk", True, None)
    assert {each["type"] for each in as_ann.call("auth.authenticators").data} == {
        "webauthn",
        "recovery_codes",
    }
    assert as_ann.auth("rename_passkey", id=made["id"], name="Bag")["name"] == "Bag"
    assert as_ann.auth("remove_passkeys", authenticators=[made["id"]]) is None
    assert as_ann.call("auth.authenticators").data == []


def test_a_key_without_a_finger_is_a_second_factor_alone(as_ann: Visitor) -> None:
    told = add_key(as_ann, SecurityKey(knows_user=False), passwordless=False)
    assert told["authenticator"]["is_passwordless"] is False
    again = SecurityKey(knows_user=False)
    options = as_ann.auth("passkey_creation", passwordless=True)["creation_options"]
    result = as_ann.ask("add_passkey", name="x", credential=again.create(options), passwordless=True)
    assert (result.code, result.issues[0]["code"]) == ("invalid", "incorrect_code")


def test_a_passkey_needs_no_name(as_ann: Visitor) -> None:
    assert add_key(as_ann, SecurityKey(), name="")["authenticator"]["name"] == "Master key"


def test_it_logs_in_without_a_password(key: SecurityKey, visitor: Visitor) -> None:
    other = Visitor()
    credential = key.get(other.auth("passkey_login")["request_options"])
    state = other.auth("login_by_passkey", credential=credential)
    assert (state["status"], state["user"]["username"]) == ("authenticated", "ann")
    assert (state["methods"][0]["method"], state["methods"][0]["passwordless"]) == ("mfa", True)


def test_an_answer_counts_once(key: SecurityKey) -> None:
    one, two = Visitor(), Visitor()
    credential = key.get(one.auth("passkey_login")["request_options"])
    two.auth("passkey_login")
    assert one.code("login_by_passkey", credential=credential) is None
    assert two.code("login_by_passkey", credential=credential) == "invalid"
    one.auth("logout")
    assert one.code("login_by_passkey", credential=credential) == "invalid"


def test_somebody_elses_key_is_refused(key: SecurityKey, django_user_model: Any) -> None:
    stranger, other = SecurityKey(), Visitor()
    stranger.user = key.user
    credential = stranger.get(other.auth("passkey_login")["request_options"])
    result = other.call("auth.login_by_passkey", {"credential": credential})
    assert (result.code, result.issues[0]["path"], result.issues[0]["code"]) == (
        "invalid",
        ["credential"],
        "incorrect_code",
    )
    assert other.state()["status"] == "anonymous"


def test_a_signature_that_was_changed_is_refused(key: SecurityKey) -> None:
    other = Visitor()
    credential = key.get(other.auth("passkey_login")["request_options"])
    credential["response"]["signature"] = websafe_encode(b"0" * 70)
    assert other.code("login_by_passkey", credential=credential) == "invalid"


def test_who_was_shut_out_stays_out(key: SecurityKey, ann: Any) -> None:
    type(ann).objects.update(is_active=False)
    other = Visitor()
    credential = key.get(other.auth("passkey_login")["request_options"])
    result = other.call("auth.login_by_passkey", {"credential": credential})
    assert (result.code, result.message) == ("forbidden", "This account is inactive.")


def test_it_is_a_second_factor(key: SecurityKey) -> None:
    other = Visitor()
    assert other.code("passkey_authentication") == "conflict"
    state = other.auth("login", username="ann", password=PASSWORD)
    assert sorted(state["step"]["types"]) == ["recovery_codes", "webauthn"]
    credential = key.get(other.auth("passkey_authentication")["request_options"])
    wrong = SecurityKey().get(other.auth("passkey_authentication")["request_options"])
    assert other.code("authenticate_by_passkey", credential=wrong) == "invalid"
    credential = key.get(other.auth("passkey_authentication")["request_options"])
    assert other.auth("authenticate_by_passkey", credential=credential)["step"] == {"id": "mfa_trust"}
    assert other.auth("mfa_trust", trust=False)["status"] == "authenticated"
    assert other.code("authenticate_by_passkey", credential=credential) == "conflict"


def test_it_is_proof(key: SecurityKey, ann: Any) -> None:
    stale = Visitor(ann)
    result = stale.call("auth.passkey_creation", {})
    assert result.code == "reauthenticate"
    assert [way["id"] for way in result.params["by"]] == ["reauthenticate", "mfa_reauthenticate"]
    credential = key.get(stale.auth("passkey_reauthentication")["request_options"])
    state = stale.auth("reauthenticate_by_passkey", credential=credential)
    assert state["methods"][-1]["reauthenticated"]
    assert stale.code("passkey_creation") is None


@pytest.mark.parametrize("name", ["add_passkey", "rename_passkey", "remove_passkeys"])
def test_proof_is_asked_for(name: str, key: SecurityKey, as_ann: Visitor, ann: Any) -> None:
    (made,) = [each for each in as_ann.call("auth.authenticators").data if each["type"] == "webauthn"]
    stale = Visitor(ann)
    fresh = SecurityKey().create(as_ann.auth("passkey_creation")["creation_options"])
    arguments: dict[str, Any] = {
        "add_passkey": {"credential": fresh},
        "rename_passkey": {"id": made["id"], "name": "x"},
        "remove_passkeys": {"authenticators": [made["id"]]},
    }[name]
    expected = "invalid" if name == "add_passkey" else "reauthenticate"  # its challenge is of another session
    assert stale.code(name, **arguments) == expected


def test_the_key_of_another_user_is_unknown(
    key: SecurityKey, as_ann: Visitor, django_user_model: Any
) -> None:
    (made,) = [each for each in as_ann.call("auth.authenticators").data if each["type"] == "webauthn"]
    bob = Visitor(django_user_model.objects.create_user("bob", "bob@example.org", PASSWORD))
    bob.auth("reauthenticate", password=PASSWORD)
    result = bob.call("auth.rename_passkey", {"id": made["id"], "name": "mine"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["id"])
    result = bob.call("auth.remove_passkeys", {"authenticators": [made["id"]]})
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["authenticators"])


def test_signing_up_with_a_passkey(visitor: Visitor, django_user_model: Any) -> None:
    from tests.auth.conftest import mailed_code

    with project(
        ACCOUNT_EMAIL_VERIFICATION="mandatory",
        ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True,
        ACCOUNT_SIGNUP_FIELDS=["username*", "email*"],
    ):
        assert visitor.code("passkey_signup_creation") == "conflict"
        state = visitor.auth("passkey_signup", username="bob", email="bob@example.org")
        assert state["step"] == {"id": "verify_email"}
        state = visitor.auth("verify_email", key=mailed_code())
        assert state["step"] == {"id": "mfa_signup_webauthn"}
        key = SecurityKey()
        options = visitor.auth("passkey_signup_creation")["creation_options"]
        assert visitor.code("finish_passkey_signup", credential=key.get(options)) == "invalid"
        options = visitor.auth("passkey_signup_creation")["creation_options"]
        state = visitor.auth("finish_passkey_signup", name="Desk", credential=key.create(options))
        assert (state["status"], state["user"]["has_usable_password"]) == ("authenticated", False)
        assert visitor.code("finish_passkey_signup", credential={}) == "conflict"
        other = Visitor()
        credential = key.get(other.auth("passkey_login")["request_options"])
        assert other.auth("login_by_passkey", credential=credential)["user"]["username"] == "bob"


def test_logging_in_is_limited(visitor: Visitor) -> None:
    codes = [visitor.code("login_by_passkey", credential={}) for _ in range(11)]
    assert codes == ["invalid"] * 10 + ["rate_limited"]


@pytest.mark.parametrize(
    "name", ["passkey_creation", "passkey_reauthentication", "reauthenticate_by_passkey"]
)
def test_nobody_has_passkeys(name: str, visitor: Visitor) -> None:
    arguments: Any = {"credential": {}} if name.startswith("reauth") else {}
    assert visitor.code(name, **arguments) == "unauthenticated"


def _without(*path: str) -> Callable[[dict[str, Any]], Any]:
    def change(credential: dict[str, Any]) -> Any:
        inner = credential
        for part in path[:-1]:
            inner = inner[part]
        del inner[path[-1]]
        return credential

    return change


def _with(value: Any, *path: str) -> Callable[[dict[str, Any]], Any]:
    def change(credential: dict[str, Any]) -> Any:
        inner = credential
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = value
        return credential

    return change


WHOLE = ("id", "rawId", "response", "type")
PARTS = ("clientDataJSON", "authenticatorData", "signature", "attestationObject", "userHandle")
VALUES: list[Any] = [None, 0, "!!", "AAAA", "é", "a" * 5000, [], {}, "oWNmbXRkbm9uZQ"]
BROKEN: list[Callable[[dict[str, Any]], Any]] = [
    *(_without(name) for name in WHOLE),
    *(_with(value, name) for name in WHOLE for value in VALUES[:6]),
    *(_with(value, "response", name) for name in PARTS for value in VALUES),
    *(_with(value, "clientExtensionResults") for value in VALUES[:3]),
    *(_with(value, "clientExtensionResults", "credProps") for value in VALUES[:3]),
    *(_with(value, "authenticatorAttachment") for value in VALUES[:3]),
    lambda credential: {},
]


def test_no_broken_answer_breaks_the_server(key: SecurityKey, as_ann: Visitor) -> None:
    other = Visitor()
    with project(ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        for change in BROKEN:
            options = as_ann.auth("passkey_creation")["creation_options"]
            code = as_ann.code("add_passkey", credential=change(SecurityKey().create(options)))
            assert code in (None, "invalid")
            credential = change(key.get(other.auth("passkey_login")["request_options"]))
            code = other.code("login_by_passkey", credential=credential)
            if code is None:
                other.auth("logout")
            assert code in (None, "invalid")
