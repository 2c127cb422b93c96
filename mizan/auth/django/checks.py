"""System checks: what Django needs so that somebody can be logged in."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core import checks
from django.utils.module_loading import import_string

from mizan.auth.django.limits import LIMITS
from mizan.setup.settings import settings


def check_django_auth(**_: object) -> list[checks.CheckMessage]:
    """Report what keeps `mizan.auth.django` from logging anybody in (`mizan.E110`–`E114`)."""
    return [*_twice(), *_apps(), *_middleware(), *_settings()]


def _twice() -> Iterator[checks.CheckMessage]:
    if apps.is_installed("mizan.auth"):
        yield checks.Error(
            "mizan.auth and mizan.auth.django are both installed, and answer under the same names.",
            hint="Keep 'mizan.auth' where allauth logs in, and 'mizan.auth.django' where Django does. Until "
            "then allauth does.",
            id="mizan.E110",
        )


def _apps() -> Iterator[checks.CheckMessage]:
    if not apps.is_installed("django.contrib.auth"):
        yield checks.Error(
            "mizan.auth.django logs in the users of django.contrib.auth, which is not installed.",
            hint="Add 'django.contrib.auth' and 'django.contrib.contenttypes' to INSTALLED_APPS.",
            id="mizan.E111",
        )


def _middleware() -> Iterator[checks.CheckMessage]:
    session, user = _place(SessionMiddleware), _place(AuthenticationMiddleware)
    for place, needed in ((session, SessionMiddleware), (user, AuthenticationMiddleware)):
        if place is None:
            path = f"{needed.__module__}.{needed.__name__}"
            yield checks.Error(
                f"mizan.auth.django needs {needed.__name__}, without which nobody stays logged in.",
                hint=f"Add {path!r} to MIDDLEWARE.",
                id="mizan.E112",
            )
    if session is not None and user is not None and user < session:
        yield checks.Error(
            "AuthenticationMiddleware stands before SessionMiddleware, in which it looks for the user.",
            hint="Put SessionMiddleware first in MIDDLEWARE.",
            id="mizan.E112",
        )


def _settings() -> Iterator[checks.CheckMessage]:
    if settings.PASSWORD_RESET_URL and "{key}" not in settings.PASSWORD_RESET_URL:
        yield checks.Error(
            f"MIZAN['PASSWORD_RESET_URL'] = {settings.PASSWORD_RESET_URL!r} has no place for the key.",
            hint='Write "/reset/{key}": the page hands the key to useResetPasswordForm().',
            id="mizan.E113",
        )
    for name in sorted(set(settings.AUTH_LIMITS) - set(LIMITS)):
        yield checks.Error(
            f"MIZAN['AUTH_LIMITS'] limits {name!r}, which is nothing of mizan.auth.django.",
            hint=f"It may limit {', '.join(LIMITS)}.",
            id="mizan.E114",
        )


def _place(wanted: type) -> int | None:
    """Return where a middleware stands, or one that is made of it."""
    for place, path in enumerate(django_settings.MIDDLEWARE):
        try:
            found = import_string(path)
        except ImportError:
            continue  # Django says so itself
        if isinstance(found, type) and issubclass(found, wanted):
            return place
    return None
