"""What a page embeds for its first paint."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.test import AsyncClient, Client

from mizan.client import client
from mizan.setup.registry import Registry, register
from mizan.web.checks import check_hydration
from tests.web.payloads import PAYLOADS, everywhere

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = re.compile(r'<script id="mizan-data" type="application/json">(.*?)</script>', re.DOTALL)


def payload(response: Any) -> dict[str, Any]:
    found = SCRIPT.findall(response.content.decode())
    assert len(found) == 1
    return json.loads(found[0])


def contexts(response: Any) -> dict[str, Any]:
    return {entry["name"]: entry for entry in payload(response)["contexts"]}


@pytest.mark.proves("hydration")
def test_page_embeds_session_and_global_contexts() -> None:
    body = payload(Client().get("/hydrated/"))
    assert body.keys() == {"csrf", "build", "identity", "mount", "language", "max_upload", "contexts"}
    assert body["mount"] == "/api/mizan/"
    assert {entry["name"] for entry in body["contexts"]} >= {"broken", "hostile", "private"}


def test_hostile_text_stays_text() -> None:
    response = Client().get("/hydrated/")
    assert contexts(response)["hostile"]["data"] == "</script><!--<script>&\u2028]]>"
    assert response.content.decode().count("</script>") == 1


def test_no_text_leaves_the_element(fresh_registry: Registry) -> None:
    data: dict[str, Any] = {}

    def embedded(request: HttpRequest) -> dict[str, Any]:
        return data

    register(client(context="global")(embedded), "embedded")
    fresh_registry.settle()
    assert len(set(PAYLOADS)) == 60
    for text in PAYLOADS:
        data = everywhere(text)
        response = Client().get("/hydrated/")
        assert contexts(response)["embedded"]["data"] == data
        assert re.findall("[<>&]", SCRIPT.findall(response.content.decode())[0]) == [], text


@pytest.mark.proves("hydration-error")
def test_denied_and_failing_contexts_are_embedded_as_their_failure() -> None:
    found = contexts(Client(raise_request_exception=False).get("/hydrated/"))
    assert found["private"]["error"]["code"] == "unauthenticated"
    assert found["private"]["error"]["status"] == 401
    assert found["broken"]["error"]["code"] == "internal"
    assert "secret" not in json.dumps(found)


@pytest.mark.proves("conceal")
def test_a_concealed_context_is_not_named_to_those_who_may_not_have_it(settings: Any, web: Registry) -> None:
    @client(context="global", auth="staff")
    def secret(request: HttpRequest) -> int:
        return 1

    register(secret)
    assert contexts(Client().get("/hydrated/"))["secret"]["error"]["code"] == "unauthenticated"
    settings.MIZAN = {"CONCEAL_FORBIDDEN": True}
    assert "secret" not in Client().get("/hydrated/").content.decode()
    staff = Client()
    staff.force_login(User.objects.create_user("grace", is_staff=True))
    assert contexts(staff.get("/hydrated/"))["secret"]["data"] == 1


def test_each_user_gets_their_own() -> None:
    client = Client()
    client.force_login(User.objects.create_user("ada"))
    assert contexts(client.get("/hydrated/"))["private"]["data"] == "ada"


@pytest.mark.proves("hydration-private")
def test_hydrated_page_is_private_and_others_are_left_alone() -> None:
    response = Client().get("/hydrated/")
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"private", "no-store"}
    assert "Cookie" in response["Vary"]
    assert "Cache-Control" not in Client().get("/note/")


def test_async_view_prepares_the_same() -> None:
    response = async_to_sync(AsyncClient().get)("/ahydrated/")
    assert contexts(response)["hostile"]["data"]
    assert "no-store" in response["Cache-Control"]


def test_async_view_that_forgets_is_told_so() -> None:
    with pytest.raises(ImproperlyConfigured, match="ahydrate"):
        async_to_sync(AsyncClient().get)("/ahydrated/?forget")


def test_token_of_the_page_opens_a_write() -> None:
    client = Client(enforce_csrf_checks=True)
    token = payload(client.get("/hydrated/"))["csrf"]
    body = {"data": {"title": "one"}}
    url = "/api/mizan/call/web_note.submit/"
    assert client.post(url, body, content_type="application/json").status_code == 403
    headers = {"X-CSRFToken": token}
    assert client.post(url, body, content_type="application/json", headers=headers).status_code == 200


def test_missing_middleware_is_a_warning(settings: Any) -> None:
    assert check_hydration() == []
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "hydration" not in name]
    assert [message.id for message in check_hydration()] == ["mizan.W040"]
