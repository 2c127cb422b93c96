"""The path of a call, matched without the regular expression that Django would search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

_HEAD = "call/"


class _Match:
    """What `include` reads of the match below it, before it makes a `ResolverMatch` of its own."""

    __slots__ = ("captured_kwargs", "func", "kwargs", "route", "url_name")

    args: tuple[Any, ...] = ()
    app_names: list[str] = []
    namespaces: list[str] = []
    tried = None
    extra_kwargs: dict[str, Any] = {}


class CallPattern(URLPattern):
    """Match what `path("call/<str:name>/", …)` matches; reversing and checking are left to Django."""

    def __init__(self, view: Callable[..., Any], name: str) -> None:
        made = path(f"{_HEAD}<str:name>/", view, name=name)
        super().__init__(made.pattern, view, name=name)

    def resolve(self, path: str) -> Any:
        """Return the match of a path, or None."""
        if not (path.startswith(_HEAD) and path.endswith("/")):
            return None
        name = path[len(_HEAD) : -1]
        if not name or "/" in name:
            return None
        match = _Match()
        match.func, match.url_name, match.route = self.callback, self.name, str(self.pattern)
        match.kwargs = match.captured_kwargs = {"name": name}
        return match
