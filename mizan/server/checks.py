"""System checks of the routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core import checks
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from mizan.server.views import CHECKS_CSRF


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


def _routes(patterns: list[Any], *, is_ours: bool) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, is_ours=is_ours or pattern.app_name == "mizan")
        elif isinstance(pattern, URLPattern) and is_ours:
            yield str(pattern.pattern), pattern.callback
