"""What a site may listen to: every call, whatever carried it.

    from django.dispatch import receiver
    from mizan.server.signals import call_failed

    @receiver(call_failed)
    def count(record, request, exception, **kwargs): ...

A receiver that raises is logged by Django and disturbs no call.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.dispatch import Signal


@dataclass(kw_only=True, slots=True)
class CallRecord:
    """What may be told of a call: no input, no output and nothing of the user."""

    name: str
    """The operation's name; one that nobody registered is shortened, and its line ends are escaped."""
    is_known: bool
    """Whether somebody registered an operation of this name."""
    id: str
    """The same in the log line, the signals and the span; with `internal` also in the client's failure."""
    status: int = 0
    """The status of the answer, 0 until there is one."""
    code: str = ""
    """`"ok"` or the code of the failure, `""` until there is an answer."""
    milliseconds: float = 0.0
    """How long it took."""


call_started = Signal()
"""Sent before a call is judged. Gives `record` and `request`."""

call_finished = Signal()
"""Sent after a success. Gives `record` and `request`."""

call_failed = Signal()
"""Sent after a failure. Gives `record`, `request` and `exception`: the one behind `internal`, or None."""
