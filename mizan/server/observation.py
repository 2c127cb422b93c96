"""One line in the log for each call, its signals and its span. Costs nothing while nobody looks."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias

from mizan.protocol.envelope import Answer, Call, FailureBody
from mizan.server.failures import call_id
from mizan.server.signals import CallRecord, call_failed, call_finished, call_started
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("mizan.calls")

Judge: TypeAlias = Callable[[Call, Any], Answer]
Span: TypeAlias = AbstractContextManager[object]

_is_traced: Callable[[], bool] = bool
_span: Callable[[CallRecord], Span] = nullcontext


def set_tracing(is_on: Callable[[], bool], span: Callable[[CallRecord], Span]) -> None:
    """Say how to trace a call: `span` surrounds it, and finds the answer in the record when it is left."""
    global _is_traced, _span
    _is_traced, _span = is_on, span


def is_observed() -> bool:
    """Return whether anybody looks at calls."""
    if call_started.receivers or call_finished.receivers or call_failed.receivers:
        return True
    return logger.isEnabledFor(logging.INFO) or _is_traced()


def observe(call: Call, request: HttpRequest, answer: Judge) -> Answer:
    """Return `answer(call, request)`, and tell everybody who looks."""
    record = _record(call.name)
    call_started.send_robust(Call, record=record, request=request)
    result = _answer(call, request, answer, record)
    _log(record)
    if isinstance(result, FailureBody):
        call_failed.send_robust(Call, record=record, request=request, exception=result.cause)
    else:
        call_finished.send_robust(Call, record=record, request=request)
    return result


def _answer(call: Call, request: HttpRequest, answer: Judge, record: CallRecord) -> Answer:
    started, token = perf_counter(), call_id.set(record.id)
    try:
        with _span(record) if _is_traced() else nullcontext():
            result = answer(call, request)
            record.milliseconds = (perf_counter() - started) * 1000
            record.status = result.status
            record.code = result.code if isinstance(result, FailureBody) else "ok"
            return result
    finally:
        call_id.reset(token)


def _record(name: str) -> CallRecord:
    is_known = registry.get(name) is not None
    name = name if is_known else name[:80].encode("unicode_escape").decode()
    return CallRecord(name=name, is_known=is_known, id=secrets.token_hex(8))


def _log(record: CallRecord) -> None:
    logger.info(
        "call name=%s status=%d code=%s ms=%.1f id=%s",
        record.name,
        record.status,
        record.code,
        record.milliseconds,
        record.id,
        extra={
            "call_name": record.name,
            "call_status": record.status,
            "call_code": record.code,
            "call_ms": round(record.milliseconds, 3),
            "call_id": record.id,
        },
    )
