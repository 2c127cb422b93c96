"""A browser whose every answer is held against the contract of the moment, and kept."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.test import AsyncClient, Client
from jsonschema import Draft202012Validator

from mizan.protocol.errors import STATUS
from mizan.setup.registry import registry
from mizan.testing import MizanClient, Result

ENVELOPE = json.loads((Path(__file__).parents[2] / "protocol" / "envelope.schema.json").read_text())
PREFIX = settings.FORCE_SCRIPT_NAME or ""

answers: dict[str, dict[str, Any]] = defaultdict(dict)
"""Every answer under the settings as they stand in the file, by operation and its own text."""


class _Mounted(Client):
    """Django's own, which does not take the prefix off a path as a server does."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        return super().generic(method, path.removeprefix(PREFIX), *args, **kwargs)


class _Async:
    """Django's client of ASGI, asked as the other one is."""

    def __init__(self, **options: Any) -> None:
        self.client = AsyncClient(**options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return async_to_sync(self.client.get)(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return async_to_sync(self.client.post)(*args, **kwargs)


class Visitor(MizanClient):
    """Call as a browser does, in front of the server of the project."""

    def __init__(self, user: Any = None, *, enforce_csrf_checks: bool = False) -> None:
        super().__init__()
        self.http: Any = (_Async if settings.SERVER == "asgi" else _Mounted)(
            raise_request_exception=False, enforce_csrf_checks=enforce_csrf_checks
        )
        if user is not None:
            self.http.force_login(user)

    def call(self, name: str, input: Any = None, **headers: str) -> Result:  # noqa: A002
        result = super().call(name, input, **headers)
        judge(name, result)
        return result

    def submit(self, form: Any, data: Any, files: Any = None, *, params: Any = None) -> Result:
        result = super().submit(form, data, files, params=params)
        judge(f"{form}.submit", result)
        return result

    def ask(self, name: str, /, **arguments: Any) -> Result:
        """Call, or fill in the form."""
        if registry.get(f"auth.{name}.submit"):
            return self.call(f"auth.{name}.submit", {"data": arguments})
        return self.call(f"auth.{name}", arguments)

    def auth(self, name: str, /, **arguments: Any) -> Any:
        """Return what `ask` came to; a failed test if that was a failure."""
        result = self.ask(name, **arguments)
        assert result.ok, result
        return result.data["auth" if result.data["kind"] == "state" else "data"]

    def code(self, name: str, /, **arguments: Any) -> str | None:
        """Return the code of the failure that `ask` came to, None for a success."""
        return self.ask(name, **arguments).code

    def state(self) -> Any:
        """Return who is logged in."""
        return self.call("auth.session").data


def judge(name: str, result: Result) -> None:
    """Hold an answer against what is published."""
    if result.status >= 400:
        assert result.status < 500 or result.code == "unavailable", (name, result)
        if result.code in STATUS:
            assert STATUS[result.code] == result.status
        assert result.code != "rate_limited" or int(result.headers["Retry-After"]) > 0
        return
    assert registry.get(name) is not None
    _schema(name, registry.version).validate(result.data)
    if name.startswith("auth.") and not changed():
        answers[name][json.dumps(result.data, sort_keys=True)] = result.data


def changed() -> bool:
    """Tell settings that a test has changed."""
    from django.conf import LazySettings, UserSettingsHolder

    assert isinstance(settings, LazySettings)
    return isinstance(settings._wrapped, UserSettingsHolder)


@cache
def _schema(name: str, version: int) -> Any:
    operation = registry.get(name)
    assert operation
    return Draft202012Validator(operation.output.schema())
