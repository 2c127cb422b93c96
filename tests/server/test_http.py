"""HTTP beyond the vectors: multipart, conditional requests, headers of every answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, override_settings

from mizan.protocol.envelope import Body
from mizan.schema import TypedOutput
from mizan.setup.functions import operation_of
from mizan.setup.operations import Operation
from mizan.setup.registry import Registry

URL = "/api/mizan/call/upload/"


class Files:
    def schema(self) -> dict[str, Any]:
        return {}

    def parse(self, body: Body) -> Any:
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
