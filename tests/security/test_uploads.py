"""An upload is too many, too large, oddly named, or breaks off."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from mizan.forms import register_form
from mizan.setup.registry import Registry
from tests.conftest import kept_registry
from tests.security.conftest import post
from tests.security.fuzz.bodies import FILE_NAMES, JUNK, ODD_PARTS
from tests.security.operations import LetterForm

pytestmark = pytest.mark.django_db
ROUTES = ["call/letter.submit/", "form/letter/"]
MULTIPART = "multipart/form-data; boundary=x"
INPUT = b'--x\r\nContent-Disposition: form-data; name="input"\r\n\r\n{"data":{"text":"a"}}\r\n'
FILE = (
    b'--x\r\nContent-Disposition: form-data; name="file:letter"; filename="a"\r\n\r\n'
    + b"\0" * 3000
    + b"\r\n"
)


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[Path]:
    """Have every file go to the disk, and find none there afterwards."""
    with override_settings(FILE_UPLOAD_TEMP_DIR=tmp_path, FILE_UPLOAD_MAX_MEMORY_SIZE=100):
        yield tmp_path
    assert list(tmp_path.iterdir()) == []


def part(name: str, content: bytes = b"x", filename: str | None = "a") -> bytes:
    file = "" if filename is None else f'; filename="{filename}"'
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


TOO_MUCH: list[tuple[str, bytes]] = [
    ("101 files", b"".join(part(f"file:f{number}") for number in range(101))),
    ("1,001 fields", b"".join(part(f"f{number}", filename=None) for number in range(1001))),
    ("3 MB in a field", part("input", b"x" * 3_000_000, None)),
    ("26 MB", part("file:letter", b"x" * 26 * 1024 * 1024)),
]


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("body", [row[1] for row in TOO_MUCH], ids=[row[0] for row in TOO_MUCH])
def test_too_much_is_too_large(path: str, body: bytes) -> None:
    response = post(path, FILE + body + b"--x--", MULTIPART)
    assert (response.status_code, response.json()["code"]) == (413, "payload_too_large")


def test_fifty_megabytes_are_refused_by_what_they_announce() -> None:
    for path in ROUTES:
        response = Client().generic(
            "POST",
            f"/api/mizan/{path}",
            CONTENT_TYPE=MULTIPART,
            CONTENT_LENGTH=str(50 * 1024 * 1024),
            HTTP_ACCEPT="application/json",
        )
        assert response.json()["code"] == "payload_too_large"


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("start", [b"", FILE, INPUT + FILE])
def test_a_part_that_breaks_leaves_nothing(path: str, start: bytes) -> None:
    broken = [f'--x\r\nContent-Disposition: form-data; name="file:letter"{odd}\r\n--x--' for odd in ODD_PARTS]
    for body in [*JUNK, *(text.encode() for text in broken)]:
        assert post(path, start + body, MULTIPART).status_code in (200, 400, 413, 422)


class Cut(io.BytesIO):
    """A connection that breaks."""

    def read(self, size: int | None = -1, /) -> bytes:
        if text := super().read(size):
            return text
        raise OSError("connection lost")


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("sent", [FILE[:200], FILE, FILE + FILE[:2000], INPUT + FILE + FILE[:90], b""])
@pytest.mark.parametrize("token", [True, False])
def test_a_connection_that_breaks_leaves_nothing_and_runs_nothing(
    path: str, sent: bytes, token: bool
) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    environ = {"wsgi.input": Cut(sent), "CONTENT_LENGTH": "50000", "CONTENT_TYPE": MULTIPART}
    headers = {"Accept": "application/json"} | ({"X-CSRFToken": "a" * 32} if token else {})
    response = client.generic("POST", f"/api/mizan/{path}", headers=headers, **environ)
    assert response.json()["code"] in ("bad_request", "csrf_failed")
    assert response.json()["code"] == "bad_request" or not token


@pytest.mark.parametrize("sent", [FILE, FILE + FILE[:2000]])
def test_a_connection_that_breaks_while_a_page_says_too_often_leaves_nothing(sent: bytes) -> None:
    with kept_registry():
        register_form(LetterForm, name="seldom", on_submit=lambda form, request: None, auth=None, limit="1/h")
        for _ in range(3):
            environ = {"wsgi.input": Cut(sent), "CONTENT_LENGTH": "50000", "CONTENT_TYPE": MULTIPART}
            headers = {"Accept": "text/html", "X-CSRFToken": "a" * 32}
            client = Client(raise_request_exception=False)
            response = client.generic("POST", "/api/mizan/form/seldom/", headers=headers, **environ)
            assert response.status_code == 400


def test_names_keep_to_their_last_part(site: Registry) -> None:
    seen: list[str] = []

    def keep(form: LetterForm, request: Any) -> None:
        seen.append(form.cleaned_data["letter"].name if form.cleaned_data["letter"] else "")

    with kept_registry():
        register_form(LetterForm, name="named", on_submit=keep, auth=None)
        for name in FILE_NAMES:
            for path, prefix in (("call/named.submit/", "file:"), ("form/named/", "")):
                text = part("text", b"a", None) if not prefix else INPUT
                body = text + part(f"{prefix}letter", b"x" * 200, name.replace('"', "%22")) + b"--x--"
                assert post(path, body, MULTIPART).status_code in (200, 400, 422)
    assert len(seen) > len(FILE_NAMES)
    assert not [name for name in seen if "/" in name or "\\" in name or "\0" in name or name in ("..", ".")]


def test_a_described_file_is_never_opened(tmp_path: Path) -> None:
    described = {"name": "/etc/passwd", "size": 10, "type": "text/plain"}
    for path, body in (
        ("call/letter.validate/", {"data": {"text": "a", "letter": described}}),
        ("call/letter.submit/", {"data": {"text": "a", "letter": described}}),
    ):
        response = Client().post(f"/api/mizan/{path}", body, content_type="application/json")
        assert b"root:" not in response.content


def test_files_go_to_nothing_that_takes_none() -> None:
    upload = {"input": '{"text":"a"}', "file:text": SimpleUploadedFile("a", b"x" * 200)}
    response = Client().post("/api/mizan/call/echo/", upload)
    assert response.json()["code"] == "unsupported_media_type"
