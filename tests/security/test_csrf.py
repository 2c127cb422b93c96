"""A page of another site, or an old browser, has a user's cookies sent with a write."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.app.models import Note

pytestmark = pytest.mark.django_db
TOKEN = "a" * 32
HERE = {"Origin": "https://testserver"}
JSON = "application/json"

ROUTES: list[tuple[str, Any]] = [
    ("call/echo/", {"text": "hi"}),
    ("call/survey.validate/", {"data": {"text": "a"}}),
    ("call/survey.submit/", {"data": {"text": "a"}}),
    ("batch/", {"calls": [{"name": "motto", "input": {}}]}),
    ("form/survey/", {"text": "a"}),
]

MATRIX: list[tuple[str, dict[str, Any], int]] = [
    ("an honest browser", {"headers": HERE}, 200),
    ("no token", {"token": None, "headers": HERE}, 403),
    ("another token", {"token": "b" * 32, "headers": HERE}, 403),
    ("no cookie", {"cookie": None, "headers": HERE}, 403),
    ("evil Origin", {"headers": {"Origin": "https://evil.example"}}, 403),
    ("Origin null", {"headers": {"Origin": "null"}}, 403),
    ("http Origin on https", {"headers": {"Origin": "http://testserver"}}, 403),
    ("neither Origin nor Referer", {"headers": {}}, 403),
    ("evil Referer", {"headers": {"Referer": "https://evil.example/testserver"}}, 403),
    ("cross-site", {"headers": {**HERE, "Sec-Fetch-Site": "cross-site"}}, 403),
    ("text/plain", {"headers": HERE, "content_type": "text/plain"}, 415),
    ("3 MB", {"headers": HERE, "size": 3 * 1024 * 1024}, 413),
]


def post(
    path: str,
    body: Any,
    *,
    headers: dict[str, str],
    token: str | None = TOKEN,
    cookie: str | None = TOKEN,
    content_type: str = JSON,
    size: int = 0,
) -> Any:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if cookie:
        client.cookies["csrftoken"] = cookie
    sent = {"Accept": JSON, **headers} | ({"X-CSRFToken": token} if token else {})
    text = json.dumps(body).ljust(size)
    return client.post(f"/api/mizan/{path}", text, content_type=content_type, headers=sent, secure=True)


@pytest.mark.parametrize(("path", "body"), ROUTES, ids=[route[0] for route in ROUTES])
@pytest.mark.parametrize(("sent", "status"), [row[1:] for row in MATRIX], ids=[row[0] for row in MATRIX])
def test_a_write_needs_token_cookie_and_origin(sent: Any, status: int, path: str, body: Any) -> None:
    response = post(path, body, **sent)
    assert response.status_code == status
    if status == 403:
        assert response.json()["code"] == "csrf_failed"


@pytest.mark.parametrize("token", [None, "b" * 32])
def test_a_form_of_another_site_saves_nothing(token: str | None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = TOKEN
    fields = {"text": "a"} | ({"csrfmiddlewaretoken": token} if token else {})
    for path in ("form/survey/", "call/survey.submit/", "call/write_note/"):
        response = client.post(f"/api/mizan/{path}", fields, headers={"Accept": JSON})
        assert response.json()["code"] == "csrf_failed"
    assert not Note.objects.exists()


def test_a_token_in_the_body_opens_no_call() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = TOKEN
    fields = {"input": '{"data":{"text":"a"}}', "csrfmiddlewaretoken": TOKEN}
    assert client.post("/api/mizan/call/letter.submit/", fields).json()["code"] == "csrf_failed"
