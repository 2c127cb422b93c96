"""System checks of the routes, and of the cache that counts calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings as settings_of_site
from django.core import checks
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string

from mizan.server.views import CHECKS_CSRF
from mizan.setup.registry import registry
from mizan.setup.settings import settings


def check_mount(**_: object) -> list[checks.CheckMessage]:
    """Report a site that includes `mizan.urls` nowhere (`mizan.W002`)."""
    try:
        reverse("mizan:root")
    except NoReverseMatch:
        hint = 'Add path("api/mizan/", include("mizan.urls")) to the urlpatterns of ROOT_URLCONF.'
        return [
            checks.Warning(
                "mizan.urls is included nowhere, so no client can call.", hint=hint, id="mizan.W002"
            )
        ]
    return []


def check_users(**_: object) -> list[checks.CheckMessage]:
    """Report policies that want somebody logged in, where nothing says who is (`mizan.W003`)."""
    guarded = [each.name for each in registry.operations() if not each.policy.is_open]
    if not guarded or any(map(_says_who, settings_of_site.MIDDLEWARE)):
        return []
    return [
        checks.Warning(
            "auth= lets in who is logged in, and no middleware says who is: everybody is nobody "
            f"({', '.join(guarded[:3])}{', …' if guarded[3:] else ''}).",
            hint=f"Add {_USERS!r} to MIDDLEWARE; or silence this if a middleware of yours sets request.user.",
            id="mizan.W003",
        )
    ]


_USERS = "django.contrib.auth.middleware.AuthenticationMiddleware"


def _says_who(path: str) -> bool:
    """Tell Django's middleware, or one derived from it; by name, for its module wants its app installed."""
    try:
        bases = getattr(import_string(path), "__mro__", ())
    except ImportError:
        return False  # Django says so when it starts
    return any(f"{base.__module__}.{base.__qualname__}" == _USERS for base in bases)


def check_csrf(**_: object) -> list[checks.CheckMessage]:
    """Report a route of Mizan that Django's CSRF check skips and that runs none itself (`mizan.E009`)."""
    return [
        checks.Error(
            f"The route {route!r} of Mizan is exempt from the CSRF check and does not run it itself.",
            hint="Make the view with mizan.server.views.route, or remove csrf_exempt.",
            id="mizan.E009",
        )
        for route, view in _routes(get_resolver().url_patterns, is_ours=False)
        if getattr(view, "csrf_exempt", False) and not getattr(view, CHECKS_CSRF, False)
    ]


def check_limits(**_: object) -> list[checks.CheckMessage]:
    """Report a cache that does not count the calls of all processes (`mizan.W014`, with `check --deploy`)."""
    limited = [operation.name for operation in registry.operations() if operation.limit]
    problem = _miscount(caches[settings.LIMIT_CACHE]) if limited else ""
    if not problem:
        return []
    return [
        checks.Warning(
            f"The cache {settings.LIMIT_CACHE!r} {problem}, so more calls than limit= says may pass "
            f"({', '.join(limited[:3])}{', …' if limited[3:] else ''}).",
            hint='Name a cache in Redis or Memcached: MIZAN["LIMIT_CACHE"].',
            id="mizan.W014",
        )
    ]


def _miscount(cache: Any) -> str:
    """Return why a cache counts too little, or nothing."""
    if isinstance(cache, LocMemCache):
        return "belongs to one process alone"
    # Django's own reads and writes: of two that do so at once, one is lost (the dummy keeps nothing at all)
    return "does not count in one step" if type(cache).incr is BaseCache.incr else ""


def _routes(patterns: list[Any], *, is_ours: bool) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, is_ours=is_ours or pattern.app_name == "mizan")
        elif isinstance(pattern, URLPattern) and is_ours:
            yield str(pattern.pattern), pattern.callback
