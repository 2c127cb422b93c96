"""The site's Content-Security-Policy: nothing inline runs, on no page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def content_security_policy(get_response: Callable[[HttpRequest], HttpResponse]):
    """Add the policy to every answer but those that Django's debug pages and Vite's dev server need open."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_debug_page = settings.DEBUG and response.status_code in (404, 500)
        if not (is_debug_page or settings.VITE_DEV):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
