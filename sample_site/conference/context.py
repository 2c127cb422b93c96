"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from . import programme

THEMES = ("light", "dark")
CLASSIC = ("/classic/", "/accounts/")


def conference(request: HttpRequest) -> dict[str, Any]:
    """Return the facts of the conference, the half of the site we are in and the chosen colours.

    Every page under /classic/ has a twin under /app/ with the same rest of the path.
    """
    path, twin = request.path, swap(request.path)
    query = f"?{text}" if (text := request.META.get("QUERY_STRING")) else ""  # not parsed: it may be anything
    area = "classic" if path.startswith(CLASSIC) else "app"
    theme = request.COOKIES.get("theme")
    return {
        "conference": programme,
        "area": area,
        "twin": twin and twin + query,
        "debug_mails": settings.DEBUG,
        "theme": theme if theme in THEMES else None,
    }


def swap(path: str) -> str | None:
    """Return the path of the other half's page, or None for a page that stands alone."""
    here, there = ("/classic/", "/app/") if path.startswith("/classic/") else ("/app/", "/classic/")
    twin = path.replace(here, there, 1)
    try:
        resolve(twin)
    except Resolver404:
        return None
    return twin if twin != path else None
