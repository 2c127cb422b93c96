"""A batch costs what its calls cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings

from mizan.setup.registry import Registry, register


@pytest.fixture
def calls(fresh_registry: Registry) -> list[int]:
    from mizan.client import client

    seen: list[int] = []

    @client(auth=None, readonly=True)
    def note(request: HttpRequest, n: int) -> int:
        seen.append(n)
        return n

    def write(request: HttpRequest) -> None:
        seen.append(-1)

    register(note)
    register(client(auth=None, readonly=True)(greet))
    register(client(auth=None)(write))
    return seen


def greet(request: HttpRequest) -> str:
    return request.path


def send(*items: Any, **more: Any) -> Any:
    return Client().post("/api/mizan/batch/", {"calls": items, **more}, content_type="application/json")


def batch(count: int) -> Any:
    return send(*({"name": "note", "input": {"n": n}} for n in range(count)))


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
    response = send({"name": "note", "input": {"n": "x"}}, {"name": "note", "input": {"n": 1}})
    assert [result["status"] for result in response.json()["results"]] == [422, 200]


def test_a_result_is_a_status_with_data_or_an_error(calls: list[int]) -> None:
    response = send({"name": "note", "input": {"n": 7}}, {"name": "greet"}, {"name": "nobody"})
    assert response.content == (
        b'{"results":[{"status":200,"data":7},{"status":200,"data":"/api/mizan/batch/"},{"status":404,"error":'
        b'{"code":"not_found","message":"There is nothing by this name.","issues":[]}}]}'
    )


NO_BATCH: list[Any] = [{}, {"calls": {}}, {"calls": "note"}, {"calls": [], "more": 1}]


@pytest.mark.parametrize("document", NO_BATCH, ids=str)
def test_what_is_no_batch_is_a_bad_request(document: Any) -> None:
    answer = Client().post("/api/mizan/batch/", document, content_type="application/json").json()
    assert answer["code"] == "bad_request"
    assert answer["message"] == "A batch is {'calls': [{'name', 'input', 'op'?}, …]}."


NO_CALL: list[Any] = [
    None,
    "note",
    [],
    {},
    {"name": 1},
    {"name": ["note"]},
    {"input": {"n": 1}},
    {"name": "note", "input": [1]},
    {"name": "note", "input": None},
    {"name": "note", "input": {"n": 1}, "op": 1},
    {"name": "note", "input": {"n": 1}, "op": None},
    {"name": "note", "input": {"n": 1}, "identity": "x"},
]


@pytest.mark.parametrize("item", NO_CALL, ids=str)
def test_what_is_no_call_is_a_bad_request_among_others(item: Any, calls: list[int]) -> None:
    wrong, right = send(item, {"name": "note", "input": {"n": 1}}).json()["results"]
    assert (wrong["status"], wrong["error"]["code"]) == (400, "bad_request")
    assert wrong["error"]["message"] == "A call is {'name', 'input', 'op'?}."
    assert right == {"status": 200, "data": 1}
    assert calls == [1]


def test_a_batch_reaches_reads_alone(calls: list[int]) -> None:
    [result] = send({"name": "write"}).json()["results"]
    assert (result["status"], result["error"]["code"], calls) == (400, "bad_request", [])


def test_a_batch_is_stale_when_a_call_that_succeeds_is(calls: list[int]) -> None:
    old, new = {"name": "greet", "input": {}, "op": "0" * 12}, {"name": "greet"}
    assert send(new, old)["X-Mizan-Stale"] == "1"
    assert "X-Mizan-Stale" not in send(new, {"name": "nobody", "op": "0" * 12})


def test_too_many_calls_are_told_the_limit() -> None:
    with override_settings(MIZAN={"MAX_BATCH": 2}):
        assert batch(3).json()["message"] == "A batch carries at most 2 calls."
