"""Laravel's Precognition, so that its clients and Inertia's can validate a form while it is filled in.

Request headers `Precognition: true`, `Precognition-Validate-Only: a,b`; answer 204, or 422 with
`{"message", "errors"}`. Source: https://laravel.com/docs/precognition.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from pydantic_core import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from mizan.protocol.envelope import JSON

FORM_ERRORS = "__all__"
"""The key of complaints about the whole form, in `errors`."""


def is_precognitive(request: HttpRequest) -> bool:
    """Tell whether the client only asks what would happen."""
    return request.headers.get("Precognition") == "true"


def fields_asked(request: HttpRequest) -> list[str] | None:
    """Return the fields that the client wants to hear of, or None for all."""
    header = request.headers.get("Precognition-Validate-Only", "")
    return [name for part in header.split(",") if (name := part.strip())] or None


def errors_of(issues: Iterable[dict[str, JSON]]) -> dict[str, list[str]]:
    """Return issues as `{"email": ["…"], "rows.0.name": ["…"]}`."""
    errors: dict[str, list[str]] = {}
    for issue in issues:
        key = ".".join(map(str, issue["path"])) or FORM_ERRORS
        errors.setdefault(key, []).append(issue["message"])
    return errors


def verdict(data: bytes) -> HttpResponse:
    """Return the answer to what `<form>.validate` said: 204, or 422 with the errors."""
    issues = json.loads(data)["issues"]
    if not issues:
        return HttpResponse(status=204, headers={"Precognition-Success": "true"})
    body = {"message": issues[0]["message"], "errors": errors_of(issues)}
    return HttpResponse(to_json(body), status=422, content_type="application/json")


def marked(response: HttpResponse) -> HttpResponse:
    """Return the response as an answer to a Precognition request, without which Laravel's client throws."""
    response["Precognition"] = "true"
    return response


def varied(response: HttpResponse) -> HttpResponse:
    """Return the response with `Vary: Precognition`."""
    patch_vary_headers(response, ["Precognition"])
    return response
