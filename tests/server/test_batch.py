"""A batch costs what its calls cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from mizan.setup.registry import Registry, register


@pytest.fixture
def calls(fresh_registry: Registry) -> list[int]:
    from django.http import HttpRequest

    from mizan.client import client

    seen: list[int] = []

    @client(auth=None, readonly=True)
    def note(request: HttpRequest, n: int) -> int:
        seen.append(n)
        return n

    register(note)
    return seen


def batch(count: int) -> Any:
    document = {"calls": [{"name": "note", "input": {"n": n}} for n in range(count)]}
    return Client().post("/api/mizan/batch/", document, content_type="application/json")


def test_calls_run_in_their_order(calls: list[int]) -> None:
    assert [result["data"] for result in batch(10).json()["results"]] == list(range(10))
    assert calls == list(range(10))


@pytest.mark.parametrize("count", [11, 1000])
def test_too_many_calls_run_nothing(count: int, calls: list[int]) -> None:
    response = batch(count)
    assert response.json()["code"] == "bad_request"
    assert calls == []


def test_the_number_is_a_setting(calls: list[int]) -> None:
    with override_settings(MIZAN={"MAX_BATCH": 2}):
        assert batch(2).status_code == 200
        assert batch(3).status_code == 400


def test_one_call_that_breaks_does_not_break_the_others(calls: list[int]) -> None:
    document = {"calls": [{"name": "note", "input": {"n": "x"}}, {"name": "note", "input": {"n": 1}}]}
    response = Client().post("/api/mizan/batch/", document, content_type="application/json")
    assert [result["status"] for result in response.json()["results"]] == [422, 200]
