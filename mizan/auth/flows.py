"""Every flow of allauth: under which name, by which route and method, with what input, to what answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter

from mizan.auth import answers
from mizan.auth.answers import nothing
from mizan.auth.delegate import Reply
from mizan.auth.entries import Entry
from mizan.auth.types import AuthConfig, password_owner
from mizan.protocol.envelope import JSON

Fields: TypeAlias = Mapping[str, tuple[Any, bool]]
"""Name to `(type, is required)`."""

Read: TypeAlias = Callable[[Reply], JSON]
"""Take the data out of a reply that has some."""

OnAnonymous: TypeAlias = Literal["fine", "conflict", "inactive", "unauthenticated"]
"""What it means that nobody is logged in, and no step waits, once a flow is through."""

OfUser: TypeAlias = Callable[[Any], Any]
"""The type of an answer, given that of a user."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What a route is sent."""

    body: Mapping[str, JSON] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow(Entry):
    """One thing that allauth does."""

    route: str
    """allauth's name of the route, below `headless:browser:`."""
    method: str = "POST"
    data: Any = None
    """The type of what it answers, where that is data; `OfUser` where a user is in it."""
    read: Read = nothing
    tells_state: bool = False
    """Whether it may answer who is logged in."""
    may_tell_nothing: bool = False
    """Whether it may answer that it is done, and no more, instead."""
    on_anonymous: OnAnonymous = "unauthenticated"
    on_forbidden: Literal["forbidden", "rate_limited"] = "forbidden"
    """What a refusal without a reason means."""
    has_none: bool = False
    """Whether `not found` is an answer."""
    is_possible: Callable[[], bool] = lambda: True
    """Return False where the project lacks what it needs, though the route is there."""
    step: str = ""
    """The step of a log-in to which it belongs, where allauth itself does not refuse it at another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading(Flow):
    """A flow that reads, and answers the data themselves."""

    method: str = "GET"
    is_hydrated: bool = False
    """Whether each page carries it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Calling(Flow):
    """A flow that takes arguments."""

    fields: Fields = field(default_factory=dict)
    send: Callable[[dict[str, JSON]], Sent] = lambda arguments: Sent(body=arguments)
    fragile: tuple[str, str] | None = None
    """The argument whose content may break allauth's view, and the code of allauth's complaint about it."""
    weighs_first: Callable[[], bool] = lambda: False
    """Return whether the arguments are posted first, so that a complaint about them counts as an attempt."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling(Flow):
    """A flow that takes a form: the `input_class` of the view."""

    wants: tuple[str, ...] = ()
    """What the form's `__init__` wants beside its data: `user`, `code`, `phone`, `sociallogin`."""
    is_personal: bool = False
    """Whether its fields depend on the user."""
    one_of: Callable[[], tuple[str, ...]] = tuple
    """Return fields of which exactly one is filled in."""


def _by_header(name: str) -> Callable[[dict[str, JSON]], Sent]:
    return lambda arguments: Sent(headers={name: arguments["key"]})


def _passwordless(arguments: dict[str, JSON]) -> Sent:
    return Sent(query={"passwordless": ""} if arguments.get("passwordless") else {})


def _no_body(arguments: dict[str, JSON]) -> Sent:
    return Sent()


def _login_methods() -> tuple[str, ...]:
    return tuple(sorted(str(method.value) for method in app_settings.LOGIN_METHODS))


def _by_code() -> bool:
    """Tell whether passwords are reset by codes.

    allauth's view cannot look at the code of somebody who has no account: it breaks, and so tells that there
    is none. Posted without a password, a code is judged alike for all.
    """
    return bool(app_settings.PASSWORD_RESET_BY_CODE_ENABLED)


def asks_for_email() -> bool:
    """Return whether a sign-up asks for an address, without which allauth makes no form after a provider."""
    return "email" in app_settings.SIGNUP_FIELDS


def _has_phones() -> bool:
    return type(get_adapter()).get_phone is not DefaultAccountAdapter.get_phone


CREDENTIAL = dict[str, Any]
"""What `navigator.credentials` made, as JSON."""

FLOWS: tuple[Flow, ...] = (
    Calling(
        name="logout",
        route="account:current_session",
        method="DELETE",
        send=_no_body,
        tells_state=True,
        on_anonymous="fine",
        description="Log out.",
    ),
    Reading(
        name="config",
        route="config",
        data=AuthConfig,
        read=answers.config,
        is_hydrated=True,
        description="What this site offers.",
    ),
    # -- to log in --
    Filling(
        name="login",
        route="account:login",
        tells_state=True,
        on_anonymous="inactive",
        one_of=_login_methods,
        description="Log in with a password.",
    ),
    Filling(
        name="signup",
        route="account:signup",
        tells_state=True,
        on_anonymous="fine",
        description="Make an account.",
    ),
    Filling(
        name="request_login_code",
        route="account:request_login_code",
        tells_state=True,
        on_anonymous="fine",
        description="Have a code sent to log in with.",
    ),
    Filling(
        name="confirm_login_code",
        route="account:confirm_login_code",
        wants=("code",),
        tells_state=True,
        on_anonymous="inactive",
        description="Log in with the code that was sent.",
    ),
    Calling(
        name="resend_login_code",
        route="account:resend_login_code",
        description="Send the code to log in with again.",
    ),
    # -- addresses and numbers --
    Calling(
        name="email_verification",
        route="account:verify_email",
        method="GET",
        fields={"key": (str, True)},
        send=_by_header("X-Email-Verification-Key"),
        data=answers.email_owner,
        read=answers.with_user,
        description="Look at the link of a verification mail without using it.",
    ),
    Filling(
        name="verify_email",
        route="account:verify_email",
        tells_state=True,
        on_anonymous="fine",
        affects=("emails",),
        description="Confirm an address by the key of the link, or by the code, that was sent to it.",
    ),
    Calling(
        name="resend_email_code",
        route="account:resend_email_verification_code",
        description="Send the code that confirms an address again.",
    ),
    Reading(
        name="emails",
        route="account:manage_email",
        data=list[answers.AuthEmail],
        read=answers.data,
        is_for_users=True,
        description="The addresses of the user.",
    ),
    Filling(
        name="add_email",
        route="account:manage_email",
        wants=("user",),
        data=list[answers.AuthEmail],
        read=answers.data,
        affects=("emails",),
        description="Add an address, or correct the one that is about to be confirmed.",
    ),
    Calling(
        name="resend_email",
        route="account:manage_email",
        method="PUT",
        fields={"email": (str, True)},
        is_for_users=True,
        on_forbidden="rate_limited",
        description="Send the mail that confirms an address again.",
    ),
    Calling(
        name="primary_email",
        route="account:manage_email",
        method="PATCH",
        fields={"email": (str, True)},
        send=lambda arguments: Sent(body={**arguments, "primary": True}),
        data=list[answers.AuthEmail],
        read=answers.data,
        is_for_users=True,
        affects=("emails", "session"),
        description="Make an address the primary one.",
    ),
    Calling(
        name="remove_email",
        route="account:manage_email",
        method="DELETE",
        fields={"email": (str, True)},
        data=list[answers.AuthEmail],
        read=answers.data,
        is_for_users=True,
        affects=("emails",),
        description="Remove an address.",
    ),
    Reading(
        name="phone",
        route="account:manage_phone",
        is_possible=_has_phones,
        data=list[answers.AuthPhone],
        read=answers.data,
        is_for_users=True,
        description="The number of the user, if there is one.",
    ),
    Filling(
        name="change_phone",
        route="account:manage_phone",
        is_possible=_has_phones,
        wants=("user", "phone"),
        data=list[answers.AuthPhone],
        read=answers.data,
        affects=("phone",),
        description="Change the number; a code is sent to the new one.",
    ),
    Filling(
        name="verify_phone",
        route="account:verify_phone",
        is_possible=_has_phones,
        wants=("user", "code", "phone"),
        tells_state=True,
        on_anonymous="inactive",
        affects=("phone",),
        description="Confirm a number by the code that was sent to it.",
    ),
    Calling(
        name="resend_phone_code",
        route="account:resend_phone_verification_code",
        is_possible=_has_phones,
        description="Send the code that confirms a number again.",
    ),
    # -- passwords --
    Filling(
        name="request_password_reset",
        route="account:request_password_reset",
        tells_state=True,
        may_tell_nothing=True,
        on_anonymous="fine",
        description="Have a link or a code sent that resets the password.",
    ),
    Calling(
        name="password_reset",
        route="account:reset_password",
        method="GET",
        weighs_first=_by_code,
        fields={"key": (str, True)},
        send=_by_header("X-Password-Reset-Key"),
        data=password_owner,
        read=answers.with_user,
        description="Look at the link or the code of a reset mail without using it.",
    ),
    Filling(
        name="reset_password",
        route="account:reset_password",
        tells_state=True,
        on_anonymous="fine",
        description="Set a new password, by the key of the link or the code that was sent.",
    ),
    Filling(
        name="change_password",
        route="account:change_password",
        wants=("user",),
        is_personal=True,
        tells_state=True,
        on_anonymous="fine",
        is_for_users=True,
        description="Change the password, or set the first one.",
    ),
    Filling(
        name="reauthenticate",
        route="account:reauthenticate",
        wants=("user",),
        tells_state=True,
        is_for_users=True,
        description="Prove who one is by the password.",
    ),
    # -- second factors --
    Reading(
        name="authenticators",
        route="mfa:authenticators",
        data=list[answers.AuthFactor],
        read=answers.data,
        is_for_users=True,
        description="The second factors of the user.",
    ),
    Filling(
        name="mfa_authenticate",
        route="mfa:authenticate",
        wants=("user",),
        tells_state=True,
        on_anonymous="inactive",
        step="mfa_authenticate",
        description="Go on logging in with a code of the authenticator app, or a recovery code.",
    ),
    Filling(
        name="mfa_reauthenticate",
        route="mfa:reauthenticate",
        wants=("user",),
        tells_state=True,
        is_for_users=True,
        description="Prove who one is by a code.",
    ),
    Filling(
        name="mfa_trust",
        route="mfa:trust",
        tells_state=True,
        on_anonymous="inactive",
        step="mfa_trust",
        description="Say whether this browser needs no second factor for a while.",
    ),
    Calling(
        name="totp",
        route="mfa:manage_totp",
        method="GET",
        send=_no_body,
        data=answers.AuthTotpActive | answers.AuthTotpSecret,
        read=answers.totp,
        has_none=True,
        is_for_users=True,
        description="The authenticator app in use, or a new secret for one; each call makes another.",
    ),
    Filling(
        name="activate_totp",
        route="mfa:manage_totp",
        wants=("user",),
        data=answers.AuthTotp,
        read=answers.data,
        is_for_users=True,
        affects=("authenticators",),
        description="Use an authenticator app from now on.",
    ),
    Calling(
        name="deactivate_totp",
        route="mfa:manage_totp",
        method="DELETE",
        is_for_users=True,
        affects=("authenticators",),
        description="Use the authenticator app no more.",
    ),
    Calling(
        name="recovery_codes",
        route="mfa:manage_recovery_codes",
        method="GET",
        send=_no_body,
        data=answers.AuthRecoveryCodes | None,
        read=answers.found,
        has_none=True,
        is_for_users=True,
        description="The recovery codes, if there are any.",
    ),
    Calling(
        name="generate_recovery_codes",
        route="mfa:manage_recovery_codes",
        data=answers.AuthRecoveryCodes,
        read=answers.data,
        is_for_users=True,
        affects=("authenticators",),
        description="Make new recovery codes; the old ones are worth nothing from now on.",
    ),
    # -- passkeys --
    Calling(
        name="passkey_creation",
        route="mfa:manage_webauthn",
        method="GET",
        fields={"passwordless": (bool, False)},
        send=_passwordless,
        data=answers.AuthCreationOptions,
        read=answers.data,
        is_for_users=True,
        description="What the browser takes to make a passkey.",
    ),
    Calling(
        name="add_passkey",
        route="mfa:manage_webauthn",
        fields={"name": (str, False), "credential": (CREDENTIAL, True), "passwordless": (bool, False)},
        fragile=("credential", "incorrect_code"),
        data=answers.AuthNewPasskey,
        read=answers.new_passkey,
        is_for_users=True,
        affects=("authenticators",),
        description="Add the passkey that the browser made.",
    ),
    Calling(
        name="rename_passkey",
        route="mfa:manage_webauthn",
        method="PUT",
        fields={"id": (int, True), "name": (str, True)},
        data=answers.AuthPasskey,
        read=answers.data,
        is_for_users=True,
        affects=("authenticators",),
        description="Call a passkey otherwise.",
    ),
    Calling(
        name="remove_passkeys",
        route="mfa:manage_webauthn",
        method="DELETE",
        fields={"authenticators": (list[int], True)},
        is_for_users=True,
        affects=("authenticators",),
        description="Remove passkeys.",
    ),
    Calling(
        name="passkey_login",
        route="mfa:login_webauthn",
        method="GET",
        send=_no_body,
        data=answers.AuthRequestOptions,
        read=answers.data,
        description="What the browser takes to log in with a passkey.",
    ),
    Calling(
        name="login_by_passkey",
        route="mfa:login_webauthn",
        fields={"credential": (CREDENTIAL, True)},
        fragile=("credential", "incorrect_code"),
        tells_state=True,
        on_anonymous="inactive",
        description="Log in with the passkey that the browser has shown.",
    ),
    Calling(
        name="passkey_authentication",
        route="mfa:authenticate_webauthn",
        method="GET",
        send=_no_body,
        data=answers.AuthRequestOptions,
        read=answers.data,
        step="mfa_authenticate",
        description="What the browser takes to show a passkey as second factor.",
    ),
    Calling(
        name="authenticate_by_passkey",
        route="mfa:authenticate_webauthn",
        fields={"credential": (CREDENTIAL, True)},
        fragile=("credential", "incorrect_code"),
        tells_state=True,
        on_anonymous="inactive",
        step="mfa_authenticate",
        description="Go on logging in with the passkey that the browser has shown.",
    ),
    Calling(
        name="passkey_reauthentication",
        route="mfa:reauthenticate_webauthn",
        method="GET",
        send=_no_body,
        data=answers.AuthRequestOptions,
        read=answers.data,
        is_for_users=True,
        description="What the browser takes to prove who one is by a passkey.",
    ),
    Calling(
        name="reauthenticate_by_passkey",
        route="mfa:reauthenticate_webauthn",
        fields={"credential": (CREDENTIAL, True)},
        fragile=("credential", "incorrect_code"),
        tells_state=True,
        is_for_users=True,
        description="Prove who one is by the passkey that the browser has shown.",
    ),
    Filling(
        name="passkey_signup",
        route="mfa:signup_webauthn",
        tells_state=True,
        on_anonymous="fine",
        description="Make an account that logs in with a passkey.",
    ),
    Calling(
        name="passkey_signup_creation",
        route="mfa:signup_webauthn",
        method="GET",
        send=_no_body,
        data=answers.AuthCreationOptions,
        read=answers.data,
        description="What the browser takes to make the passkey of a new account.",
    ),
    Calling(
        name="finish_passkey_signup",
        route="mfa:signup_webauthn",
        method="PUT",
        fields={"name": (str, False), "credential": (CREDENTIAL, True)},
        fragile=("credential", "incorrect_code"),
        tells_state=True,
        on_anonymous="inactive",
        step="mfa_signup_webauthn",
        description="Give the new account the passkey that the browser made.",
    ),
    # -- accounts elsewhere --
    Reading(
        name="pending_signup",
        route="socialaccount:provider_signup",
        data=answers.pending_signup,
        read=answers.with_user,
        description="What a provider told of somebody who has no account yet.",
    ),
    Filling(
        name="provider_signup",
        route="socialaccount:provider_signup",
        is_possible=asks_for_email,
        wants=("sociallogin",),
        is_personal=True,
        tells_state=True,
        on_anonymous="fine",
        description="Make an account for somebody whom a provider knows.",
    ),
    Calling(
        name="provider_token",
        route="socialaccount:provider_token",
        fields={
            "provider": (str, True),
            "process": (answers.AuthProcess, True),
            "token": (dict[str, Any], True),
        },
        fragile=("token", "invalid_token"),
        tells_state=True,
        on_anonymous="inactive",
        affects=("connections",),
        description="Log in with, or connect, an account elsewhere by a token of its provider.",
    ),
    Reading(
        name="connections",
        route="socialaccount:manage_providers",
        data=list[answers.AuthConnection],
        read=answers.data,
        is_for_users=True,
        description="The accounts elsewhere that the user logs in with.",
    ),
    Calling(
        name="disconnect",
        route="socialaccount:manage_providers",
        method="DELETE",
        fields={"provider": (str, True), "account": (str, True)},
        data=list[answers.AuthConnection],
        read=answers.data,
        is_for_users=True,
        affects=("connections",),
        description="Log in with an account elsewhere no more.",
    ),
    # -- sessions --
    Reading(
        name="sessions",
        route="usersessions:sessions",
        data=list[answers.AuthSession],
        read=answers.data,
        is_for_users=True,
        description="Where the user is logged in.",
    ),
    Calling(
        name="end_sessions",
        route="usersessions:sessions",
        method="DELETE",
        fields={"sessions": (list[int], True)},
        data=list[answers.AuthSession],
        read=answers.data,
        tells_state=True,
        on_anonymous="fine",
        is_for_users=True,
        affects=("sessions",),
        description="Log out elsewhere.",
    ),
)
"""All flows but `session`, which every one of them may answer."""
