"""The path of a call, matched without the regular expression that Django would search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.urls import URLPattern, path

_HEAD = "call/"


class _Match:
    """What `include` reads of the match below it, before it makes a `ResolverMatch` of its own."""

    __slots__ = ("captured_kwargs", "func", "kwargs", "route", "url_name")

    args: ClassVar[tuple[Any, ...]] = ()
    app_names: ClassVar[list[str]] = []
    namespaces: ClassVar[list[str]] = []
    tried: ClassVar[None] = None
    extra_kwargs: ClassVar[dict[str, Any]] = {}

    def __init__(self, pattern: URLPattern, name: str) -> None:
        self.func, self.url_name, self.route = pattern.callback, pattern.name, str(pattern.pattern)
        self.kwargs = self.captured_kwargs = {"name": name}


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
        return _Match(self, name)
