"""A JSON object is read as it is, or refused with the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mizan.forms.gate import Raw
from mizan.forms.gate import read_json as read_with_raw_numbers
from mizan.protocol.errors import Failure
from mizan.schema.objects import NO_OBJECT, NOT_JSON, read_object

WRONG: list[tuple[str, bytes, str]] = [
    ("brackets", b'{"a":' + b"[" * 500_000 + b"}", NOT_JSON),
    ("objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, NOT_JSON),
    ("open string", b'{"a":"' + b"x" * 1_000_000, NOT_JSON),
    ("backslashes", b'{"a":"' + b"\\" * 1_000_001, NOT_JSON),
    ("half a surrogate", b'{"a":"\\ud83d"}', NOT_JSON),
    ("surrogate bytes", b'{"a":"\xed\xa0\x80"}', NOT_JSON),
    ("latin-1", b'{"a":"\xe9"}', NOT_JSON),
    ("utf-16", '{"a":1}'.encode("utf-16"), NOT_JSON),
    ("utf-7", b'{"a":+AOk-}', NOT_JSON),
    ("bom", b'\xef\xbb\xbf{"a":1}', NOT_JSON),
    ("two", b"{} {}", NOT_JSON),
    ("comment", b'{"a":1}//', NOT_JSON),
    ("single quotes", b"{'a':1}", NOT_JSON),
    ("trailing comma", b'{"a":1,}', NOT_JSON),
    ("control", b'{"a":"\n"}', NOT_JSON),
    ("plus", b'{"a":+1}', NOT_JSON),
    ("zeros", b'{"a":01}', NOT_JSON),
    ("half a number", b'{"a":1.}', NOT_JSON),
    ("NaN", b'{"a":NaN}', NOT_JSON),
    ("-Infinity", b'{"a":-Infinity}', NOT_JSON),
    ("digits", b'{"a":' + b"9" * 5000 + b"}", NOT_JSON),
    ("nothing", b"", NOT_JSON),
    ("list", b"[]", NO_OBJECT),
    ("text", b'"{}"', NO_OBJECT),
]

READERS = {"values": read_object, "raw numbers": read_with_raw_numbers}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(("text", "message"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_no_object_is_a_bad_request_that_says_why(read: Any, text: bytes, message: str) -> None:
    with pytest.raises(Failure) as caught:
        read(text)
    assert (caught.value.code, str(caught.value)) == ("bad_request", message)


REPEATED = [
    '{"a":1,"a":1}',
    '{"b":{"a":1,"a":1}}',
    '{"b":[{"a":1,"a":1}]}',
    '{"a":":","a":1}',
    '{"a":1,"\\u0061":1}',
    '{"a":1,"a" :1}',
    '{"a"\t:1,"a":1}',
    '{"a"\r\n:1, "a": "\\":"}',
    '{"b":{"a":"10:30","a":"\\" :"}}',
]


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", REPEATED, ids=range(len(REPEATED)))
def test_a_repeated_key_is_found(read: Any, text: str) -> None:
    with pytest.raises(Failure, match=r"^The body holds a key twice\.$") as caught:
        read(text.encode())
    assert caught.value.code == "bad_request"


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-100, 100) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('ab:{[,"\\'), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text('ab:{[,"\\'), JSONS, max_size=4))
def test_every_modest_object_is_read_as_it_is(value: dict[str, Any]) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False), json.dumps(value, indent=2)):
        assert read_object(text.encode()) == value
        assert plain(read_with_raw_numbers(text.encode())) == value


def plain(value: Any) -> Any:
    """Return a value with its numbers read."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return json.loads(value) if isinstance(value, Raw) else value


PIECES = ['{"', '":', '{"a":1', '"', ":", ",", "[", "]", "}", '"a"', '"b"', "1", "-0", "1e5", "0.50", "null"]
PIECES += [" ", "\n", "\\", '\\"', "\\u0061", "\\ud83d", "\\ude00", "\x00", "é", "\x85", "NaN", "-Infinity"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join).map(lambda text: "{" + text + "}"))
@example('{"a":"\\ud83d\\ude00"}')
@example('{"a":"\\ude00\\ud83d"}')
def test_both_readers_take_the_same_texts(text: str) -> None:
    assert outcome(read_object, text) == outcome(lambda raw: plain(read_with_raw_numbers(raw)), text)


def outcome(read: Any, text: str) -> Any:
    try:
        return read(text.encode())
    except Failure as failure:
        return failure.code, str(failure)
