"""What a client has to know before its first call."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from mizan.server.identity import identity_tag
from mizan.setup.registry import registry
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("mizan.server")

DEFAULT_MOUNT = "/api/mizan/"
"""Where a client looks for Mizan when nobody tells."""


_kept: tuple[tuple[object, ...], str] = (), ""
"""What the hash of the contract was made from, and the hash."""


def session_payload(request: HttpRequest) -> dict[str, str | int]:
    """Return `{csrf, build, identity, mount, language, max_upload}`, and have the CSRF cookie set."""
    return {
        "csrf": get_token(request),
        "build": build(),
        "identity": identity_tag(request),
        "mount": mount(),
        "language": get_language() or "en",
        "max_upload": settings.MAX_UPLOAD,
    }


def build() -> str:
    """Return the hash of the contract, or `""` when it cannot be made (the reason is in the log)."""
    global _kept
    if _kept[0] == _origin():
        return _kept[1]
    try:
        text = registry.build()
        _kept = _origin(), text
        return text
    except Exception:
        logger.exception("The contract cannot be made; answers carry no build.")
        return ""


def mount() -> str:
    """Return the path where `mizan.urls` is included."""
    try:
        return reverse("mizan:root")
    except NoReverseMatch:
        return DEFAULT_MOUNT


def _origin() -> tuple[object, ...]:
    return registry.build, registry.version, settings.LANGUAGES
