"""System checks of pages."""

from __future__ import annotations

from django.conf import settings
from django.core import checks

from mizan.setup.registry import registry

MIDDLEWARE = "mizan.web.hydration_middleware"


def check_hydration(**_: object) -> list[checks.CheckMessage]:
    """Warn when pages that embed user data could end up in a shared cache (`mizan.W040`)."""
    is_hydrated = any(context.scope == "global" for context in registry.contexts())
    if not is_hydrated or MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        checks.Warning(
            "Pages with {% mizan_hydrate %} carry the user's own data, and nothing keeps them out of caches.",
            hint=f"Add {MIDDLEWARE!r} to MIDDLEWARE; or silence this if no page uses the tag.",
            id="mizan.W040",
        )
    ]
