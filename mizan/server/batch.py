"""Several reads in one request, each judged by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from mizan.protocol.envelope import JSON, Answer, Body, Call, Success
from mizan.protocol.errors import Failure
from mizan.server.dispatch import dispatch
from mizan.server.failures import failure_json, failure_of
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def run_batch(document: dict[str, JSON], request: HttpRequest) -> Success:
    """Return `{"results": […]}` in the order of the calls. Raises Failure before anything is looked up."""
    calls = document.get("calls")
    if not isinstance(calls, list) or document.keys() != {"calls"}:
        raise Failure("bad_request", "A batch is {'calls': [{'name', 'input', 'op'?}, …]}.")
    if len(calls) > settings.MAX_BATCH:
        raise Failure("bad_request", f"A batch carries at most {settings.MAX_BATCH} calls.")
    answers = [_answer(item, request) for item in calls]
    return Success(
        data=b'{"results":[' + b",".join(map(_result, answers)) + b"]}",
        is_stale=any(isinstance(answer, Success) and answer.is_stale for answer in answers),
    )


def _answer(item: Any, request: HttpRequest) -> Answer:
    if not _is_call(item):
        return failure_of(Failure("bad_request", "A call is {'name', 'input', 'op'?}."))
    body = Body(text=to_json(item.get("input", {})))
    return dispatch(Call(name=item["name"], body=body, op=item.get("op"), is_safe=True), request)


def _is_call(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and item.keys() <= {"name", "input", "op"}
        and isinstance(item.get("name"), str)
        and isinstance(item.get("input", {}), dict)
        and isinstance(item.get("op", ""), str)
    )


def _result(answer: Answer) -> bytes:
    if isinstance(answer, Success):
        return b'{"status":%d,"data":%b}' % (answer.status, answer.data)
    return b'{"status":%d,"error":%b}' % (answer.status, failure_json(answer))
