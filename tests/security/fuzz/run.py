"""A run of the fuzzer: send, judge, count, and make what failed small."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tests.security.fuzz.ask import Ask
from tests.security.fuzz.judge import Judge
from tests.security.fuzz.send import Answer, Sender
from tests.security.fuzz.world import World

FRESH = 500
"""So many requests later the site's content is put back."""


class Run:
    """Send requests to one site and remember what came back."""

    def __init__(self) -> None:
        self.world = World()
        self.judge, self.sender = Judge(self.world), Sender()
        self.sent = self.failed = 0
        self.statuses: Counter[int] = Counter()
        self.codes: Counter[str] = Counter()
        self.ran: Counter[str] = Counter()
        self.slowest: list[tuple[float, float, str]] = []

    def send(self, ask: Ask) -> list[str]:
        """Return what is wrong with the answer to a request."""
        answer, complaints = self._judged(ask)
        self.sent += 1
        self.failed += bool(complaints)
        self.statuses[answer.status] += 1
        self.codes[code_of(answer)] += 1
        self.ran.update(self.world.ran)
        self.slowest = sorted([*self.slowest, (answer.cpu, answer.wall, f"{ask.method} {ask.path[:80]}")])[
            -3:
        ]
        if self.sent % FRESH == 0:
            self.world.reset()
        return complaints

    def _judged(self, ask: Ask) -> tuple[Answer, list[str]]:
        self.world.forget()
        before = self.world.written()
        answer = self.sender.send(ask)
        return answer, self.judge.complaints(ask, answer, was_written=self.world.written() != before)

    def smallest(self, ask: Ask, complaints: list[str], tries: int = 300) -> Ask:
        """Return a smaller request that is answered as wrongly."""
        for candidate in self._smaller(ask):
            if tries <= 0:
                break
            tries -= 1
            if self._judged(candidate)[1] == complaints:
                return self.smallest(candidate, complaints, tries)
        return ask

    def _smaller(self, ask: Ask) -> Iterator[Ask]:
        if ask.is_asgi:
            yield replace(ask, is_asgi=False)
        if ask.query:
            yield replace(ask, query="")
        for header in ask.headers:
            yield replace(ask, headers=tuple(other for other in ask.headers if other != header))
        size = len(ask.body)
        while size > 0:
            for start in range(0, len(ask.body), size):
                yield replace(ask, body=ask.body[:start] + ask.body[start + size :])
            size //= 2

    def summary(self, replayed: int, seconds: float) -> str:
        """Return what a run has to tell."""
        number = self.sent - replayed
        never = sorted(self.world.operations.keys() - self.ran.keys())
        lines = [
            f"{number} requests in {seconds:.0f} s, {number / max(seconds, 0.001):.0f} a second; "
            f"{replayed} of the corpus before",
            "statuses  " + ", ".join(f"{status} {count}" for status, count in sorted(self.statuses.items())),
            "codes     " + ", ".join(f"{code} {count}" for code, count in self.codes.most_common()),
            "ran       " + ", ".join(f"{name} {count}" for name, count in sorted(self.ran.items())),
            f"never ran {', '.join(never) or 'none'}",
            *(
                f"slow      {cpu:.3f} s of CPU, {wall:.3f} s: {what}"
                for cpu, wall, what in reversed(self.slowest)
            ),
            f"{self.failed} wrong answers, Python {sys.version.split()[0]}",
        ]
        return "\n".join(lines)


def code_of(answer: Answer) -> str:
    """Return the code of a failure, or what else came."""
    if answer.error is not None:
        return "excluded"
    kind = answer.headers.get("content-type", "nothing").split(";")[0]
    if answer.status < 400 or kind != "application/json":
        return f"{kind} {answer.status}"
    try:
        return str(json.loads(answer.body)["code"])
    except (ValueError, KeyError, TypeError):
        return f"{kind} {answer.status}"
