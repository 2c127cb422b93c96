"""System checks: what allauth needs so that its flows can be asked."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, reverse

MIDDLEWARE = "allauth.account.middleware.AccountMiddleware"
LOCAL_CACHES = (
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
)


def check_allauth(**_: object) -> list[checks.CheckMessage]:
    """Report what is missing of allauth's own set-up (`mizan.E100`–`E103`, `W100`–`W103`)."""
    return [*_apps(), *_middleware(), *_routes(), *_clients(), *_providers(), *_deployment()]


def _apps() -> list[checks.CheckMessage]:
    missing = [
        name for name in ("allauth", "allauth.account", "allauth.headless") if not apps.is_installed(name)
    ]
    return [
        checks.Error(
            f"mizan.auth asks allauth's headless views, and INSTALLED_APPS lacks {', '.join(missing)}.",
            hint=f"Add {', '.join(map(repr, missing))} before 'mizan.auth'.",
            id="mizan.E100",
        )
        for _ in missing[:1]
    ]


def _middleware() -> list[checks.CheckMessage]:
    if MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        checks.Error(
            "mizan.auth needs the middleware of allauth, without which none of its views can run.",
            hint=f"Add {MIDDLEWARE!r} to MIDDLEWARE, after AuthenticationMiddleware.",
            id="mizan.E101",
        )
    ]


def _routes() -> list[checks.CheckMessage]:
    messages: list[checks.CheckMessage] = []
    if not _has("headless:browser:config"):
        messages.append(
            checks.Error(
                "The headless routes of allauth are not included for browsers.",
                hint='Add path("_allauth/", include("allauth.headless.urls")) to the urlconf, and keep '
                '"browser" in HEADLESS_CLIENTS.',
                id="mizan.E102",
            )
        )
    if apps.is_installed("allauth.socialaccount") and not _has("socialaccount_login_error"):
        messages.append(
            checks.Error(
                "Providers lead back to allauth's own routes, which are not included.",
                hint='Add path("accounts/", include("allauth.urls")) to the urlconf.',
                id="mizan.E103",
            )
        )
    return messages


def _clients() -> list[checks.CheckMessage]:
    from allauth.headless import app_settings

    if "app" not in map(str, app_settings.CLIENTS):
        return []
    return [
        checks.Warning(
            "The headless routes of allauth also serve apps, which are asked for no CSRF token.",
            hint='Set HEADLESS_CLIENTS = ("browser",) unless a native app logs in here.',
            id="mizan.W100",
        )
    ]


def _providers() -> list[checks.CheckMessage]:
    from mizan.auth.flows import asks_for_email  # reads allauth, which may not be among the apps

    if not apps.is_installed("allauth.socialaccount") or asks_for_email():
        return []
    return [
        checks.Warning(
            "Whoever comes from a provider and has no account yet cannot make one: allauth has no form "
            "for it where a sign-up asks for no e-mail address.",
            hint="Add 'email' (not required) to ACCOUNT_SIGNUP_FIELDS, or silence this where every provider "
            "signs up by itself.",
            id="mizan.W103",
        )
    ]


def _deployment() -> list[checks.CheckMessage]:
    if settings.DEBUG:
        return []
    messages: list[checks.CheckMessage] = []
    if settings.CACHES.get("default", {}).get("BACKEND") in LOCAL_CACHES:
        messages.append(
            checks.Warning(
                "The rate limits of allauth live in the default cache, which each process has for itself.",
                hint="Use a cache that all processes share, such as Redis, for CACHES['default'].",
                id="mizan.W101",
            )
        )
    if not any(getattr(settings, name, None) for name in _ADDRESS):
        messages.append(
            checks.Warning(
                "Nothing says how many proxies stand before this site, so limits count who connects to it.",
                hint="Set ALLAUTH_TRUSTED_PROXY_COUNT or ALLAUTH_TRUSTED_CLIENT_IP_HEADER; silence this "
                "where there is no proxy.",
                id="mizan.W102",
            )
        )
    return messages


_ADDRESS = ("ALLAUTH_TRUSTED_PROXY_COUNT", "ALLAUTH_TRUSTED_CLIENT_IP_HEADER")


def _has(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
