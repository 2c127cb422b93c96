"""HTTP beyond the vectors: multipart, conditional requests, headers of every answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from mizan.protocol.envelope import Answer, Body, FailureBody, Success
from mizan.protocol.errors import Failure
from mizan.schema import TypedOutput
from mizan.schema.objects import read_object
from mizan.server.http import HttpCarrier, announced_size, decode, encode, read_json, refuse_method
from mizan.server.session import build
from mizan.setup.functions import operation_of
from mizan.setup.operations import Operation
from mizan.setup.registry import Registry

URL = "/api/mizan/call/upload/"


class Files:
    def schema(self) -> dict[str, Any]:
        return {}

    def parse(self, body: Body) -> Any:
        read_object(body.text)
        names = {name: [file.name for file in body.files.getlist(name)] for name in body.files or {}}
        return {"text": body.text.decode(), "files": names}


@pytest.fixture
def upload(fresh_registry: Registry) -> Registry:
    fresh_registry.add(
        Operation(
            name="upload",
            run=lambda request, value: value,
            input=Files(),
            output=TypedOutput(dict[str, Any]),
            accepts_files=True,
        )
    )
    return fresh_registry


def file(name: str = "a.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"content")


def test_multipart_is_one_input_and_files(upload: Registry) -> None:
    parts = {"input": '{"text":"a\\r\\nb"}', "file:cv": file(), "file:more": [file("b.txt"), file("c.txt")]}
    assert Client().post(URL, parts).json() == {
        "text": '{"text":"a\\r\\nb"}',
        "files": {"cv": ["a.txt"], "more": ["b.txt", "c.txt"]},
    }


def test_a_path_in_a_file_name_is_cut_off(upload: Registry) -> None:
    answer = Client().post(URL, {"input": "{}", "file:cv": file("../../etc/passwd")}).json()
    assert answer["files"] == {"cv": ["passwd"]}


def test_json_still_works_where_files_are_taken(upload: Registry) -> None:
    assert Client().post(URL, {"a": 1}, content_type="application/json").status_code == 200


WRONG_PARTS: list[dict[str, Any]] = [
    {},
    {"file:cv": file()},
    {"input": "{"},
    {"input": "[]"},
    {"input": ["{}", "{}"]},
    {"input": "{}", "more": "1"},
    {"input": "{}", "cv": file()},
    {"input": file()},
    {"input": '{"a":1,"a":1}'},
]


@pytest.mark.parametrize("parts", WRONG_PARTS, ids=str)
def test_any_other_multipart_is_a_bad_request(parts: dict[str, Any], upload: Registry) -> None:
    assert Client().post(URL, parts).json()["code"] == "bad_request"


@pytest.mark.parametrize("body", [b"", b"nonsense", b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data"])
@pytest.mark.parametrize("boundary", ["x", "", "x" * 300])
def test_broken_multipart_is_a_bad_request(body: bytes, boundary: str, upload: Registry) -> None:
    content_type = f"multipart/form-data; boundary={boundary}"
    response = Client(raise_request_exception=False).post(URL, body, content_type=content_type)
    assert response.json()["code"] in ("bad_request", "unsupported_media_type")


def test_an_upload_is_limited_before_it_is_read(upload: Registry) -> None:
    with override_settings(MIZAN={"MAX_UPLOAD": 100}):
        response = Client().post(URL, {"input": "{}", "file:cv": SimpleUploadedFile("a", b"x" * 200)})
    assert response.json()["code"] == "payload_too_large"


def test_django_s_own_limits_are_failures_too(upload: Registry) -> None:
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=1):
        response = Client().post(URL, {"input": "{}", "file:a": file(), "file:b": file()})
    assert response.json()["code"] == "payload_too_large"
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        response = Client().post(URL, {"a": "0123456789"}, content_type="application/json")
    assert response.json()["code"] == "payload_too_large"


def test_an_upload_is_not_read_before_authorisation(
    upload: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mizan.permissions import policy

    [operation] = [operation for operation in upload.operations() if operation.name == "upload"]
    upload.add(replace(operation, policy=policy(True)))

    def explode(self: HttpRequest) -> None:
        raise AssertionError("the body was read")

    monkeypatch.setattr(HttpRequest, "_load_post_and_files", explode)
    assert Client().post(URL, {"input": "{}", "file:cv": file()}).json()["code"] == "unauthenticated"
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    assert client.post(URL, {"input": "{}", "file:cv": file()}).json()["code"] == "csrf_failed"
    headers = {"X-CSRFToken": "a" * 32}
    assert client.post(URL, {"input": "{}"}, headers=headers).json()["code"] == "unauthenticated"


def motto(request: HttpRequest) -> str:
    return "Balance."


@pytest.fixture
def etag(fresh_registry: Registry) -> str:
    fresh_registry.add(replace(operation_of(motto, "motto"), readonly=True, has_etag=True))
    response = Client().get("/api/mizan/call/motto/")
    assert response["Cache-Control"] == "private, no-cache"
    return str(response["ETag"])


@pytest.mark.parametrize("spelling", ["{}", "W/{}", '"other", {}', "*"])
def test_an_answer_that_is_known_is_not_sent_again(spelling: str, etag: str) -> None:
    headers = {"If-None-Match": spelling.format(etag)}
    response = Client().get("/api/mizan/call/motto/", headers=headers)
    assert response.status_code == 304
    assert not response.content
    assert response["ETag"] == etag
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Cookie"
    assert "X-Mizan-Build" in response


def test_a_post_is_always_answered(etag: str) -> None:
    headers = {"If-None-Match": etag}
    response = Client().post("/api/mizan/call/motto/", {}, content_type="application/json", headers=headers)
    assert response.status_code == 200


def test_another_etag_gets_the_answer(etag: str) -> None:
    assert Client().get("/api/mizan/call/motto/", headers={"If-None-Match": '"other"'}).json() == "Balance."


def test_a_contract_that_cannot_be_made_breaks_no_answer(etag: str, fresh_registry: Registry) -> None:
    def broken() -> str:
        raise RuntimeError

    fresh_registry.build = broken
    response = Client().get("/api/mizan/call/motto/")
    assert (response.status_code, response["X-Mizan-Build"]) == (200, "")


@pytest.mark.parametrize("length", ["", "x", "-1"])
def test_an_odd_content_length_is_no_crash(length: str, upload: Registry) -> None:
    response = Client().generic("POST", URL, b"{}", content_type="application/json", CONTENT_LENGTH=length)
    assert response.status_code < 500


TYPES: list[tuple[str, bool]] = [
    ("application/json", True),
    ("Application/JSON", True),
    ("application/json; charset=utf-8", True),
    ("application/json;charset=UTF-8", True),
    ('application/json; charset="utf-8"', True),
    ("application/json; charset=utf-16", False),
    ("application/json; charset=utf-8; v=1", False),
    ("application/json; v=1", False),
    ("text/plain", False),
    ("text/plain; charset=utf-8", False),
    ("multipart/form-data", False),
    ("application/json, text/plain", False),
    ("", False),
]


@pytest.mark.parametrize(("content_type", "is_json"), TYPES)
def test_json_is_read_where_it_says_so(content_type: str, is_json: bool, rf: RequestFactory) -> None:
    request = rf.generic("POST", "/", b"{}", content_type=content_type)
    if is_json:
        assert read_json(request) == b"{}"
        return
    with pytest.raises(Failure) as refused:
        read_json(request)
    assert refused.value.code == "unsupported_media_type"


def test_a_request_without_a_media_type_is_no_json() -> None:
    with pytest.raises(Failure) as refused:
        read_json(HttpRequest())
    assert refused.value.code == "unsupported_media_type"


def test_a_call_carries_what_the_headers_say(rf: RequestFactory) -> None:
    bare, told = rf.post("/"), rf.post("/", headers={"X-Mizan-Op": "0123", "X-Mizan-Identity": "4567"})
    call = decode(bare, "echo")
    assert (call.name, call.op, call.identity, call.is_safe) == ("echo", None, None, False)
    assert isinstance(call.carrier, HttpCarrier)
    assert call.carrier.request is bare
    call = decode(told, "echo")
    assert (call.op, call.identity) == ("0123", "4567")


PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Cookie"}
KNOWN_ETAG = '"6b86b273ff34fce19d6b804eff5a3f57"'  # of sha256("1")
CONDITIONAL = {"Cache-Control": "private, no-cache", "Vary": "Cookie", "ETag": KNOWN_ETAG}
STALE_ONE = Success(data=b"1", has_etag=True, is_stale=True)
NOT_HERE = FailureBody(code="method_not_allowed", message="No.", status=405, headers={"Allow": "POST"})
ENCODED: list[tuple[Answer, dict[str, str], int, dict[str, str]]] = [
    # answer, headers of the request, status and headers of the response
    (Success(data=b"1"), {}, 200, PRIVATE),
    (Success(data=b"1", status=201), {"If-None-Match": "*"}, 201, PRIVATE),
    (Success(data=b"1", is_public=True), {}, 200, {"Cache-Control": "public, no-cache"}),
    (Success(data=b"1", invalidate=("a", "b")), {}, 200, {**PRIVATE, "X-Mizan-Invalidate": "a, b"}),
    (Success(data=b"1", is_stale=True), {}, 200, {**PRIVATE, "X-Mizan-Stale": "1"}),
    (Success(data=b"1", has_etag=True), {}, 200, CONDITIONAL),
    (Success(data=b"1", has_etag=True), {"If-None-Match": '"x", "y"'}, 200, CONDITIONAL),
    (Success(data=b"1", has_etag=True), {"If-None-Match": KNOWN_ETAG}, 304, CONDITIONAL),
    (Success(data=b"1", has_etag=True), {"If-None-Match": f'"x",{KNOWN_ETAG}'}, 304, CONDITIONAL),
    (Success(data=b"1", has_etag=True), {"If-None-Match": f'"x" , W/{KNOWN_ETAG}'}, 304, CONDITIONAL),
    (STALE_ONE, {"If-None-Match": "*"}, 304, {**CONDITIONAL, "X-Mizan-Stale": "1"}),
    (NOT_HERE, {}, 405, {**PRIVATE, "Allow": "POST"}),
]


@pytest.mark.parametrize(("answer", "headers", "status", "expected"), ENCODED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_an_answer_has_these_headers_and_no_others(
    answer: Answer, headers: dict[str, str], status: int, expected: dict[str, str], method: str
) -> None:
    response = encode(answer, RequestFactory().generic(method, "/", headers=headers))
    if status == 304 and method == "POST":
        status = 200
    shape = {} if status == 304 else {"Content-Type": "application/json"}
    assert response.status_code == status
    assert dict(response.items()) == {**shape, "X-Mizan-Build": build(), **expected}


QUERIES: list[tuple[str, str | None]] = [
    ("", "{}"),
    ("input=%7B%22a%22%3A1%7D", '{"a":1}'),
    ("input=%7B%22a%22%3A%22%C3%A4%22%7D&other=1", '{"a":"ä"}'),
    ("other=1", "{}"),
    ("input=", None),
    ("input=[]", None),
    ("input=%7B%7D&input=%7B%7D", None),
    ("input=%7B%22a%22%3A1%2C%22a%22%3A1%7D", None),
]


def reader(rf: RequestFactory, query: str, **more: str) -> Body:
    operation = replace(operation_of(motto, "motto"), readonly=True)
    return HttpCarrier(rf.get("/", QUERY_STRING=query, **more)).read(operation)


@pytest.mark.parametrize(("query", "text"), QUERIES)
def test_a_query_holds_one_input_or_none(query: str, text: str | None, rf: RequestFactory) -> None:
    if text is not None:
        assert reader(rf, query) == Body(text=text.encode())
        return
    with pytest.raises(Failure) as refused:
        read_object(reader(rf, query).text)
    assert refused.value.code == "bad_request"


def test_a_query_with_two_inputs_is_told_so(rf: RequestFactory) -> None:
    with pytest.raises(Failure, match=r"^The query holds more than one input\.$"):
        reader(rf, "input=%7B%7D&input=%7B%7D")


def test_half_a_surrogate_in_a_query_is_a_bad_request(rf: RequestFactory) -> None:
    with pytest.raises(Failure) as refused:
        reader(rf, "input=+2AA-", CONTENT_TYPE="text/plain; charset=utf-7")
    assert refused.value.code == "bad_request"


METHODS: list[tuple[str, bool, str | None]] = [
    ("POST", False, None),
    ("POST", True, None),
    ("GET", True, None),
    ("HEAD", True, None),
    ("GET", False, "OPTIONS, POST"),
    ("HEAD", False, "OPTIONS, POST"),
    ("PUT", False, "OPTIONS, POST"),
    ("PUT", True, "GET, HEAD, OPTIONS, POST"),
]


@pytest.mark.parametrize(("method", "readonly", "allow"), METHODS)
def test_a_method_that_does_not_reach_is_told_which_do(
    method: str, readonly: bool, allow: str | None
) -> None:
    operation = replace(operation_of(motto, "motto"), readonly=readonly)
    request = RequestFactory().generic(method, "/")
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    if allow is None:
        HttpCarrier(request).admit(operation)
        return
    with pytest.raises(Failure) as refused:
        HttpCarrier(request).admit(operation)
    assert (refused.value.code, refused.value.headers) == ("method_not_allowed", {"Allow": allow})


def test_a_route_tells_its_methods_in_order() -> None:
    failure = refuse_method("POST", "GET")
    assert (failure.code, failure.headers) == ("method_not_allowed", {"Allow": "GET, POST"})


def test_a_write_by_post_needs_a_token(rf: RequestFactory) -> None:
    with pytest.raises(Failure) as refused:
        HttpCarrier(rf.post("/")).admit(replace(operation_of(motto, "motto"), readonly=True))
    assert refused.value.code == "csrf_failed"


LENGTHS: list[tuple[str | None, int | None]] = [
    (None, 0),
    ("", 0),
    ("0", 0),
    ("17", 17),
    ("x", None),
    ("1.5", None),
]


@pytest.mark.parametrize(("length", "size"), LENGTHS)
def test_a_size_is_announced_or_nonsense(length: str | None, size: int | None) -> None:
    request = HttpRequest()
    request.META = {} if length is None else {"CONTENT_LENGTH": length}
    if size is not None:
        assert announced_size(request) == size
        return
    with pytest.raises(Failure) as refused:
        announced_size(request)
    assert refused.value.code == "bad_request"


@pytest.mark.parametrize(
    ("charset", "is_read"), [("", True), ("; charset=UTF-8", True), ("; charset=latin-1", False)]
)
def test_multipart_is_utf_8(charset: str, is_read: bool, upload: Registry) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="input"\r\n\r\n{}\r\n--x--\r\n'
    response = Client().post(URL, body, content_type=f"multipart/form-data; boundary=x{charset}")
    assert response.status_code == (200 if is_read else 415)


@pytest.mark.parametrize(("more", "status"), [(0, 200), (-1, 413)])
def test_an_upload_as_large_as_the_limit_is_read(more: int, status: int, upload: Registry) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="input"\r\n\r\n{}\r\n--x--\r\n'
    with override_settings(MIZAN={"MAX_UPLOAD": len(body) + more}):
        response = Client().post(URL, body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == status


def test_a_wrong_multipart_is_told_what_it_should_be(upload: Registry) -> None:
    message = Client().post(URL, {"input": "{}", "more": "1"}).json()["message"]
    assert message == "A multipart body has one part 'input' and parts 'file:<field>'."
