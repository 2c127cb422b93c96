"""Counting bytes decides almost always, and never wrongly."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from mizan.protocol.errors import Failure
from mizan.schema.objects import read_object
from mizan.server.limits import require_modest


def read(text: bytes) -> None:
    require_modest(text)
    read_object(text)


def code(text: bytes) -> str:
    try:
        read(text)
    except Failure as failure:
        return failure.code
    return "ok"


DEEP, MANY = "The body is nested too deeply.", "The body holds too many values."

BOMBS: list[tuple[str, bytes, str]] = [
    ("brackets", b'{"a":' + b"[" * 500_000 + b"}", MANY),
    ("objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, MANY),
    ("depth 65", b'{"a":' + b"[" * 64 + b"]" * 64 + b"}", DEEP),
    ("open brackets", b'{"a":' + b"[" * 100, DEEP),
    ("wide", b'{"a":[' + b"0," * 300_000 + b"0]}", MANY),
    ("keys", b"{" + b",".join(b'"k%d":0' % n for n in range(60_000)) + b"}", MANY),
]


@pytest.mark.parametrize(("text", "message"), [bomb[1:] for bomb in BOMBS], ids=[bomb[0] for bomb in BOMBS])
def test_a_bomb_is_a_bad_request_that_says_why(text: bytes, message: str) -> None:
    with pytest.raises(Failure) as caught:
        read(text)
    assert (caught.value.code, str(caught.value)) == ("bad_request", message)


def test_a_large_body_is_too_large() -> None:
    assert code(b'{"a":"' + b"x" * 1024 * 1024 + b'"}') == "payload_too_large"


def test_a_body_at_every_limit_passes() -> None:
    assert code(b'{"a":' + b"[" * 63 + b"]" * 63 + b"}") == "ok"
    assert code(b'{"a":[' + b"0," * 9_997 + b"0]}") == "ok"
    assert code(b'{"a":"' + b"x" * (1024 * 1024 - 8) + b'"}') == "ok"


def test_one_more_value_is_too_many() -> None:
    assert code(b'{"a":[' + b"0," * 9_998 + b"0]}") == "bad_request"


def test_a_flat_object_holds_as_many_values_as_any_other() -> None:
    assert code(flat(9_999)) == "ok"
    assert code(flat(10_000)) == "bad_request"


def flat(count: int) -> bytes:
    return json.dumps(dict.fromkeys(map(str, range(count)), 0)).encode()


def test_what_stands_in_strings_does_not_count() -> None:
    assert code(json.dumps({"a": '[{,:"\\' * 10_000}).encode()) == "ok"


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-100, 100) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('ab:{[,"\\'), inner, max_size=4),
    max_leaves=12,
)


@given(JSONS)
def test_depth_and_number_are_counted_as_they_are(value: Any) -> None:
    document, text = {"a": value}, json.dumps({"a": value}).encode()
    fits = {"MAX_DEPTH": max(depth(document), 1), "MAX_NODES": nodes(document) + 1}
    with override_settings(MIZAN=fits):
        assert code(text) == "ok"
    with override_settings(MIZAN={"MAX_NODES": nodes(document)}):
        assert code(text) == "bad_request"
    if depth(document) > 1:
        with override_settings(MIZAN={"MAX_DEPTH": depth(document) - 1}):
            assert code(text) == "bad_request"


def depth(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def nodes(value: Any) -> int:
    """Count as the server does: brackets and commas."""
    if not isinstance(value, dict | list):
        return 0
    items = list(value.values()) if isinstance(value, dict) else value
    return 1 + max(len(items) - 1, 0) + sum(map(nodes, items))


@pytest.mark.parametrize("text", [bomb[1] for bomb in BOMBS], ids=[bomb[0] for bomb in BOMBS])
def test_no_bomb_takes_long(text: bytes) -> None:
    start = time.process_time()
    code(text)
    assert time.process_time() - start < 1  # hundreds of times what it takes
