"""A hundred rows of seven fields: what serialising them costs, and a request that answers them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from ninja import NinjaAPI, Schema
from pydantic import BaseModel, TypeAdapter
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from benchmarks.measure import Floor, Result, Row, interleave, judge, ratio
from benchmarks.site import Request, Site, answer, checked, checked_ninja, require_csrf_check
from mizan.client import client
from mizan.setup.registry import register, registry

DATA: list[dict[str, Any]] = [
    {
        "id": number,
        "name": f"Person number {number}",
        "email": f"person{number}@example.org",
        "joined": date(2026, 1 + number % 12, 1 + number % 28),
        "balance": Decimal(f"{number}.25"),
        "score": number / 8,
        "is_active": number % 3 > 0,
    }
    for number in range(100)
]


class Person(BaseModel):
    id: int
    name: str
    email: str
    joined: date
    balance: Decimal
    score: float
    is_active: bool


class NinjaPerson(Schema):
    id: int
    name: str
    email: str
    joined: date
    balance: Decimal
    score: float
    is_active: bool


class PersonSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.EmailField()
    joined = serializers.DateField()
    balance = serializers.DecimalField(max_digits=7, decimal_places=2)
    score = serializers.FloatField()
    is_active = serializers.BooleanField()


PEOPLE = [Person(**row) for row in DATA]
NINJA_PEOPLE = [NinjaPerson(**row) for row in DATA]


@client(auth=None)
def people(request: HttpRequest) -> list[Person]:
    """List everybody."""
    return PEOPLE


def raw(request: HttpRequest) -> JsonResponse:
    return JsonResponse(DATA, safe=False)


ninja = NinjaAPI(urls_namespace="listing")


@ninja.post("/people", response=list[NinjaPerson])
def ninja_people(request: HttpRequest) -> list[NinjaPerson]:
    return NINJA_PEOPLE


class DrfPeople(APIView):
    def post(self, request: HttpRequest) -> Response:
        return Response(PersonSerializer(DATA, many=True).data)


def requests() -> dict[str, Request]:
    """Return one request for each variant. Raises AssertionError unless all answer the same."""
    register(people, "bench.people")
    found = {
        "mizan": Site(path("api/mizan/", include("mizan.urls"))).post("/api/mizan/call/bench.people/", b"{}"),
        "raw": Site(path("api/people/", raw)).post("/api/people/", b"{}"),
        "ninja": Site(path("api/", checked_ninja(ninja))).post("/api/people", b"{}"),
        "drf": Site(path("api/people/", checked(DrfPeople.as_view()))).post("/api/people/", b"{}"),
    }
    expected = answer(found["raw"])
    assert len(expected) == 100
    for name, send in found.items():
        assert answer(send) == expected, name
        require_csrf_check(send)
    return found


def serializers_alone() -> dict[str, Request]:
    """Return how each variant makes a response of rows that it holds, its own request left out."""
    operation = registry.get("bench.people")
    assert operation, registry.problems
    dump = operation.output.dump
    (router,) = ninja._get_bound_routers()
    (ninja_operation,) = router.path_operations["/people"].operations
    request = HttpRequest()
    to_json = TypeAdapter(list[Person]).serializer.to_json
    found = {
        "pydantic alone": lambda: HttpResponse(to_json(PEOPLE), content_type="application/json"),
        "mizan alone": lambda: HttpResponse(dump(PEOPLE), content_type="application/json"),
        "raw alone": lambda: JsonResponse(DATA, safe=False),
        "ninja alone": lambda: ninja_operation._result_to_response(
            request, NINJA_PEOPLE, ninja.create_temporal_response(request)
        ),
    }
    expected = answer(found["raw alone"])
    for name, write in found.items():
        assert answer(write) == expected, name
    return found


ROWS = (
    Row(
        number="5",
        what="100 rows serialised / JsonResponse",
        values=ratio("mizan alone", "raw alone"),
        goal=0.25,
        floor=Floor(
            what="pydantic alone / JsonResponse", there=0.18, here=ratio("pydantic alone", "raw alone")
        ),
    ),
    Row(
        number="5",
        what="100 rows serialised / django-ninja",
        values=ratio("mizan alone", "ninja alone"),
        goal=0.10,
    ),
    Row(
        number="",
        what="100 rows serialised / pydantic alone, which lets through what JavaScript rounds",
        values=ratio("mizan alone", "pydantic alone"),
    ),
    Row(number="", what="pydantic alone / JsonResponse", values=ratio("pydantic alone", "raw alone")),
    Row(number="", what="request for 100 rows / raw view", values=ratio("mizan", "raw")),
    Row(number="", what="request for 100 rows / django-ninja", values=ratio("mizan", "ninja")),
    Row(number="", what="request for 100 rows / DRF", values=ratio("mizan", "drf")),
)


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(ROWS, interleave(requests() | serializers_alone(), rounds))
