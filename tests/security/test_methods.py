"""A link or an image makes a browser write, or a header turns a read into a write."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mizan.setup.registry import Registry
from tests.app.models import Note
from tests.security.conftest import log_in

pytestmark = pytest.mark.django_db
METHODS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "LINK"]


@pytest.mark.parametrize("method", METHODS)
def test_only_a_post_writes(method: str, site: Registry) -> None:
    client = Client()
    for operation in site.operations():
        if operation.readonly and method in ("GET", "HEAD"):
            continue
        response = client.generic(method, f"/api/mizan/call/{operation.name}/?input=%7B%7D")
        assert response.status_code == 405, operation.name
        assert "POST" in response["Allow"]


DISGUISES: list[dict[str, Any]] = [
    {"headers": {"X-HTTP-Method-Override": "POST"}},
    {"headers": {"X-Method-Override": "POST"}},
    {"QUERY_STRING": "_method=POST&input=%7B%22title%22%3A%22a%22%7D"},
]


@pytest.mark.parametrize("disguise", DISGUISES, ids=str)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_no_disguise_makes_a_post(method: str, disguise: dict[str, Any]) -> None:
    client = log_in("user")
    assert client.generic(method, "/api/mizan/call/write_note/", **disguise).status_code == 405
    assert client.generic(method, "/api/mizan/form/note/", **disguise).status_code == 405
    assert not Note.objects.exists()


def test_a_batch_carries_no_write() -> None:
    calls = {"calls": [{"name": "write_note", "input": {"title": "a"}}, {"name": "motto"}]}
    answer = log_in("user").post("/api/mizan/batch/", calls, content_type="application/json").json()
    assert [result["status"] for result in answer["results"]] == [400, 200]
    assert not Note.objects.exists()
