"""`form/<name>/`: the same form for clients that are not ours.

A thin adapter over the form's own operations, for pages without JavaScript, htmx, Inertia and Laravel's
Precognition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from pydantic_core import to_json

from mizan.forms.version import version_of
from mizan.protocol.envelope import Answer, Call, FailureBody, Success
from mizan.server.csrf import set_cookie
from mizan.server.dispatch import dispatch, unknown
from mizan.server.failures import failure_of
from mizan.server.http import encode
from mizan.server.session import build
from mizan.server.views import mark
from mizan.setup.registry import registry
from mizan.web import precognition
from mizan.web.carrier import FLAT_TYPES, FormCarrier
from mizan.web.rebind import posted_form

if TYPE_CHECKING:
    from mizan.setup.operations import FormSpec


@mark
def form_view(request: HttpRequest, name: str) -> HttpResponse:
    """Answer `form/<name>/`: 303 or 200 after a success, the form again with its errors, or a verdict."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": "OPTIONS, POST"})
    try:
        response = _answer(request, _find(request, name))
    except Exception as error:
        response = _failure(request, failure_of(error))
    if precognition.is_precognitive(request):
        response = precognition.marked(response)
    return set_cookie(request, precognition.varied(_private(response)))


def _find(request: HttpRequest, name: str) -> FormSpec:
    spec = registry.get_form(name)
    if spec is None or name.startswith("auth."):
        raise unknown(request)
    return spec


def _answer(request: HttpRequest, spec: FormSpec) -> HttpResponse:
    if precognition.is_precognitive(request):
        asked = precognition.fields_asked(request)
        answer = dispatch(
            Call(name=spec.operations["validate"], carrier=FormCarrier(request, spec, only=asked)), request
        )
        return precognition.verdict(answer.data) if isinstance(answer, Success) else _failure(request, answer)
    answer = dispatch(Call(name=spec.operations["submit"], carrier=FormCarrier(request, spec)), request)
    if _wants_html(request):
        return _page(request, spec, answer)
    return encode(answer, request) if isinstance(answer, Success) else _failure(request, answer)


def _wants_html(request: HttpRequest) -> bool:
    """Prefer a page after a browser's own post, JSON after JSON, where the client does not say."""
    types = ["text/html", "application/json"]
    if request.content_type not in FLAT_TYPES:
        types.reverse()
    return request.get_preferred_type(types) == "text/html"


def _page(request: HttpRequest, spec: FormSpec, answer: Answer) -> HttpResponse:
    title = str(spec.options.title or spec.name)
    if isinstance(answer, Success):
        if spec.options.success_url:
            return HttpResponseRedirect(resolve_url(spec.options.success_url), status=303)
        return render(request, "mizan/done.html", {"title": title, "message": gettext("Thank you.")})
    if answer.code not in ("invalid", "rate_limited") and not answer.issues:
        return _failure(request, answer)
    form = posted_form(spec, request, answer.issues)
    context = {
        "form": form,
        "failure": "" if answer.code == "invalid" else answer.message,
        "version": version_of(form, spec.options),
        "title": title,
        "action": request.get_full_path(),
        "submit_label": gettext("Submit"),
    }
    return _with_headers(render(request, "mizan/form.html", context, status=answer.status), answer)


def _failure(request: HttpRequest, failure: FailureBody) -> HttpResponse:
    if _wants_html(request) and not precognition.is_precognitive(request):
        page = render(request, "mizan/failure.html", {"message": failure.message}, status=failure.status)
        return _with_headers(page, failure)
    response = encode(failure, request)
    body = failure.as_json()
    body["errors"] = precognition.errors_of(body["issues"])
    response.content = to_json(body, inf_nan_mode="null")
    return response


def _with_headers(page: HttpResponse, failure: FailureBody) -> HttpResponse:
    for name, value in failure.headers.items():
        page[name] = value
    return page


def _private(response: HttpResponse) -> HttpResponse:
    """Return the response with the headers that every answer carries."""
    response["Cache-Control"] = "private, no-store"
    response["X-Mizan-Build"] = build()
    patch_vary_headers(response, ["Cookie"])  # whether the user was asked for or not
    return response
