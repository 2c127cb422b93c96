"""Sync and async functions run alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import DataError, IntegrityError
from django.http import HttpRequest
from django.test import RequestFactory

from mizan.protocol.errors import Failure
from mizan.server.execute import execute
from mizan.setup.functions import operation_of


def sync(request: HttpRequest, n: int) -> int:
    return n + len(request.path)


async def later(request: HttpRequest, n: int) -> int:
    return n + len(request.path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [IntegrityError("taken"), DataError("too long"), OverflowError("too large")]
)
def test_what_the_database_refuses_is_explained_in_a_transaction_that_is_undone(error: Exception) -> None:
    from tests.app.models import Note

    def refuse(request: HttpRequest) -> int:
        raise error

    def explain(request: HttpRequest, arguments: Any) -> None:
        told.append((request, arguments))
        Note.objects.create(title="seen")
        if arguments["n"]:
            raise Failure("conflict")

    told: list[Any] = []
    operation = replace(
        operation_of(refuse, "refuse"), run=lambda request, _: refuse(request), using="default"
    )
    asked = request()
    for number, expected in ((0, type(error)), (1, Failure)):
        with pytest.raises(expected):
            execute(replace(operation, explain=explain), {"n": number}, asked)
    assert told == [(asked, {"n": 0}), (asked, {"n": 1})]
    assert not Note.objects.exists()
    with pytest.raises(type(error)):
        execute(operation, {"n": 1}, asked)


def request() -> HttpRequest:
    return RequestFactory().post("/")


@pytest.mark.parametrize("function", [sync, later])
def test_a_function_runs_from_a_thread(function: Any) -> None:
    assert execute(operation_of(function, "f"), {"n": 1}, request()) == b"2"


@pytest.mark.parametrize("function", [sync, later])
def test_a_function_runs_below_an_event_loop(function: Any) -> None:
    async def main() -> bytes:
        return await sync_to_async(execute)(operation_of(function, "f"), {"n": 1}, request())

    assert async_to_sync(main)() == b"2"


@pytest.mark.django_db
def test_a_queryset_is_read_inside_the_transaction() -> None:
    from tests.app.models import Note

    def titles(request: HttpRequest) -> list[str]:
        return Note.objects.filter(title=request.path).values_list("title", flat=True)  # type: ignore[return-value]

    Note.objects.create(title="/")
    operation = replace(operation_of(titles, "titles"), using="default")
    assert execute(operation, {}, request()) == b'["/"]'
