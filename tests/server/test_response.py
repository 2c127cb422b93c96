"""Headers and ETags that many answers share are made once."""

from __future__ import annotations

import copy
import pickle
from functools import partial
from unittest.mock import patch

from django.http import HttpResponse
from django.http.response import ResponseHeaders

from mizan.protocol.envelope import Kept
from mizan.server import response
from mizan.server.response import etag_of, json_response, not_modified


def test_the_etag_is_that_of_the_bytes_whether_they_are_kept_or_not() -> None:
    assert etag_of(Kept(b"{}")) == etag_of(b"{}") != etag_of(b"[]")


def test_the_etag_of_what_is_kept_is_computed_once() -> None:
    kept = Kept(b"{}")
    with patch.object(response, "_etag", wraps=response._etag) as made:
        assert etag_of(kept) == etag_of(kept)
    assert made.call_count == 1


def test_an_unchanged_answer_carries_the_headers_of_the_answer_but_no_body() -> None:
    full = json_response(b"{}", 200, build="b", caching="private, no-cache")
    empty = not_modified(build="b", caching="private, no-cache")
    assert (empty.status_code, empty.content) == (304, b"")
    assert dict(empty.items()) == {key: value for key, value in full.items() if key != "Content-Type"}


def test_answers_do_not_share_their_headers() -> None:
    for make in (not_modified, partial(json_response, b"{}", 200)):
        first = make(build="b", caching="private, no-cache")
        first["ETag"] = "x"
        assert "ETag" not in make(build="b", caching="private, no-cache")


def test_a_response_has_all_that_django_gives_one_and_shares_nothing_that_may_change() -> None:
    django = HttpResponse(b"{}", content_type="application/json", status=201)
    first, second = (json_response(b"{}", 201, build="b", caching="c") for _ in range(2))
    assert vars(first).keys() == vars(django).keys()
    for name, value in vars(first).items():
        is_shared = value is vars(second)[name]
        assert not is_shared or isinstance(value, str | bytes | int | None), name
        assert type(value) is type(vars(django)[name]) or name == "headers", name


def test_headers_are_those_of_django_however_they_are_asked() -> None:
    made, django = json_response(b"{}", 200, build="b", caching="c"), HttpResponse(b"{}")
    django.headers = ResponseHeaders(dict(made.items()))
    for each in (made, django):
        each["ETag"], each["X-Mizan-Build"] = "e", "other"
        each.headers.setdefault("etag", "f")
        del each["cache-control"]
    assert made.headers == django.headers
    assert list(made.items()) == list(django.items())
    assert made.serialize_headers() == django.serialize_headers()
    for name in ("etag", "ETag", "Cache-Control", "Vary"):
        assert made.has_header(name) is django.has_header(name)
        assert made.get(name, 1) == django.get(name, 1)
    assert copy.copy(made.headers) == pickle.loads(pickle.dumps(made)).headers == made.headers
