"""Ask a headless view of allauth in this process: the one its URL resolves to, as its own client would.

Why not its forms: they log in, burn codes and count attempts in `is_valid()`, and skip what the views do.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import IntegrityError
from django.http import HttpResponse, QueryDict
from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse
from django.utils.datastructures import MultiValueDict

from mizan.permissions import rights
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.server.cookies import keep_cookies
from mizan.server.transactions import as_around_views

if TYPE_CHECKING:
    from django.http import HttpRequest

PREFIX = "headless:browser:"
"""Where allauth's routes for browsers are named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What a headless view answered."""

    status: int
    data: JSON = None
    meta: dict[str, JSON] = field(default_factory=dict)
    errors: list[dict[str, JSON]] = field(default_factory=list)
    is_json: bool = True
    rights: list[str] = field(default_factory=list)
    """Of who is logged in afterwards."""

    @property
    def is_state(self) -> bool:
        """Tell an answer that says who is logged in."""
        return "is_authenticated" in self.meta


def path_of(route: str) -> str | None:
    """Return the path of one of allauth's routes for browsers, or None where a setting took it away."""
    try:
        return reverse(PREFIX + route)
    except NoReverseMatch:
        return None


def ask(
    request: HttpRequest,
    route: str,
    method: str,
    body: Mapping[str, JSON] | None = None,
    *,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Return the answer of a route to this method, body, query and headers, for the user of this request.

    Who is logged in afterwards is so for this request, too. Raises Failure `unavailable` where there is no
    such route.
    """
    path = path_of(route)
    if path is None or not hasattr(request, "allauth"):  # AccountMiddleware sets it
        raise Failure("unavailable")
    # What resolves is the path below the prefix under which the site may be mounted.
    match = resolve("/" + path.removeprefix(get_script_prefix()))
    inner = _sub_request(request, path, method, body, query or {})
    inner.resolver_match = match
    with request_context(inner), _lent(request, headers or {}):
        response = _answer(inner, match)
    _take_over(request, inner)
    keep_cookies(request, response.cookies)
    reply = _read(response)
    return replace(reply, rights=rights(request.user)) if reply.meta.get("is_authenticated") else reply


def _sub_request(
    request: HttpRequest, path: str, method: str, body: Mapping[str, JSON] | None, query: Mapping[str, str]
) -> Any:
    """Return a request of its own that shares META and session: the CSRF token rotates in META at log-in."""
    inner: Any = copy.copy(request)
    inner.__dict__.pop("headers", None)  # read anew from META
    inner.method, inner.path = method, path
    inner.path_info = "/" + path.removeprefix(get_script_prefix())
    inner.GET = QueryDict(urlencode(query))
    inner._body = b"" if body is None else json.dumps(body).encode()
    inner._read_started, inner._post, inner._files = True, QueryDict(), MultiValueDict()
    inner.content_type, inner.content_params = "application/json", {}
    inner.allauth = SimpleNamespace(**vars(request.allauth))  # type: ignore[attr-defined]  # its middleware's
    return inner


@contextmanager
def _lent(request: HttpRequest, headers: Mapping[str, str]) -> Iterator[None]:
    """Add headers for as long as the view runs: META is shared, and they are secrets."""
    names = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    request.META.update(names)
    try:
        yield
    finally:
        for name in names:
            request.META.pop(name, None)


def _answer(inner: Any, match: Any) -> HttpResponse:
    try:
        return _view(inner, match)
    except IntegrityError:
        return _view(inner, match)  # another was quicker: now allauth sees it, and says so


def _view(inner: Any, match: Any) -> HttpResponse:
    try:
        with as_around_views():  # a refusal keeps what was saved
            response: HttpResponse = match.func(inner, *match.args, **match.kwargs)
    except ImmediateHttpResponse as instead:
        response = instead.response
    return response


def _take_over(request: HttpRequest, inner: Any) -> None:
    for name in ("user", "auser", "_cached_user", "_acached_user", "session"):
        if name in inner.__dict__:
            setattr(request, name, inner.__dict__[name])
        else:
            request.__dict__.pop(name, None)


def _read(response: HttpResponse) -> Reply:
    if response.get("Content-Type", "").partition(";")[0] != "application/json":
        return Reply(status=response.status_code, is_json=False)
    body = json.loads(response.content)
    return Reply(
        status=response.status_code,
        data=body.get("data"),
        meta=body.get("meta") or {},
        errors=body.get("errors") or [],
    )
