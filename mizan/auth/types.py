"""Who is logged in, as types: what every operation under `auth.` answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Discriminator
from typing_extensions import TypeAliasType, TypedDict


class AuthFlow(TypedDict):
    """A flow that may be begun now."""

    id: str
    providers: NotRequired[list[str]]
    """Of `provider_redirect`: the providers that it leads to."""
    types: NotRequired[list[str]]
    """Of `mfa_reauthenticate`: the kinds of second factor that count."""


class AuthMethod(TypedDict):
    """One proof of identity that this session has seen; `at` in seconds since 1970."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # pydantic reads it of a TypedDict

    method: str
    at: float
    reauthenticated: NotRequired[bool]
    type: NotRequired[str]
    provider: NotRequired[str]
    uid: NotRequired[str]
    email: NotRequired[str]
    username: NotRequired[str]
    phone: NotRequired[str]
    passwordless: NotRequired[bool]


class AuthProvider(TypedDict):
    """A provider of accounts elsewhere; `flows` says how it may be used."""

    id: str
    name: str
    flows: list[str]
    client_id: NotRequired[str]
    openid_configuration_url: NotRequired[str]


class StepLoginByCode(TypedDict):
    """A code was sent and is to be entered."""

    id: Literal["login_by_code"]


class StepVerifyEmail(TypedDict):
    """The address is to be confirmed, by a link or a code that was sent to it."""

    id: Literal["verify_email"]


class StepVerifyPhone(TypedDict):
    """The number is to be confirmed by the code that was sent to it."""

    id: Literal["verify_phone"]


class StepMfaAuthenticate(TypedDict):
    """A second factor is to be shown: `totp`, `recovery_codes`, `webauthn`."""

    id: Literal["mfa_authenticate"]
    types: list[str]


class StepMfaTrust(TypedDict):
    """Whether this browser is to be trusted is to be said."""

    id: Literal["mfa_trust"]


class StepMfaSignupWebauthn(TypedDict):
    """The passkey of the new account is to be made."""

    id: Literal["mfa_signup_webauthn"]


class StepProviderSignup(TypedDict):
    """What the provider did not tell is to be filled in."""

    id: Literal["provider_signup"]
    provider: AuthProvider


class StepPasswordResetByCode(TypedDict):
    """The code that was sent and a new password are to be entered."""

    id: Literal["password_reset_by_code"]


class StepCustom(TypedDict):
    """A step of the project's own."""

    id: Literal["custom"]
    key: str


AuthStep = TypeAliasType(
    "AuthStep",
    Annotated[
        StepLoginByCode
        | StepVerifyEmail
        | StepVerifyPhone
        | StepMfaAuthenticate
        | StepMfaTrust
        | StepMfaSignupWebauthn
        | StepProviderSignup
        | StepPasswordResetByCode
        | StepCustom,
        Discriminator("id"),
    ],
)
"""What comes next in a log-in that was begun."""

STEPS = frozenset(
    [
        "login_by_code",
        "verify_email",
        "verify_phone",
        "mfa_authenticate",
        "mfa_trust",
        "mfa_signup_webauthn",
        "provider_signup",
        "password_reset_by_code",
    ]
)
"""The steps that have a type of their own; every other is `custom`."""


AuthRight = Literal["staff", "superuser"]
"""A flag of the user that policies ask about."""


class AuthAnonymous(TypedDict):
    """Nobody is logged in."""

    status: Literal["anonymous"]
    flows: list[AuthFlow]


class AuthPending(TypedDict):
    """A log-in was begun and waits for its next step."""

    status: Literal["pending"]
    step: AuthStep
    flows: list[AuthFlow]


class AuthAccountConfig(TypedDict):
    """How accounts work on this site."""

    login_methods: list[Literal["username", "email", "phone"]]
    is_open_for_signup: bool
    email_verification_by_code_enabled: bool
    login_by_code_enabled: bool
    password_reset_by_code_enabled: bool


class AuthSocialConfig(TypedDict):
    """The providers, and where the browser itself posts to be led to one."""

    providers: list[AuthProvider]
    redirect_url: str


class AuthMfaConfig(TypedDict):
    """The kinds of second factor."""

    supported_types: list[str]
    passkey_login_enabled: bool


class AuthSessionsConfig(TypedDict):
    """What is known of other sessions."""

    track_activity: bool


class AuthConfig(TypedDict):
    """What this site offers."""

    account: AuthAccountConfig
    socialaccount: NotRequired[AuthSocialConfig]
    mfa: NotRequired[AuthMfaConfig]
    usersessions: NotRequired[AuthSessionsConfig]


def typed_dict(name: str, fields: dict[str, Any], about: str = "") -> Any:
    """Return a `TypedDict` of fields that are known only now."""
    make: Any = TypedDict
    made = make(name, fields)
    made.__doc__ = about
    return made


def state_type(user: Any) -> Any:
    """Return the type `AuthState` of a site whose users are seen as `user`."""
    known = {"user": user, "rights": list[AuthRight], "methods": list[AuthMethod]}
    authenticated = typed_dict(
        "AuthAuthenticated", {"status": Literal["authenticated"], **known}, "Somebody is logged in."
    )
    reauthenticate = typed_dict(
        "AuthReauthenticate",
        {"status": Literal["reauthenticate"], **known, "by": list[AuthFlow]},
        "Somebody is logged in, and is to prove it again.",
    )
    states = AuthAnonymous | AuthPending | authenticated | reauthenticate
    return TypeAliasType("AuthState", Annotated[states, Discriminator("status")])


def state_result(state: Any) -> Any:
    """Return the type of an answer that is a state, of the type `AuthState` of this site."""
    fields = {"kind": Literal["state"], "auth": state}
    return typed_dict("AuthStateResult", fields, "Where the log-in stands now.")


def ok_result(data: Any, name: str) -> Any:
    """Return the type of an answer that is data."""
    return typed_dict(name, {"kind": Literal["ok"], "data": data})


def password_owner(user: Any) -> Any:
    """Return the type of what a link of a reset mail stands for."""
    return typed_dict("AuthPasswordReset", {"user": user})
