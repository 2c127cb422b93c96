"""Calls are counted by caller and window, and a cache that fails refuses nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.test import override_settings

from mizan.protocol.errors import Failure
from mizan.server import throttle as module
from mizan.server.throttle import take_back, throttle
from mizan.setup.limit import read_rates

NOON = 1_800_000_000.0
"""A full hour."""


class Broken(LocMemCache):
    """A cache whose server is gone."""

    def incr(self, *args: Any, **kwargs: Any) -> int:
        raise ConnectionError("nobody listens")

    def decr(self, *args: Any, **kwargs: Any) -> int:
        raise ConnectionError("nobody listens")


class Raced(LocMemCache):
    """A cache in which somebody else always begins a count just before it is begun."""

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        super().add(key, value, *args, **kwargs)
        return False


class Full(LocMemCache):
    """A cache that takes nothing, as Memcached does without a word when it is gone."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return False


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def time(self) -> float:
        return self.now


def _cache(kind: str) -> dict[str, str]:
    return {"BACKEND": kind, "LOCATION": "limits"}


CACHES = {
    "default": _cache("django.core.cache.backends.locmem.LocMemCache"),
    **{name: _cache(f"tests.server.test_throttle.{name.title()}") for name in ("broken", "raced", "full")},
}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    with override_settings(CACHES=CACHES):
        yield clock
        caches["default"].clear()


def call(limit: str, user: Any = None, *, name: str = "f", peer: str = "10.0.0.1", **options: Any) -> int:
    """Return 0 for a call that passes, otherwise the seconds to wait."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = peer
    request.user = user or AnonymousUser()
    try:
        throttle(read_rates(limit, "test"), request, name, **options)
    except Failure as failure:
        return wait_of(failure)
    return 0


def wait_of(failure: Failure) -> int:
    assert (failure.code, failure.status) == ("rate_limited", 429)
    assert failure.params.keys() == {"retry_after"}
    seconds = int(failure.params["retry_after"])
    assert failure.headers == {"Retry-After": str(seconds)}
    return seconds


def passed(count: int, limit: str, user: Any = None, **options: Any) -> int:
    return [call(limit, user, **options) for _ in range(count)].count(0)


def test_as_many_pass_as_are_allowed() -> None:
    assert passed(20, "10/m") == 10


def test_the_next_window_begins_with_the_clock(clock: Clock) -> None:
    clock.now += 59.5
    assert passed(20, "10/m") == 10
    clock.now += 0.5
    assert passed(20, "10/m") == 10


@pytest.mark.parametrize(
    ("limit", "seconds", "wait"),
    [
        ("1/m", 0, 60),
        ("1/m", 0.2, 60),
        ("1/m", 12, 48),
        ("1/m", 59.999, 1),
        ("1/s", 0.5, 1),
        ("1/d", 0, 57_600),
    ],
)
def test_it_is_said_when_the_window_ends(limit: str, seconds: float, wait: int, clock: Clock) -> None:
    clock.now += seconds
    assert [call(limit), call(limit)] == [0, wait]


def test_each_caller_has_a_count() -> None:
    ada, bob = User(pk=1), User(pk=2)
    assert [passed(3, "2/m", user) for user in (ada, bob, None)] == [2, 2, 2]
    assert passed(3, "2/m", ada, peer="10.0.0.2") == 0  # a user is the same from everywhere
    assert passed(3, "2/m", peer="10.0.0.2") == 2
    assert passed(3, "2/m", User(pk=3, is_active=False)) == 0  # and an inactive one nobody


def test_addresses_are_counted_whoever_is_logged_in() -> None:
    assert passed(3, "2/m/ip", User(pk=1)) == 2
    assert passed(3, "2/m/ip", User(pk=2)) == 0
    assert passed(3, "2/m/ip", User(pk=2), peer="10.0.0.2") == 2


def test_each_name_and_each_rate_has_a_count() -> None:
    assert [passed(3, "2/m", name=name) for name in ("f", "g")] == [2, 2]
    assert passed(3, "2/h") == 2
    assert passed(4, "3/m") == 3


def test_a_key_stands_for_the_caller() -> None:
    assert passed(3, "2/m", key="ada") == 2
    assert passed(3, "2/m", User(pk=1), peer="10.0.0.2", key="ada") == 0
    assert passed(3, "2/m", key="bob") == 2


def test_all_rates_hold_and_what_a_short_one_refuses_no_long_one_counts(clock: Clock) -> None:
    assert passed(20, "15/h,10/m") == 10
    clock.now += 60
    assert passed(6, "15/h,10/m") == 5
    assert call("15/h,10/m") == 3540


def test_what_is_taken_back_was_never_counted(clock: Clock) -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "10.0.0.1"
    rates = read_rates("3/m,4/h", "test")
    for _ in range(10):
        counted = throttle(rates, request, "f")
        take_back(counted)
    assert len(counted) == 2
    assert passed(10, "3/m,4/h") == 3


def test_what_is_not_there_any_longer_cannot_be_taken_back(caplog: pytest.LogCaptureFixture) -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "10.0.0.1"
    take_back(["mizan.limit.gone", *throttle(read_rates("3/m", "test"), request, "f")])
    assert caplog.text == ""
    assert passed(10, "3/m") == 3


@override_settings(MIZAN={"LIMIT_CACHE": "broken"})
def test_taking_back_from_a_cache_that_fails_is_told_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    take_back(["mizan.limit.f"])
    words = "A call stays counted, for the cache 'broken' fails: ConnectionError: nobody listens"
    assert caplog.messages == [words]


def test_nobody_reads_an_address_or_a_user_in_the_cache() -> None:
    call("1/m", peer="203.0.113.7")
    call("1/m", User(pk=4711, username="ada"))
    kept = repr(vars(caches["default"]))
    assert len(re.findall(r"mizan\.limit\.[0-9a-f]{64}'", kept)) == 4  # each with when it goes
    assert not re.findall(r"\b(203\.0\.113\.7|4711|ada)\b", kept)  # whole words: a hash may hold any digits
    with override_settings(SECRET_KEY="another"):
        assert passed(2, "1/m", peer="203.0.113.7") == 1


@override_settings(MIZAN={"LIMIT_CACHE": "broken"})
def test_a_cache_that_fails_refuses_nobody_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    assert passed(3, "1/m") == 3
    words = "No limit holds, for the cache 'broken' does not count: ConnectionError: nobody listens"
    assert caplog.messages == [words] * 3


@override_settings(MIZAN={"LIMIT_CACHE": "full"})
def test_a_cache_that_takes_nothing_refuses_nobody(caplog: pytest.LogCaptureFixture) -> None:
    assert passed(3, "1/m") == 3
    assert "No limit holds" in caplog.text


@override_settings(MIZAN={"LIMIT_CACHE": "raced"})
def test_of_two_first_calls_both_are_counted(caplog: pytest.LogCaptureFixture) -> None:
    assert passed(5, "3/m") == 2
    assert caplog.text == ""


def test_counts_go_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(LocMemCache, "add", lambda self, key, value, timeout: kept.append(timeout) or True)
    call("1/10s,1/h")
    assert kept == [20, 7200]
