"""Spans of calls, when OpenTelemetry is installed and a tracer provider is set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from mizan.server.observation import set_tracing
from mizan.server.signals import CallRecord

_tracer = trace.get_tracer("mizan")


def install() -> None:
    """Have every call traced from now on."""
    trace.get_tracer_provider()  # loads the one that the environment names
    set_tracing(is_on, span)


def is_on() -> bool:
    """Return whether somebody set a tracer provider; without one spans go nowhere."""
    # asking `get_tracer_provider` would cost every untraced call as much as its own code
    return getattr(trace, "_TRACER_PROVIDER", True) is not None


@contextmanager
def span(record: CallRecord) -> Iterator[None]:
    """Surround a call with a span of its name; only an answer of 5xx counts as an error."""
    name = record.name if record.is_known else "unknown"  # a name is a dimension: there must be few
    attributes = {"rpc.system": "mizan", "rpc.method": name}
    with _tracer.start_as_current_span(f"mizan {name}", kind=SpanKind.INTERNAL, attributes=attributes) as it:
        yield
        it.set_attribute("mizan.id", record.id)
        it.set_attribute("mizan.status", record.status)
        it.set_attribute("mizan.code", record.code)
        if record.status >= 500:
            it.set_status(Status(StatusCode.ERROR, record.code))
