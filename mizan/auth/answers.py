"""What flows answer beside who is logged in: their types, and how they are read from allauth's replies."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from django.apps import apps
from pydantic import Discriminator
from typing_extensions import TypeAliasType, TypedDict

from mizan.auth.delegate import Reply, path_of
from mizan.auth.state import whole_user
from mizan.auth.types import AuthAccountConfig, AuthProvider, typed_dict
from mizan.protocol.envelope import JSON

if apps.is_installed("allauth.mfa"):
    from allauth.mfa.adapter import get_adapter as get_mfa_adapter


class AuthEmail(TypedDict):
    """An address of the user."""

    email: str
    verified: bool
    primary: bool


class AuthPhone(TypedDict):
    """A number of the user."""

    phone: str
    verified: bool


class AuthTotp(TypedDict):
    """An authenticator app; times in seconds since 1970."""

    type: Literal["totp"]
    created_at: float
    last_used_at: float | None


class AuthRecoveryCodes(TypedDict):
    """Codes for the day when the second factor is lost; `unused_codes` as often as the site shows them."""

    type: Literal["recovery_codes"]
    created_at: float
    last_used_at: float | None
    total_code_count: int
    unused_code_count: int
    unused_codes: NotRequired[list[str]]


class AuthPasskey(TypedDict):
    """A passkey or security key."""

    type: Literal["webauthn"]
    created_at: float
    last_used_at: float | None
    id: int
    name: str
    is_passwordless: NotRequired[bool]


AuthFactor = TypeAliasType(
    "AuthFactor", Annotated[AuthTotp | AuthRecoveryCodes | AuthPasskey, Discriminator("type")]
)
"""One second factor of the user."""


class AuthTotpActive(TypedDict):
    """The authenticator app that is in use."""

    active: Literal[True]
    created_at: float
    last_used_at: float | None


class AuthTotpSecret(TypedDict):
    """What an authenticator app is to be given: as text, as the address that a QR code holds, and drawn."""

    active: Literal[False]
    secret: str
    totp_url: str
    svg: str


class AuthNewPasskey(TypedDict):
    """A passkey that was added, and whether recovery codes were made with it."""

    authenticator: AuthPasskey
    recovery_codes_generated: bool


class AuthCreationOptions(TypedDict):
    """What `navigator.credentials.create` takes."""

    creation_options: dict[str, Any]


class AuthRequestOptions(TypedDict):
    """What `navigator.credentials.get` takes."""

    request_options: dict[str, Any]


class AuthConnection(TypedDict):
    """An account elsewhere that the user logs in with."""

    uid: str
    provider: AuthProvider
    display: str


class AuthSession(TypedDict):
    """A session of the user; times in seconds since 1970."""

    id: int
    user_agent: str
    ip: str
    created_at: float
    is_current: bool
    last_seen_at: NotRequired[float]


AuthProcess = Literal["login", "connect"]
"""What an account elsewhere is used for."""


def email_owner(user: Any) -> Any:
    """Return the type of what a link of a verification mail stands for."""
    return typed_dict("AuthEmailVerification", {"email": str, "user": user})


def pending_signup(user: Any) -> Any:
    """Return the type of what a provider told of somebody who has no account yet."""
    return typed_dict(
        "AuthPendingSignup", {"user": user, "account": AuthConnection, "email": list[AuthEmail]}
    )


def config(reply: Reply) -> JSON:
    """Read what the site offers."""
    found = {**reply.data}
    known = AuthAccountConfig.__annotations__
    found["account"] = {key: value for key, value in found["account"].items() if key in known}
    found["account"]["login_methods"].sort()  # allauth keeps a set
    path = path_of("socialaccount:redirect_to_provider")
    if "socialaccount" in found and path is not None:
        found["socialaccount"] = {**found["socialaccount"], "redirect_url": path}
    return found


def nothing(reply: Reply) -> None:
    """Read nothing."""


def data(reply: Reply) -> JSON:
    """Read the data as they are."""
    return reply.data


def with_user(reply: Reply) -> JSON:
    """Read data that hold a user."""
    return {**reply.data, "user": whole_user(reply.data["user"])}


def totp(reply: Reply) -> JSON:
    """Read the authenticator app, or the secret for a new one."""
    if reply.status == 404:
        url = reply.meta["totp_url"]
        drawn = get_mfa_adapter().build_totp_svg(url)
        return {"active": False, "secret": reply.meta["secret"], "totp_url": url, "svg": drawn}
    return {"active": True, **{key: reply.data[key] for key in ("created_at", "last_used_at")}}


def found(reply: Reply) -> JSON:
    """Read data, or null where there are none."""
    return None if reply.status == 404 else reply.data


def new_passkey(reply: Reply) -> JSON:
    """Read a passkey that was added."""
    return {
        "authenticator": reply.data,
        "recovery_codes_generated": bool(reply.meta.get("recovery_codes_generated")),
    }
