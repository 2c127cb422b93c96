"""The figures of `protocol.md` hold where no setting says otherwise, to the last byte."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from mizan.setup.registry import Registry
from tests.conformance.vectors import MOUNT, ROOT

PAGE = (ROOT / "protocol.md").read_text()
MEBIBYTE = 1024 * 1024
LARGE, OK = "payload_too_large", "ok"


def body(size: int) -> bytes:
    return b'{"text":"' + b"x" * (size - 11) + b'"}'


def depth(levels: int) -> bytes:
    return b'{"numbers":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


def values(count: int) -> bytes:
    return b'{"numbers":[' + b",".join([b"1"] * (count - 2)) + b"]}"


def upload(size: int) -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="input"\r\n\r\n{"data":{"name":"Ada"}}\r\n'
    head += b'--x\r\nContent-Disposition: form-data; name="file:cv"; filename="cv"\r\n\r\n'
    end = b"\r\n--x--\r\n"
    return head + b"x" * (size - len(head) - len(end)) + end


def calls(count: int) -> bytes:
    return b'{"calls":[' + b",".join([b'{"name":"motto"}'] * count) + b"]}"


JSON, PARTS = "application/json", "multipart/form-data; boundary=x"
TABLE: list[tuple[str, Any, int, str, str, str]] = [
    ("call/echo/", body, MEBIBYTE, JSON, OK, LARGE),
    ("call/tally/", depth, 64, JSON, "invalid", "bad_request"),
    ("call/tally/", values, 10_000, JSON, OK, "bad_request"),
    ("call/application.submit/", upload, 25 * MEBIBYTE, PARTS, OK, LARGE),
    ("batch/", calls, 10, JSON, OK, "bad_request"),
]


@pytest.mark.django_db
@pytest.mark.proves("json", "batch-limit", "upload-limit")
@pytest.mark.parametrize(("path", "make", "limit", "kind", "at", "beyond"), TABLE)
def test_a_limit_holds_to_the_last(
    path: str, make: Any, limit: int, kind: str, at: str, beyond: str, published: Registry
) -> None:
    codes = []
    for size in (limit, limit + 1):
        answer = Client().post(MOUNT + path, make(size), content_type=kind).json()
        codes.append(answer.get("code", OK) if isinstance(answer, dict) else OK)
    assert codes == [at, beyond]


def test_the_page_says_the_same_figures() -> None:
    assert re.search(r"1 MiB, 64 deep, 10,000 values", PAGE)
    assert "A whole multipart body has at most 25 MiB." in PAGE
    assert "More than ten (a setting)" in PAGE
