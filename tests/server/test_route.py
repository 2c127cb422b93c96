"""The short way to a call matches what Django's own pattern matches, and tells the view the same."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, reverse
from django.urls.resolvers import RegexPattern, Resolver404, ResolverMatch, URLResolver

from mizan.server.route import CallPattern

PATHS = [
    "call/echo/",
    "call/form.submit/",
    "call/a b/",
    "call/ä\n/",
    "call/call/",
    "call/%2F/",
    "call/",
    "call//",
    "call///",
    "call/echo",
    "call/echo//",
    "call/echo/x/",
    "call/echo/x",
    "/call/echo/",
    "Call/echo/",
    "acall/echo/",
    "",
]


def view(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(name)


def resolved(pattern: URLPattern, tail: str) -> ResolverMatch | None:
    site = URLResolver(RegexPattern(r"^/"), [path("api/", include(([pattern], "mizan")))])
    try:
        return site.resolve(f"/api/{tail}")
    except Resolver404:
        return None


def told(match: ResolverMatch | None) -> dict[str, object] | None:
    return match and {key: value for key, value in vars(match).items() if key != "tried"}


@pytest.mark.parametrize("tail", PATHS, ids=ascii)
def test_a_call_is_resolved_as_django_resolves_it(tail: str) -> None:
    found = resolved(CallPattern(view, name="call"), tail)
    wanted = resolved(path("call/<str:name>/", view, name="call"), tail)
    assert told(found) == told(wanted)


def test_two_calls_share_nothing_that_a_view_could_change() -> None:
    pattern = CallPattern(view, name="call")
    first, second = resolved(pattern, "call/a/"), resolved(pattern, "call/b/")
    assert first
    assert second
    first.kwargs["name"] = first.captured_kwargs["name"] = "c"
    first.app_names.append("other")
    first.extra_kwargs["more"] = 1
    assert (second.kwargs, second.captured_kwargs) == ({"name": "b"}, {"name": "b"})
    assert second.app_names == ["mizan"]
    assert second.extra_kwargs == {}


def test_the_path_of_a_call_is_reversed_by_django() -> None:
    assert reverse("mizan:call", kwargs={"name": "echo"}).endswith("/call/echo/")
