"""The collector rests while much is made, and works again afterwards."""

from __future__ import annotations

import gc

import pytest

from mizan.codegen.collector import paused


def test_the_collector_rests_and_goes_on() -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), paused():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_who_has_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_made_meanwhile_is_not_looked_through_at_once() -> None:
    with paused():
        made: list[list[int]] = [[] for _ in range(5_000)]
    young = {id(item) for item in gc.get_objects(generation=0)}
    assert not young.intersection(map(id, made))


def test_what_somebody_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        with paused():
            pass
        assert gc.get_freeze_count() > count / 2
    finally:
        gc.unfreeze()
