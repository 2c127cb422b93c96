"""The CSRF check runs whatever the site's middleware does."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import _get_new_csrf_string, get_token, rotate_token
from django.test import Client, RequestFactory, override_settings

from mizan.protocol.errors import Failure
from mizan.server.csrf import require_csrf, set_cookie
from mizan.setup.registry import Registry
from tests.conformance.operations import echo

URL = "/api/mizan/call/echo/"
BARE = [name for name in settings.MIDDLEWARE if "csrf" not in name]


@pytest.fixture(params=["with the middleware", "without"])
def site(request: pytest.FixtureRequest) -> Any:
    with override_settings(
        MIDDLEWARE=settings.MIDDLEWARE if request.param == "with the middleware" else BARE
    ):
        yield


@pytest.fixture
def client(site: None, fresh_registry: Registry) -> Client:
    from mizan.setup.registry import register

    register(echo)
    return Client(enforce_csrf_checks=True)


def post(client: Client, token: str, **more: Any) -> Any:
    headers = {"X-CSRFToken": token, **more.pop("headers", {})}
    return client.post(URL, {"text": "hi"}, content_type="application/json", headers=headers, **more)


def test_the_first_visit_gets_cookie_and_token(client: Client) -> None:
    session = client.get("/api/mizan/session/")
    assert "csrftoken" in session.cookies
    assert post(client, session.json()["csrf"]).status_code == 200


def test_the_cookie_itself_is_a_token(client: Client) -> None:
    client.get("/api/mizan/session/")
    assert post(client, client.cookies["csrftoken"].value).status_code == 200


@pytest.mark.proves("csrf-everywhere")
def test_without_a_token_nothing_is_written(client: Client) -> None:
    client.get("/api/mizan/session/")
    assert client.post(URL, {"text": "hi"}, content_type="application/json").json()["code"] == "csrf_failed"


HTTPS: list[tuple[dict[str, str], int]] = [
    ({}, 403),
    ({"Referer": "https://testserver/page"}, 200),
    ({"Referer": "http://testserver/page"}, 403),
    ({"Referer": "https://evil.example/"}, 403),
    ({"Origin": "https://testserver"}, 200),
    ({"Origin": "http://testserver"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "https://testserver", "Sec-Fetch-Site": "cross-site"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), HTTPS, ids=str)
def test_https_needs_an_origin_or_a_referer(headers: dict[str, str], status: int, client: Client) -> None:
    token = client.get("/api/mizan/session/", secure=True).json()["csrf"]
    assert post(client, token, headers=headers, secure=True).status_code == status


def test_another_header_name_of_the_site_is_accepted_beside_mizan_s(client: Client) -> None:
    token = client.get("/api/mizan/session/").json()["csrf"]
    with override_settings(CSRF_HEADER_NAME="HTTP_X_XSRF_TOKEN"):
        assert post(client, token).status_code == 200
        assert post(client, "wrong", headers={"X-XSRF-TOKEN": token}).status_code == 200


@pytest.mark.django_db
def test_tokens_may_live_in_the_session(client: Client) -> None:
    with override_settings(CSRF_USE_SESSIONS=True):
        token = client.get("/api/mizan/session/").json()["csrf"]
        assert "csrftoken" not in client.cookies
        assert post(client, token).status_code == 200
        assert post(client, "x" * 64).status_code == 403


def test_a_rotated_token_reaches_the_client(client: Client, fresh_registry: Registry) -> None:
    from mizan.setup.registry import register

    def log_in(request: HttpRequest) -> None:
        rotate_token(request)

    register(log_in)
    old = client.get("/api/mizan/session/").json()["csrf"]
    headers = {"X-CSRFToken": old}
    answer = client.post("/api/mizan/call/log_in/", {}, content_type="application/json", headers=headers)
    assert "csrftoken" in answer.cookies
    assert post(client, old).json()["code"] == "csrf_failed"
    assert post(client, client.get("/api/mizan/session/").json()["csrf"]).status_code == 200


def test_a_broken_cookie_is_replaced(client: Client) -> None:
    client.cookies["csrftoken"] = "nonsense"
    assert post(client, "a" * 32).json()["code"] == "csrf_failed"
    token = client.get("/api/mizan/session/").json()["csrf"]
    assert post(client, token).status_code == 200


def form_post(token: str) -> HttpRequest:
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token})
    request.COOKIES["csrftoken"] = token
    return request


@pytest.mark.proves("csrf-body")
def test_a_token_in_the_body_counts_only_where_it_may() -> None:
    request = form_post(_get_new_csrf_string())
    with pytest.raises(Failure, match="CSRF"):
        require_csrf(request)
    require_csrf(request, reads_body=True)


def test_a_refusal_is_logged_as_django_logs_it(caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().post("/a/", headers={"Sec-Fetch-Site": "cross-site"})
    with pytest.raises(Failure):
        require_csrf(request)
    [record] = caplog.records
    assert (record.name, record.levelname) == ("django.security.csrf", "WARNING")
    assert record.getMessage() == "Forbidden (Sec-Fetch-Site is cross-site.): /a/"
    assert (record.__dict__["status_code"], record.__dict__["request"]) == (403, request)


@pytest.mark.parametrize(("debug", "expected"), [(False, ""), (True, "Sec-Fetch-Site is cross-site.")])
def test_whoever_develops_reads_the_reason_in_the_answer(debug: bool, expected: str) -> None:
    request = RequestFactory().post("/a/", headers={"Sec-Fetch-Site": "cross-site"})
    with override_settings(DEBUG=debug), pytest.raises(Failure) as caught:
        require_csrf(request)
    assert caught.value.message.partition("valid CSRF token. ")[2] == expected


def render(request: HttpRequest) -> str:
    return get_token(request)


def test_a_function_that_renders_a_token_keeps_the_secret(client: Client, fresh_registry: Registry) -> None:
    from mizan.setup.registry import register

    register(render)
    token = client.get("/api/mizan/session/").json()["csrf"]
    before = client.cookies["csrftoken"].value
    headers = {"X-CSRFToken": token}
    answer = client.post("/api/mizan/call/render/", {}, content_type="application/json", headers=headers)
    assert client.cookies["csrftoken"].value == before
    assert post(client, answer.json()).status_code == 200


def test_a_secret_that_a_middleware_changed_stays(rf: RequestFactory) -> None:
    secret = _get_new_csrf_string()
    request = rf.post("/", headers={"X-CSRFToken": secret})
    request.COOKIES["csrftoken"] = secret
    rotate_token(request)
    rotated = request.META["CSRF_COOKIE"]
    require_csrf(request)
    assert request.META["CSRF_COOKIE"] == rotated != secret


def test_no_cookie_is_set_where_nothing_changed() -> None:
    request = HttpRequest()
    assert not set_cookie(request, HttpResponse()).cookies
    get_token(request)
    assert set_cookie(request, HttpResponse()).cookies


def test_a_path_with_line_ends_makes_one_line_of_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/api/mizan/call/echo%0aForged/", {}, content_type="application/json")
    client.post("/api/mizan/form/a%0aForged/", {}, content_type="application/json")
    request = RequestFactory().post("/a%0aForged/")
    with pytest.raises(Failure):
        require_csrf(request)
    assert caplog.messages[-1].endswith(r"/a\nForged/")
    assert not [message for message in caplog.messages if "\n" in message]


def test_settings_that_change_are_heeded_at_once(client: Client) -> None:
    token = _get_new_csrf_string()
    client.cookies["csrftoken"] = token
    foreign = {"Origin": "https://example.org"}
    assert post(client, token, headers=foreign).status_code == 403
    with override_settings(CSRF_TRUSTED_ORIGINS=["https://example.org"]):
        assert post(client, token, headers=foreign).status_code == 200
    assert post(client, token, headers=foreign).status_code == 403
    for header in ("HTTP_X_OTHER", "HTTP_X_CSRFTOKEN"):
        with override_settings(CSRF_HEADER_NAME=header):
            assert post(client, token).status_code == 200
