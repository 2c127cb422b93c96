"""Ten reads in one request, and in ten.

Mizan's client sends a single read by GET, which needs no CSRF check, and a batch by POST.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest
from django.urls import include, path
from pydantic import BaseModel

from benchmarks.measure import Result, Row, Samples, interleave, judge, ratio
from benchmarks.site import Request, Site, answer, require_csrf_check
from mizan.client import client
from mizan.setup.registry import register

COUNT = 10


class Output(BaseModel):
    text: str
    length: int


@client(auth=None, readonly=True)
def look(request: HttpRequest, text: str, times: int) -> Output:
    """Say how long a text is that is repeated."""
    return Output(text=text, length=len(text) * times)


def requests() -> dict[str, Request]:
    """Return one read, a batch of one and a batch of ten. Raises AssertionError unless they agree."""
    register(look, "bench.look")
    site = Site(path("api/mizan/", include("mizan.urls")))
    arguments = {"text": "hello there", "times": 3}
    item = {"name": "bench.look", "input": arguments}
    text = json.dumps(arguments)
    found = {
        "alone": site.get("/api/mizan/call/bench.look/", {"input": text}),
        "posted": site.post("/api/mizan/call/bench.look/", text.encode()),
    }
    assert answer(found["alone"]) == answer(found["posted"])
    for count in (1, COUNT):
        body = json.dumps({"calls": [item] * count}).encode()
        found[f"batch of {count}"] = site.post("/api/mizan/batch/", body)
        result = {"status": 200, "data": answer(found["alone"])}
        assert answer(found[f"batch of {count}"]) == {"results": [result] * count}
    for name, send in found.items():
        if name != "alone":  # a safe read takes no token
            require_csrf_check(send)
    return found


def share(single: str) -> Callable[[Samples], list[float]]:
    """Return how to read off a batch of ten in units of ten single requests."""
    of_one = ratio(f"batch of {COUNT}", single)
    return lambda samples: [figure / COUNT for figure in of_one(samples)]


def marginal(samples: Samples) -> list[float]:
    """Return the microseconds of one more call in a batch."""
    return [
        1e6 * (ten - one) / (COUNT - 1)
        for ten, one in zip(samples[f"batch of {COUNT}"], samples["batch of 1"], strict=True)
    ]


ROWS = (
    Row(number="7", what="10 reads in one batch / 10 requests by GET", values=share("alone"), goal=0.20),
    Row(number="7", what="10 reads in one batch / 10 requests by POST", values=share("posted"), goal=0.20),
    Row(number="7", what="one more call in a batch", values=marginal, goal=10, unit="µs"),
)


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(ROWS, interleave(requests(), rounds))
