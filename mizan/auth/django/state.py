"""Who is logged in, and what this site offers, as Django knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from django.contrib.auth import get_user_model
from django.db import models

from mizan.auth.django.proof import methods_of
from mizan.auth.django.user import user_of
from mizan.permissions import rights
from mizan.protocol.envelope import JSON

if TYPE_CHECKING:
    from django.http import HttpRequest


def login_method() -> Literal["email", "username"]:
    """Return what somebody logs in with: the USERNAME_FIELD of the user model."""
    model: Any = get_user_model()
    field = model._meta.get_field(model.USERNAME_FIELD)
    is_email = isinstance(field, models.EmailField) or field.name == model.get_email_field_name()
    return "email" if is_email else "username"


def is_somebody(request: HttpRequest) -> bool:
    """Tell whether a user is logged in who still may be."""
    return request.user.is_authenticated and request.user.is_active


def state_of(request: HttpRequest) -> dict[str, JSON]:
    """Return the `AuthState` of a request. No step ever waits."""
    if not is_somebody(request):
        return {"status": "anonymous", "flows": [{"id": "login"}]}
    user = request.user
    known = {"user": user_of(user), "rights": rights(user), "methods": methods_of(request)}
    return {"status": "authenticated", **known}


def config() -> dict[str, JSON]:
    """Return the `AuthConfig` of this site."""
    return {
        "account": {
            "login_methods": [login_method()],
            "is_open_for_signup": False,
            "email_verification_by_code_enabled": False,
            "login_by_code_enabled": False,
            "password_reset_by_code_enabled": False,
        }
    }
