"""Django's own CSRF check around everything that is not a safe read, answered in the failure shape.

Mizan's views are marked exempt, for Django's middleware would answer an HTML page. Instead they run the same
check, whether the site has that middleware or not: cookie, token, Origin and Referer, and the rotation at
log-in.
"""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.signals import setting_changed
from django.http import HttpResponse, QueryDict
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.functional import cached_property

from mizan.protocol.errors import MESSAGE, Failure

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("django.security.csrf")

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
"""Bodies in which Django would look for a token, and read them for it."""


class _NoForm(QueryDict):
    def get(self, key: str, default: Any = None) -> Any:
        return default


_NO_FORM = _NoForm()
"""What Django itself finds in a body that is no form, without looking."""

HEADER = "HTTP_X_CSRFTOKEN"
"""The header of Mizan's client, whatever CSRF_HEADER_NAME says."""


class _Check(CsrfViewMiddleware):
    header = cached_property(lambda self: settings.CSRF_HEADER_NAME)

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        extra = {"status_code": 403, "request": request}
        path = request.path.encode("unicode_escape").decode()  # a path may hold line ends
        logger.warning("Forbidden (%s): %s", reason, path, extra=extra)
        # Whoever develops sees the reason where they look first, as on Django's own page.
        raise Failure("csrf_failed", f"{MESSAGE['csrf_failed']} {reason}" if settings.DEBUG else None)


def _unused(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_check = _Check(_unused)


def _forget(*, setting: str, **_: object) -> None:
    if setting.startswith("CSRF_"):
        for name in ("header", *_ORIGINS):
            vars(_check).pop(name, None)


setting_changed.connect(_forget)

_ORIGINS = ("csrf_trusted_origins_hosts", "allowed_origins_exact", "allowed_origin_subdomains")
"""What Django keeps of CSRF_TRUSTED_ORIGINS."""


def require_csrf(request: HttpRequest, *, reads_body: bool = False) -> None:
    """Raise Failure `csrf_failed` unless the request may write.

    The token stands in the header; with `reads_body` also in the body's `csrfmiddlewaretoken`, as a page
    without JavaScript sends it. Otherwise the body is not touched.
    """
    if request.META.get("HTTP_SEC_FETCH_SITE") == "cross-site":
        _check._reject(request, "Sec-Fetch-Site is cross-site.")
    if HEADER in request.META:
        request.META.setdefault(_check.header, request.META[HEADER])
    if "CSRF_COOKIE" not in request.META:
        _check.process_request(request)
    if not reads_body:
        request = _without_body(request)
    _check.process_view(request, _unused, (), {})


def set_cookie(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with the CSRF cookie, when a token was made or rotated."""
    _check.process_response(request, response)
    return response


def _without_body(request: HttpRequest) -> HttpRequest:
    """Return a request in which Django finds no form: a twin, META and session shared, where there is one."""
    if request.content_type in _FORMS:
        request = copy.copy(request)
    request._post = _NO_FORM  # type: ignore[attr-defined]  # private, hence not in the stubs
    return request
