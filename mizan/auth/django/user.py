"""A user as the client sees one, with what a project adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.module_loading import import_string
from typing_extensions import is_typeddict

from mizan.auth.types import typed_dict
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.setup.settings import settings


def user_type() -> Any:
    """Return the type of a user. Raises ConfigurationError (`mizan.E115`)."""
    own = {
        "id": int if _has_number() else str,
        "display": str,
        "email": str | None,
        "has_usable_password": bool,
        "username": str,
    }
    return typed_dict("AuthUser", {**own, **_added()}, "The user.")


def user_of(user: Any) -> dict[str, JSON]:
    """Return a user as the client sees one; `display` is what `str(user)` says."""
    own = {
        "id": user.pk if _has_number() else str(user.pk),
        "display": str(user),
        "email": getattr(user, user.get_email_field_name(), None) or None,
        "has_usable_password": user.has_usable_password(),
        "username": str(user.get_username()),
    }
    return {**own, **_hook()(user)} if settings.AUTH_USER else own


def _has_number() -> bool:
    return isinstance(get_user_model()._meta.pk, models.IntegerField)


def _hook() -> Callable[[Any], dict[str, JSON]]:
    found: Callable[[Any], dict[str, JSON]] = import_string(settings.AUTH_USER)
    return found


def _added() -> dict[str, Any]:
    """Return the fields of the TypedDict that the project's function returns."""
    if not settings.AUTH_USER:
        return {}
    try:
        told = get_type_hints(_hook()).get("return")
        fields = get_type_hints(told, include_extras=True) if is_typeddict(told) else None
    except (ImportError, NameError, TypeError, ValueError) as error:
        raise _wrong(str(error)) from error
    if fields is None:
        raise _wrong("it does not say that it returns a TypedDict")
    return fields


def _wrong(why: str) -> ConfigurationError:
    return ConfigurationError(
        f"MIZAN['AUTH_USER'] = {settings.AUTH_USER!r} adds nothing to a user: {why}.",
        hint="Name a function (user) -> T by its dotted path, where T is a TypedDict of what is to be added.",
        check_id="mizan.E115",
    )
