"""Five hundred functions on a site: what a call costs by where its function stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from ninja import NinjaAPI, Schema
from pydantic import BaseModel

from benchmarks.measure import Floor, Result, Row, interleave, judge, ratio
from benchmarks.site import Request, Site, answer, checked_ninja, require_csrf_check
from mizan.client import client
from mizan.setup.registry import register

COUNT = 500
MEDIAN = COUNT // 2
BODY = b'{"text":"hello there","times":3}'
EXPECTED = {"text": "hello there", "length": 33}


class Output(BaseModel):
    text: str
    length: int


class NinjaInput(Schema):
    text: str
    times: int


class NinjaOutput(Schema):
    text: str
    length: int


def mizan_function() -> Callable[..., Output]:
    """Return a function of its own."""

    @client(auth=None)
    def function(request: HttpRequest, text: str, times: int) -> Output:
        return Output(text=text, length=len(text) * times)

    return function


def ninja_function() -> Callable[..., dict[str, object]]:
    """Return a function of its own."""

    def function(request: HttpRequest, data: NinjaInput) -> dict[str, object]:
        return {"text": data.text, "length": len(data.text) * data.times}

    return function


def raw(request: HttpRequest) -> JsonResponse:
    data = json.loads(request.body)
    return JsonResponse({"text": data["text"], "length": len(data["text"]) * data["times"]})


def ninja_urls() -> Any:
    """Return the URLs of an API of so many functions."""
    ninja = NinjaAPI(urls_namespace="many")
    for number in range(1, COUNT + 1):
        ninja.post(f"/f{number}", response=NinjaOutput, operation_id=f"f{number}")(ninja_function())
    return checked_ninja(ninja)


def requests() -> dict[str, Request]:
    """Return one request for each variant. Raises AssertionError unless all answer the same."""
    numbers = range(1, COUNT + 1)
    for number in numbers:
        register(mizan_function(), f"bench.f{number}")
    mizan = Site(path("api/mizan/", include("mizan.urls")))
    ninja = Site(path("api/", ninja_urls()))
    plain = Site(*(path(f"api/f{number}/", raw) for number in numbers))
    found = {
        f"mizan {number}": mizan.post(f"/api/mizan/call/bench.f{number}/", BODY) for number in (1, COUNT)
    }
    found |= {f"ninja {number}": ninja.post(f"/api/f{number}", BODY) for number in (1, MEDIAN, COUNT)}
    found |= {f"raw {number}": plain.post(f"/api/f{number}/", BODY) for number in (1, MEDIAN)}
    for name, send in found.items():
        assert answer(send) == EXPECTED, name
        require_csrf_check(send)
    return found


ROWS = (
    Row(
        number="4",
        what="500th of 500 functions / django-ninja's 250th",
        values=ratio(f"mizan {COUNT}", f"ninja {MEDIAN}"),
        goal=0.45,
        floor=Floor(
            what="the 1st raw view / django-ninja's 250th",
            there=1 / 2.66,
            here=ratio("raw 1", f"ninja {MEDIAN}"),
        ),
    ),
    Row(
        number="4",
        what="500th of 500 functions / the 1st",
        values=ratio(f"mizan {COUNT}", "mizan 1"),
        goal=1.02,
    ),
    Row(number="", what="django-ninja: 500th / 1st", values=ratio(f"ninja {COUNT}", "ninja 1")),
    Row(
        number="",
        what="500th of 500 functions / 250th raw view",
        values=ratio(f"mizan {COUNT}", f"raw {MEDIAN}"),
    ),
)


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(ROWS, interleave(requests(), rounds))
