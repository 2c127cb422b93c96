"""`form/<name>/`, as browsers, Laravel's Precognition and others use it."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.asgi import ASGIRequest
from django.test import Client

from mizan.forms import register_form
from mizan.setup.registry import Registry
from mizan.web.form import form_view
from tests.app.models import Note

pytestmark = pytest.mark.django_db
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PRECOGNITION = {"precognition": "true", "accept": "application/json"}


def post(name: str, data: Any, **headers: str) -> Any:
    return Client().post(f"/api/mizan/form/{name}/", data, headers=headers)


def test_browser_goes_on_to_success_url_after_a_success() -> None:
    response = post("web_going", {"title": "one"}, **PAGE)
    assert (response.status_code, response["Location"]) == (303, "/thanks/")
    assert Note.objects.get().title == "one"


def test_browser_is_thanked_where_there_is_no_success_url() -> None:
    response = post("web_note", {"title": "one"}, **PAGE)
    assert response.status_code == 200
    assert "Thank you." in response.content.decode()


def test_browser_gets_its_form_back_with_errors_and_what_was_typed() -> None:
    response = post("web_note", {"title": "forbidden", "body": "keep <me>"}, **PAGE)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Not this &lt;b&gt;word&lt;/b&gt;." in page
    assert "keep &lt;me&gt;" in page
    assert "csrfmiddlewaretoken" in page
    assert response["Cache-Control"] == "private, no-store"
    assert not Note.objects.exists()


def test_json_gets_the_answer_of_the_operation() -> None:
    response = Client().post("/api/mizan/form/web_note/", {"title": "one"}, content_type="application/json")
    assert (response.status_code, response.json()) == (200, {"saved": 1})


def test_json_failure_carries_errors_beside_issues() -> None:
    response = Client().post("/api/mizan/form/web_note/", {"title": ""}, content_type="application/json")
    body = response.json()
    assert response.status_code == 422
    assert body["code"] == "invalid"
    assert body["errors"] == {"title": ["This field is required."]}
    assert body["issues"][0]["path"] == ["title"]


def test_precognition_says_204_and_saves_nothing() -> None:
    response = post("web_note", {"title": "one"}, **PRECOGNITION)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Precognition"] == response["Precognition-Success"] == "true"
    assert "Precognition" in response["Vary"]
    assert not Note.objects.exists()


def test_precognition_says_422_with_errors() -> None:
    response = post("web_note", {"title": "forbidden"}, **PRECOGNITION)
    assert response.status_code == 422
    assert response["Precognition"] == "true"
    assert response.json() == {
        "message": "Not this <b>word</b>.",
        "errors": {"title": ["Not this <b>word</b>."]},
    }


def test_precognition_reports_only_the_fields_asked_for() -> None:
    only = {**PRECOGNITION, "precognition-validate-only": "body"}
    assert post("web_note", {"title": ""}, **only).status_code == 204


def test_every_answer_to_precognition_is_marked() -> None:
    for name, status in [("web_staff", 401), ("nothing", 404)]:
        response = post(name, {"title": "one"}, **PRECOGNITION)
        assert (response.status_code, response["Precognition"]) == (status, "true")
        assert response.json()["errors"] == {}


def test_policy_holds_here_too() -> None:
    assert post("web_staff", {"title": "one"}).status_code == 401
    User.objects.create_user("ada")
    client = Client()
    client.force_login(User.objects.get())
    assert client.post("/api/mizan/form/web_staff/", {"title": "one"}).status_code == 403
    assert not Note.objects.exists()


def test_csrf_token_of_the_body_is_asked_for() -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post(
        "/api/mizan/form/web_note/", {"title": "one"}, headers={"accept": "application/json"}
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    token = client.get("/api/mizan/session/").json()["csrf"]
    assert (
        client.post("/api/mizan/form/web_note/", {"title": "one", "csrfmiddlewaretoken": token}).status_code
        == 200
    )


@pytest.mark.proves("form-flat")
def test_a_form_of_auth_has_no_page(web: Registry) -> None:
    spec = web.get_form("web_note")
    assert spec is not None
    web.add_form(replace(spec, name="auth.note"))
    assert post("auth.note", {"title": "one"}, accept="application/json").json()["code"] == "not_found"
    assert not Note.objects.exists()


def test_other_methods_are_refused_in_the_failure_shape() -> None:
    response = Client().get("/api/mizan/form/web_note/", headers={"accept": "application/json"})
    assert (response.status_code, response["Allow"]) == (405, "OPTIONS, POST")
    assert response.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"[]", "application/json", 400),
        (b"{", "application/json", 400),
        (b"title=one", "text/plain", 415),
        (b"\xff\xfe", "multipart/form-data; boundary=x", 422),
        (b"title=\xff%00", "application/x-www-form-urlencoded", 422),
    ],
)
def test_bad_bodies_are_failures(body: bytes, content_type: str, status: int) -> None:
    response = Client(raise_request_exception=False).post(
        "/api/mizan/form/web_note/", body, content_type=content_type, headers={"accept": "application/json"}
    )
    assert response.status_code == status
    assert json.loads(response.content)["code"]


def test_too_large_a_body_is_refused_before_it_is_read(settings: Any) -> None:
    settings.MIZAN = {"MAX_BODY": 100, "MAX_UPLOAD": 100}
    large = {"title": "x" * 200}
    assert (
        Client().post("/api/mizan/form/web_note/", large, content_type="application/json").status_code == 413
    )
    upload = {"title": "x", "file": SimpleUploadedFile("f", b"x" * 200)}
    assert post("web_note", upload).status_code == 413


@pytest.mark.parametrize("size", [85, 5000])
@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "application/json"])
def test_a_body_whose_length_is_not_announced_is_limited_too(
    content_type: str, size: int, settings: Any
) -> None:
    settings.MIZAN = {"MAX_BODY": 100}
    text = f"title={'x' * size}" if "urlencoded" in content_type else json.dumps({"title": "x" * size})
    headers = [(b"content-type", content_type.encode()), (b"accept", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/api/mizan/form/web_note/", "headers": headers}
    request = ASGIRequest(scope, BytesIO(text.encode()))
    request._dont_enforce_csrf_checks = True
    assert form_view(request, "web_note").status_code == (413 if size > 100 else 422)


def test_params_are_the_query_string_and_the_rest_of_it_is_nobodys() -> None:
    assert Client().post("/api/mizan/form/web_note/?utm=x&page=2", {"title": "one"}).status_code == 200
    wrong = Client().post(
        "/api/mizan/form/web_note/?page=x", {"title": "two"}, headers={"accept": "application/json"}
    )
    assert wrong.status_code == 422
    assert wrong.json()["issues"][0]["path"] == ["params", "page"]


@pytest.mark.parametrize("accept", [PAGE, {"accept": "application/json"}, PRECOGNITION])
def test_a_concealed_form_answers_as_no_form_does(accept: dict[str, str], settings: Any) -> None:
    settings.MIZAN = {"CONCEAL_FORBIDDEN": True}
    first, second = (post(name, {"title": "one"}, **accept) for name in ("web_staff", "web_nothing"))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert dict(first.headers) == dict(second.headers)


@pytest.mark.parametrize("length", ["5,5", "-", "x"])
def test_a_body_of_no_length_is_not_read_for_a_page_that_says_too_often(
    length: str, fresh_registry: Registry
) -> None:
    spec = fresh_registry.get_form("web_note")
    assert spec
    register_form(spec.form_class, name="seldom_note", auth=None, on_submit=nothing, limit="1/h")
    for _ in range(2):
        response = Client().post(
            "/api/mizan/form/seldom_note/",
            b"title=one",
            content_type="application/x-www-form-urlencoded",
            headers={**PAGE, "x-csrftoken": "a" * 32},
            CONTENT_LENGTH=length,
        )
        assert response.status_code == 400


def nothing(form: Any, request: Any) -> None:
    """Save nothing."""
