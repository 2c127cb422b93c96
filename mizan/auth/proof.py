"""Whether somebody proved who they are a moment ago, and how they may prove it again, as allauth sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.apps import apps

from mizan.protocol.envelope import JSON

if TYPE_CHECKING:
    from django.http import HttpRequest


def has_proof(request: HttpRequest) -> bool:
    """Return whether the user of a request proved who they are within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    try:
        _proven(request)
    except ReauthenticationRequired:
        return False
    return True


def ways(request: HttpRequest) -> list[JSON]:
    """Return the flows by which the user of a request may prove it again."""
    user: Any = request.user
    found: list[JSON] = [{"id": "reauthenticate"}] if user.has_usable_password() else []
    types = _types_of(user)
    return found + ([{"id": "mfa_reauthenticate", "types": types}] if types else [])


def _types_of(user: Any) -> list[str]:
    if not apps.is_installed("allauth.mfa"):
        return []
    label = "mfa.Authenticator"  # a model of an app that may not be there
    authenticators = apps.get_model(label).objects.filter(user=user)
    return sorted(authenticators.values_list("type", flat=True))


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def _proven(request: HttpRequest) -> None:
    """Be run only for somebody who did."""
