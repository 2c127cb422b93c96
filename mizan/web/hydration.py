"""Embed what a page's first paint needs, so that it makes no request."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString, mark_safe
from pydantic_core import to_json

from mizan.permissions import may
from mizan.protocol.envelope import Call, Success
from mizan.server.dispatch import dispatch, is_concealed
from mizan.server.session import session_payload
from mizan.setup.registry import registry
from mizan.web.script import escape_json

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mizan.setup.operations import ContextSpec

ELEMENT_ID = "mizan-data"
"""The id of the script element, which `readHydration()` of `@mizan/base` looks for."""

_PREPARED = "_mizan_hydration"
_RENDERED = "_mizan_hydrated"


def hydrate(request: HttpRequest) -> SafeString:
    """Return the script element with session data and the global contexts of this request.

    A context that is denied or fails is embedded as its failure and never fails the page. The page is the
    user's own from now on: `hydration_middleware` marks it `private, no-store`. Raises ImproperlyConfigured
    in an async view that has not awaited `ahydrate(request)`.
    """
    prepared: SafeString | None = getattr(request, _PREPARED, None)
    if prepared is not None:
        return prepared
    if _is_on_event_loop():
        raise ImproperlyConfigured(
            "{% mizan_hydrate %} in an async view needs `await mizan.web.ahydrate(request)` before the page "
            "is rendered."
        )
    mark_private(request)
    return _element(request)


async def ahydrate(request: HttpRequest) -> SafeString:
    """Prepare the element in an async view; `{% mizan_hydrate %}` then prints it."""
    mark_private(request)
    element = await sync_to_async(_element)(request)
    setattr(request, _PREPARED, element)
    return element


def mark_private(request: HttpRequest) -> None:
    """Keep the page of this request out of every cache."""
    setattr(request, _RENDERED, True)
    # Django's own site-wide cache looks at this attribute before it looks at any header.
    setattr(request, "_cache_update_cache", False)  # noqa: B010


def is_private(request: HttpRequest) -> bool:
    """Tell whether user data was embedded in the page of this request."""
    return getattr(request, _RENDERED, False)


def _element(request: HttpRequest) -> SafeString:
    shown = [context for context in _global_contexts() if not _is_hidden(request, context.operation)]
    contexts = ",".join(_entry(request, context.name, context.operation) for context in shown)
    session = json.dumps(session_payload(request), ensure_ascii=True)
    payload = escape_json(f'{session[:-1]},"contexts":[{contexts}]}}')
    return mark_safe(f'<script id="{ELEMENT_ID}" type="application/json">{payload}</script>')


def _global_contexts() -> list[ContextSpec]:
    return [context for context in registry.contexts() if context.scope == "global"]


def _is_hidden(request: HttpRequest, name: str) -> bool:
    """Return whether not even the name of an operation may stand in this page (CONCEAL_FORBIDDEN)."""
    operation = registry.get(name)
    return operation is not None and is_concealed(operation) and not may(operation.policy, request)


def _entry(request: HttpRequest, name: str, operation: str) -> str:
    answer = dispatch(Call(name=operation, is_safe=True, is_counted=False), request)
    if isinstance(answer, Success):
        # The output is already serialised, once; numbers keep their text.
        return f'{{"name":{json.dumps(name)},"input":{{}},"data":{answer.data.decode()}}}'
    failure = {"name": name, "input": {}, "error": {**answer.as_json(), "status": answer.status}}
    return to_json(failure, inf_nan_mode="null").decode()


def _is_on_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
