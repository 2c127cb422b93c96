"""What a setting takes away: not in the contract, and `unavailable` to whoever asks nevertheless."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.setup.registry import registry
from tests.auth.project import project
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
BY_PASSWORD = ["login", "signup", "request_password_reset", "reset_password", "change_password"]
BY_ADDRESS = ["emails", "add_email", "remove_email", "verify_email", "email_verification"]
BY_KEY = ["passkey_creation", "add_passkey", "passkey_login", "passkey_signup", "authenticate_by_passkey"]
SETTINGS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "providers alone": (
        {
            "SOCIALACCOUNT_ONLY": True,
            "ACCOUNT_EMAIL_VERIFICATION": "none",
            "ACCOUNT_LOGIN_BY_CODE_ENABLED": False,
        },
        [*BY_PASSWORD, *BY_ADDRESS, "request_login_code"],
    ),
    "no codes": ({"ACCOUNT_LOGIN_BY_CODE_ENABLED": False}, ["request_login_code", "resend_login_code"]),
    "no passkeys": ({"MFA_SUPPORTED_TYPES": ["totp"]}, [*BY_KEY, "recovery_codes"]),
    "no apps": ({"MFA_SUPPORTED_TYPES": ["webauthn"]}, ["totp", "activate_totp", "deactivate_totp"]),
    "no passkeys to log in": ({"MFA_PASSKEY_LOGIN_ENABLED": False}, ["passkey_login", "login_by_passkey"]),
    "no address": (
        {
            "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
            "ACCOUNT_LOGIN_METHODS": {"username"},
            "ACCOUNT_EMAIL_VERIFICATION": "none",
        },
        ["provider_signup"],
    ),
    "no trust": ({"MFA_TRUST_ENABLED": False}, ["mfa_trust"]),
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "email_verification": {"key": "a"},
    "remove_email": {"email": "a@b.org"},
    "add_passkey": {"credential": {}},
    "authenticate_by_passkey": {"credential": {}},
    "login_by_passkey": {"credential": {}},
}


@pytest.mark.parametrize("case", SETTINGS)
def test_what_a_setting_takes_away(case: str, ann: Any) -> None:
    said, gone = SETTINGS[case]
    before = names()
    assert set(gone) <= before
    with project(**said):
        visitor = Visitor(ann)
        assert names().isdisjoint(gone)
        for name in gone:
            assert visitor.code(name, **ARGUMENTS.get(name, {})) == "unavailable", name
        assert visitor.state()["status"] == "authenticated"
        assert Visitor().state()["status"] == "anonymous"
        assert visitor.call("auth.config").ok
    assert names() == before


def names() -> set[str]:
    """Return what the contract has of log-in."""
    document: Any = registry.document()
    found = [name for name in document["operations"] if name.startswith("auth.")]
    return {name.removeprefix("auth.").partition(".")[0] for name in found}
