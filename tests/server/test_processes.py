"""A limit holds for a site of several processes, where they count in one place."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from http.client import HTTPConnection
from pathlib import Path

from tests.processes import processes
from tests.redis import running_redis

ROOT = Path(__file__).parent.parent.parent
REDIS = "django.core.cache.backends.redis.RedisCache"
LOCMEM = "django.core.cache.backends.locmem.LocMemCache"
TOKEN = "a" * 32
HEADERS = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, "Cookie": f"csrftoken={TOKEN}"}
CALLS, AT_ONCE, WORKERS = 200, 40, 4


def site(backend: str, location: str, workers: int) -> AbstractContextManager[list[int]]:
    """Start the processes of a site, and give their ports."""
    return processes("tests.server.worker", backend, location, count=workers)


def ask(port: int) -> tuple[int, int]:
    """Return the status of one call, and the seconds to wait."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/api/mizan/call/limited/", b"{}", HEADERS)
        response = connection.getresponse()
        response.read()
        return response.status, int(response.headers["Retry-After"] or 0)
    finally:
        connection.close()


def flood(ports: list[int]) -> Counter[int]:
    """Make 200 calls at once, spread over the processes, in one window; return how often each status came."""
    if (left := 60 - time.time() % 60) < 20:
        time.sleep(left)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, [ports[number % len(ports)] for number in range(CALLS)]))
    assert {wait > 0 for status, wait in answers if status == 429} == {True}
    return Counter(status for status, _ in answers)


def test_with_redis_exactly_as_many_pass_as_are_allowed() -> None:
    with running_redis() as address, site(REDIS, address, WORKERS) as ports:
        assert flood(ports) == {200: 10, 429: 190}


def test_with_local_memory_each_process_counts_by_itself() -> None:
    with site(LOCMEM, "limits", 1) as ports:
        assert flood(ports) == {200: 10, 429: 190}
    with site(LOCMEM, "limits", WORKERS) as ports:
        assert flood(ports) == {200: 10 * WORKERS, 429: CALLS - 10 * WORKERS}


def test_when_redis_goes_away_calls_go_on() -> None:
    with ExitStack() as redis:
        address = redis.enter_context(running_redis())
        with site(REDIS, address, 1) as [port]:
            assert [ask(port) for _ in range(3)] == [(200, 0)] * 3
            redis.close()
            assert [ask(port) for _ in range(20)] == [(200, 0)] * 20
