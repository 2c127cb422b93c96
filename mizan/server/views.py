"""The routes of the protocol. They are sync, and run under WSGI and ASGI alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings as django_settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from pydantic_core import to_json

from mizan.permissions import authorize, policy
from mizan.protocol.envelope import Answer, Success
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.schema.objects import read_object
from mizan.server import csrf
from mizan.server.afterwards import followed
from mizan.server.batch import run_batch
from mizan.server.cookies import set_cookies
from mizan.server.dispatch import dispatch
from mizan.server.failures import failure_of
from mizan.server.http import decode, encode, read_json, refuse_method
from mizan.server.limits import require_modest
from mizan.server.session import session_payload
from mizan.setup.registry import registry
from mizan.setup.settings import settings

CHECKS_CSRF = "mizan_checks_csrf"
"""The mark of a view that is exempt from Django's CSRF middleware because it runs the check itself."""


def route(
    *methods: str, judges_others: bool = False
) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Make a view of a function `(request, …) -> Answer` that may raise anything.

    The view answers OPTIONS, and other methods than `methods` unless the function `judges_others` itself. It
    sets the CSRF cookie, belongs to no log-in middleware (a redirect is no answer) and to no transaction of
    the whole request. The function itself asks `require_csrf`.
    """

    def decorate(answer: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @wraps(answer)
        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": ", ".join(sorted({*methods, "OPTIONS"}))})
            try:
                if request.method not in methods and not judges_others:
                    raise refuse_method(*methods, "OPTIONS")
                result = answer(request, *args, **kwargs)
            except Exception as error:
                result = failure_of(error)
            response = csrf.set_cookie(request, encode(result, request))
            return followed(request, set_cookies(request, response))

        return mark(view)

    return decorate


def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that runs the CSRF check itself, authorises by policy and opens its own transactions."""
    vars(view).update(csrf_exempt=True, login_required=False, _non_atomic_requests=set(connections))
    setattr(view, CHECKS_CSRF, True)
    return view


@route("GET", "HEAD", "POST", judges_others=True)
def call(request: HttpRequest, name: str) -> Answer:
    """Answer `call/<name>/`; which methods an operation takes is judged after its name."""
    return dispatch(decode(request, name), request)


@route("POST")
def batch(request: HttpRequest) -> Answer:
    """Answer `batch/`."""
    csrf.require_csrf(request)
    text = read_json(request)
    require_modest(text)
    return run_batch(read_object(text), request)


@route("GET", "HEAD")
def session(request: HttpRequest) -> Answer:
    """Answer `session/`."""
    return Success(data=to_json(session_payload(request)))


@route("GET", "HEAD")
def contract(request: HttpRequest) -> Answer:
    """Answer `contract.json` to whom EXPLORER_AUTH lets in, and to everybody under DEBUG."""
    _authorize_explorer(request)
    return Success(data=to_json(registry.document()), has_etag=True)


@route("GET", "HEAD")
def openapi(request: HttpRequest) -> Answer:
    """Answer `openapi.json` to whom `contract.json` is answered."""
    _authorize_explorer(request)
    return Success(data=to_json(registry.openapi()), has_etag=True)


def _authorize_explorer(request: HttpRequest) -> None:
    if django_settings.DEBUG:
        return
    try:
        authorize(policy(settings.EXPLORER_AUTH), request)
    except ConfigurationError:
        raise Failure("forbidden") from None  # the system checks say why
    except Failure as failure:
        raise Failure("not_found") if settings.CONCEAL_FORBIDDEN else failure from None


@route(judges_others=True)
def unknown(request: HttpRequest, path: str = "") -> Answer:
    """Answer every other path."""
    raise Failure("not_found")
