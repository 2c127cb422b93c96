"""One small typed function, as a whole request through Django's default middlewares."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from inertia import render
from ninja import NinjaAPI, Schema
from pydantic import BaseModel
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from benchmarks.measure import Floor, Result, Row, interleave, judge, ratio
from benchmarks.site import Request, Site, answer, checked, checked_ninja, require_csrf_check
from mizan.client import client
from mizan.setup.hashing import operation_hash
from mizan.setup.registry import register, registry

BODY = b'{"text":"hello there","times":3}'
EXPECTED = {"text": "hello there", "length": 33}


class Output(BaseModel):
    text: str
    length: int


@client(auth=None)
def echo(request: HttpRequest, text: str, times: int) -> Output:
    """Say how long a text is that is repeated."""
    return Output(text=text, length=len(text) * times)


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b'{"text":"hello there","length":33}', content_type="application/json")


def raw(request: HttpRequest) -> JsonResponse:
    data = json.loads(request.body)
    return JsonResponse({"text": data["text"], "length": len(data["text"]) * data["times"]})


class Input(BaseModel):
    text: str
    times: int


def typed(request: HttpRequest) -> HttpResponse:
    data = Input.model_validate_json(request.body)
    output = Output(text=data.text, length=len(data.text) * data.times)
    return HttpResponse(output.model_dump_json(), content_type="application/json")


class NinjaInput(Schema):
    text: str
    times: int


class NinjaOutput(Schema):
    text: str
    length: int


ninja = NinjaAPI(urls_namespace="call")


@ninja.post("/echo", response=NinjaOutput)
def ninja_echo(request: HttpRequest, data: NinjaInput) -> dict[str, object]:
    return {"text": data.text, "length": len(data.text) * data.times}


class InputSerializer(serializers.Serializer):
    text = serializers.CharField()
    times = serializers.IntegerField()


class OutputSerializer(serializers.Serializer):
    text = serializers.CharField()
    length = serializers.IntegerField()


class DrfEcho(APIView):
    def post(self, request: HttpRequest) -> Response:
        serializer = InputSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        return Response(
            OutputSerializer({"text": data["text"], "length": len(data["text"]) * data["times"]}).data
        )


def inertia_echo(request: HttpRequest) -> HttpResponse:
    data = json.loads(request.body)
    return render(request, "Echo", {"text": data["text"], "length": len(data["text"]) * data["times"]})


def requests() -> dict[str, Request]:
    """Return one request for each variant. Raises AssertionError unless all answer the same."""
    register(echo, "bench.echo")
    operation = registry.get("bench.echo")
    assert operation, registry.problems
    mizan = Site(path("api/mizan/", include("mizan.urls")))
    page = Site(path("api/mizan/", include("mizan.urls")), middleware=("mizan.web.hydration_middleware",))
    known = {"HTTP_X_MIZAN_OP": operation_hash(operation)}
    found = {
        "mizan": mizan.post("/api/mizan/call/bench.echo/", BODY, headers=known),
        "mizan, page": page.post(
            "/api/mizan/call/bench.echo/", BODY, headers=known | {"HTTP_X_MIZAN_IDENTITY": "anonymous"}
        ),
        "raw": Site(path("api/echo/", raw)).post("/api/echo/", BODY),
        "constant": Site(path("api/echo/", constant)).post("/api/echo/", BODY),
        "pydantic": Site(path("api/echo/", typed)).post("/api/echo/", BODY),
        "ninja": Site(path("api/", checked_ninja(ninja))).post("/api/echo", BODY),
        "drf": Site(path("api/echo/", checked(DrfEcho.as_view()))).post("/api/echo/", BODY),
    }
    for name, send in found.items():
        assert answer(send) == EXPECTED, name
        require_csrf_check(send)
    inertia = Site(path("echo/", inertia_echo), middleware=("inertia.middleware.InertiaMiddleware",))
    found["inertia"] = inertia.post("/echo/", BODY, headers={"HTTP_X_INERTIA": "true"})
    props = answer(found["inertia"])["props"]
    assert {key: props[key] for key in EXPECTED} == EXPECTED
    return found


ROWS = (
    Row(number="1", what="typed call / raw view", values=ratio("mizan", "raw"), goal=1.00),
    Row(
        number="2",
        what="typed call / django-ninja",
        values=ratio("mizan", "ninja"),
        goal=0.70,
        floor=Floor(what="Django alone / django-ninja", there=0.87 / 1.53, here=ratio("constant", "ninja")),
    ),
    Row(
        number="3",
        what="typed call / DRF",
        values=ratio("mizan", "drf"),
        goal=0.35,
        floor=Floor(what="Django alone / DRF", there=0.26, here=ratio("constant", "drf")),
    ),
    Row(number="", what="typed call / raw view with pydantic", values=ratio("mizan", "pydantic")),
    Row(number="", what="typed call / inertia-django", values=ratio("mizan", "inertia")),
    Row(
        number="",
        what="… with an identity, under the hydration middleware / raw view",
        values=ratio("mizan, page", "raw"),
    ),
    Row(number="", what="a constant answer (Django alone) / raw view", values=ratio("constant", "raw")),
    Row(number="", what="raw view with pydantic / raw view", values=ratio("pydantic", "raw")),
    Row(number="", what="raw view with pydantic / django-ninja", values=ratio("pydantic", "ninja")),
    Row(number="", what="raw view with pydantic / DRF", values=ratio("pydantic", "drf")),
    Row(number="", what="django-ninja / raw view", values=ratio("ninja", "raw")),
    Row(number="", what="DRF / raw view", values=ratio("drf", "raw")),
)


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(ROWS, interleave(requests(), rounds))
