"""`MIZAN = {...}` of the project's settings, read in one place.

Read lazily and again after every change, so `override_settings` works:

    from mizan.setup.settings import settings
    settings.MAX_BODY
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast

from django.conf import settings as django_settings
from django.core.checks import CheckMessage, Error
from django.core.signals import setting_changed


def _languages() -> tuple[str, ...]:
    return (django_settings.LANGUAGE_CODE,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Every key of `MIZAN`, with its default."""

    GENERATE: Mapping[str, Any] | list[Mapping[str, Any]] = field(default_factory=list)
    """Where `runserver` regenerates the client: `{"target": "react", "out": "src/mizan"}`, or a list."""
    LANGUAGES: tuple[str, ...] | list[str] = field(default_factory=_languages)
    """The languages whose texts the client carries; the first is the default one."""
    EXPLORER_AUTH: Any = "superuser"
    """Who may read the contract when DEBUG is off: a policy as in `auth=`."""
    CONCEAL_FORBIDDEN: bool = False
    """Answer 404 where a log-in or more rights would be needed, outside the public audience."""
    MAX_BATCH: int = 10
    """How many calls a batch may carry."""
    MAX_BODY: int = 1024 * 1024
    """Bytes of JSON in one request; never more than Django's DATA_UPLOAD_MAX_MEMORY_SIZE."""
    MAX_UPLOAD: int = 25 * 1024 * 1024
    """Bytes of a whole multipart request, files included."""
    MAX_DEPTH: int = 64
    """How deep JSON may be nested."""
    MAX_NODES: int = 10_000
    """How many values JSON may hold."""
    LIMIT_CACHE: str = "default"
    """Which of Django's caches counts what `limit=` limits."""
    TRUSTED_PROXIES: int = 0
    """How many proxies stand in front, each adding to `X-Forwarded-For`; 0: nobody reads that header."""
    AUTH_LIMITS: Mapping[str, Any] = field(default_factory=dict)
    """How often what `mizan.auth.django` offers may be tried, where not as often as by default."""
    AUTH_USER: str = ""
    """The dotted path of `(user) -> TypedDict`, which adds to how `mizan.auth.django` shows a user."""
    PASSWORD_RESET_URL: str = ""
    """The page to which a reset mail of `mizan.auth.django` leads: `"/reset/{key}"`, or a whole URL."""
    REAUTHENTICATE_AFTER: int = 300
    """For how many seconds a password that `mizan.auth.django` was shown counts as a recent proof."""


class _Lazy:
    """Read the settings at the first look, and hold them as attributes until they change."""

    def __getattr__(self, name: str) -> Any:
        if name not in _KEYS:
            raise AttributeError(name)
        values = _read(getattr(django_settings, "MIZAN", {}))
        vars(self).update({key: getattr(values, key) for key in _KEYS})
        return getattr(values, name)

    def forget(self, *, setting: str, **_: object) -> None:
        if setting in ("MIZAN", "CACHES", "LANGUAGE_CODE", "DATA_UPLOAD_MAX_MEMORY_SIZE"):
            vars(self).clear()


def _read(raw: object) -> Settings:
    """Return the settings; what is unknown or of the wrong type keeps its default (`check_settings`)."""
    known = raw if isinstance(raw, Mapping) else {}
    values = Settings(**{key: value for key, value in known.items() if _complaint(key, value) is None})
    site = django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return values if site is None else replace(values, MAX_BODY=min(values.MAX_BODY, site))


_lazy = _Lazy()
setting_changed.connect(_lazy.forget)

settings = cast(Settings, _lazy)
"""The settings of this moment."""

_KEYS = {key.name for key in fields(Settings)}
_TYPES: dict[str, tuple[type, ...]] = {
    "GENERATE": (dict, list, tuple),
    "LANGUAGES": (list, tuple),
    "CONCEAL_FORBIDDEN": (bool,),
    "AUTH_LIMITS": (dict,),
    "AUTH_USER": (str,),
    "PASSWORD_RESET_URL": (str,),
}


def _complaint(key: str, value: object) -> str | None:
    if key not in _KEYS:
        near = difflib.get_close_matches(str(key), _KEYS, n=1)
        return f"MIZAN has no key {key!r}." + (f" Do you mean {near[0]!r}?" if near else "")
    if key.startswith("MAX_") or key == "REAUTHENTICATE_AFTER":
        is_right = type(value) is int and value > 0
    elif key == "TRUSTED_PROXIES":
        is_right = type(value) is int and value >= 0
    elif key == "LIMIT_CACHE":
        is_right = isinstance(value, str) and value in django_settings.CACHES
    else:
        is_right = isinstance(value, _TYPES.get(key, (object,)))
    if key == "LANGUAGES" and is_right:
        is_right = bool(value) and all(isinstance(code, str) for code in cast("list[object]", value))
    if key == "GENERATE" and is_right and not isinstance(value, dict):
        is_right = all(isinstance(job, Mapping) for job in cast("list[object]", value))
    return None if is_right else f"MIZAN[{key!r}] cannot be {value!r}."


def check_settings(**_: object) -> list[CheckMessage]:
    """Report keys of `MIZAN` that do not exist or whose value is of the wrong type (`mizan.E010`)."""
    raw = getattr(django_settings, "MIZAN", {})
    if not isinstance(raw, Mapping):
        return [Error("MIZAN must be a dict.", hint='Write MIZAN = {"MAX_BATCH": 10}.', id="mizan.E010")]
    return [
        Error(complaint, hint=_hint(key), id="mizan.E010")
        for key, value in raw.items()
        if (complaint := _complaint(key, value))
    ]


def _hint(key: str) -> str:
    if key not in _KEYS:
        return f"The keys are {', '.join(sorted(_KEYS))}."
    if key == "GENERATE":
        return 'Write {"target": "react", "out": "frontend/src/mizan"}, or a list of these.'
    if key == "LIMIT_CACHE":
        return f"The CACHES are {', '.join(map(repr, sorted(django_settings.CACHES)))}."
    return f"By default it is {getattr(Settings(), key)!r}."
