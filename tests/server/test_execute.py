"""Sync and async functions run alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.http import HttpRequest
from django.test import RequestFactory

from mizan.server.execute import execute
from mizan.setup.functions import operation_of


def sync(request: HttpRequest, n: int) -> int:
    return n + len(request.path)


async def later(request: HttpRequest, n: int) -> int:
    return n + len(request.path)


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
