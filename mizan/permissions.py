"""Who may: the one module that decides it.

A policy is `None` (everybody), `True` (logged in), `'staff'`, `'superuser'`, a callable `(request) -> bool`,
sync or async, or a tuple of these, all of which must hold. Only a check that *is* `True` lets in: an
exception, a coroutine that nobody awaited and a truthy value of another type deny. Inactive users are nobody.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from asgiref.sync import async_to_sync, iscoroutinefunction

from mizan.protocol.errors import ConfigurationError, Failure

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("mizan.permissions")

Custom: TypeAlias = Callable[["HttpRequest"], bool | Awaitable[bool]]
Check: TypeAlias = Literal[True, "staff", "superuser"] | Custom
Audience: TypeAlias = Literal["public", "staff", "superuser"]


Ways: TypeAlias = Callable[["HttpRequest"], list[dict[str, Any]]]


def _no_ways(request: HttpRequest) -> list[dict[str, Any]]:
    return []


class Unset:
    """Stand for an `auth=` that nobody wrote."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()
"""The default of every `auth=`: public as `None` is, but `mizan_policies --fail-on-implicit` objects."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """Say who may: all of `checks` must hold, and with `reauthenticate` a recent proof of identity."""

    checks: tuple[Check, ...] = ()
    reauthenticate: bool = False
    is_implicit: bool = False
    """True where `auth=` was left out."""

    def describe(self) -> Any:
        """Return `None`, `True`, `'staff'`, `'superuser'`, `'custom'`, or a list of these for a tuple.

        The list ends with `'reauthenticate'` where a recent proof of identity is asked for.
        """
        names = ["custom" if callable(check) else check for check in self.checks]
        if self.reauthenticate:
            return [*(names or [True]), "reauthenticate"]
        if not names:
            return None
        return names[0] if len(names) == 1 else names

    @property
    def audience(self) -> Audience:
        """Return whose bundle the names behind this policy belong to."""
        if "superuser" in self.checks:
            return "superuser"
        return "staff" if "staff" in self.checks else "public"

    @property
    def is_open(self) -> bool:
        """Return True when nobody is asked anything."""
        return not self.checks and not self.reauthenticate


PUBLIC: Final = Policy()
"""Everybody, said in so many words (`auth=None`)."""

IMPLICIT: Final = Policy(is_implicit=True)
"""Everybody, because `auth=` was left out."""


def policy(auth: object = UNSET, *, reauthenticate: bool = False, source: str = "") -> Policy:
    """Return the policy that `auth=` means; `source` names whose it is.

    Raises ConfigurationError (`mizan.E005`) on anything else.
    """
    if auth is None or auth is UNSET:
        checks: tuple[Check, ...] = ()
    elif isinstance(auth, tuple) and auth:
        checks = tuple(_check(part, source) for part in auth)
    else:
        checks = (_check(auth, source),)
    if not checks and not reauthenticate:
        return IMPLICIT if auth is UNSET else PUBLIC
    return Policy(checks=checks, reauthenticate=reauthenticate)


def authorize(policy: Policy, request: HttpRequest) -> None:
    """Return when the user of this request may; otherwise raise Failure.

    `unauthenticated` when logging in would help, `reauthenticate` when a recent proof of identity would,
    `forbidden` otherwise. An open policy does not touch `request.user`.
    """
    if policy.is_open:
        return
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and not user.is_active:
        raise Failure("unauthenticated")
    for check in policy.checks or (True,):
        _require(check, user, request)
    if policy.reauthenticate:
        _require_proof(user, request)


def rights(user: Any) -> list[str]:
    """Return the flags of a user that policies ask about, of `'staff'` and `'superuser'`."""
    return [flag for flag in ("staff", "superuser") if getattr(user, f"is_{flag}", None) is True]


def may(policy: Policy, request: HttpRequest) -> bool:
    """Return whether the user of this request may."""
    try:
        authorize(policy, request)
    except Failure:
        return False
    return True


def may_once_proven(policy: Policy, request: HttpRequest) -> bool:
    """Return whether the user may, perhaps after a proof of who they are that is open to them."""
    try:
        authorize(policy, request)
    except Failure as failure:
        return failure.code == "reauthenticate" and bool(failure.params["by"])
    return True


def set_reauthentication(proof: Custom | None, ways: Ways = _no_ways) -> None:
    """Say how to find out whether a user proved themselves recently (`reauthenticate=True`).

    `ways` tells how this user may prove it again: `params.by` of the failure `reauthenticate`.
    """
    global _proof, _ways
    _proof, _ways = proof, ways


def can_reauthenticate() -> bool:
    """Return whether somebody said how (`set_reauthentication`); without it `reauthenticate=True` denies."""
    return _proof is not None


_proof: Custom | None = None
_ways: Ways = _no_ways


def _require(check: Check, user: Any, request: HttpRequest) -> None:
    is_logged_in = user is not None and user.is_authenticated is True
    denial = "forbidden" if is_logged_in else "unauthenticated"
    if callable(check):
        granted = _ask(check, request)
        if granted is None:
            denial = "forbidden"
    elif check is True:
        granted = is_logged_in
    else:
        granted = is_logged_in and check in rights(user)
    if granted is not True:
        raise Failure(denial)


def _require_proof(user: Any, request: HttpRequest) -> None:
    if user is None or user.is_authenticated is not True:
        raise Failure("unauthenticated")
    if _proof is None or _ask(_proof, request) is not True:
        raise Failure("reauthenticate", by=_ways(request))


def _ask(check: Callable[[HttpRequest], Any], request: HttpRequest) -> bool | None:
    """Return the answer, False for one that is no bool, None for an exception; both are logged."""
    try:
        answer = async_to_sync(check)(request) if _is_async(check) else check(request)
    except Exception:
        logger.exception("The policy %s raised; access was denied.", _name(check))
        return None
    if inspect.iscoroutine(answer):
        answer.close()
    if not isinstance(answer, bool):
        kind = type(answer).__name__
        logger.error("The policy %s returned %s, not a bool; access was denied.", _name(check), kind)
        return False
    return answer


def _is_async(check: Any) -> bool:
    return iscoroutinefunction(check) or iscoroutinefunction(check.__call__)


def _check(part: object, source: str) -> Check:
    if part is True:
        return True
    if isinstance(part, str) and part in ("staff", "superuser"):
        return part  # type: ignore[return-value]  # mypy narrows no text by `in`
    if callable(part) and not inspect.isclass(part) and _takes_request(part):
        return part
    raise ConfigurationError(
        f"{source}: auth={part!r} is no policy." if source else f"auth={part!r} is no policy.",
        hint="Use None, True, 'staff', 'superuser', a callable (request) -> bool, or a tuple of these.",
        check_id="mizan.E005",
        obj=source or None,
    )


def _takes_request(check: Callable[..., Any]) -> bool:
    try:
        inspect.signature(check).bind(None)
    except TypeError:
        return False
    except ValueError:
        pass  # a builtin that tells no signature
    return True


def _name(check: Custom) -> str:
    return getattr(check, "__qualname__", None) or type(check).__qualname__
