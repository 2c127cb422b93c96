"""The OpenAPI document of this site: its contract, and what of its settings a foreign client has to know."""

from __future__ import annotations

from django.conf import settings as django_settings

from mizan.codegen.audience import AUDIENCES, select
from mizan.codegen.contract import contract
from mizan.codegen.openapi import Site, openapi
from mizan.protocol.envelope import JSON
from mizan.server.session import mount
from mizan.setup.settings import settings


def openapi_document(audience: str = AUDIENCES[-1]) -> dict[str, JSON]:
    """Return the OpenAPI document with what an audience may know: by default all."""
    chosen, _ = select(contract(), audience)
    site = Site(
        mount=mount(), session_cookie=django_settings.SESSION_COOKIE_NAME, max_batch=settings.MAX_BATCH
    )
    return openapi(chosen, site)
