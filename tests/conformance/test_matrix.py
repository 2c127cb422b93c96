"""Every policy × every user × every route, under WSGI and ASGI: nobody gets round a policy."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import AsyncClient, Client, override_settings

from mizan.permissions import policy
from mizan.setup.functions import operation_of
from mizan.setup.registry import Registry

URL = "/api/mizan/"
JSON = "application/json"
USERS: dict[str, dict[str, bool] | None] = {
    "nobody": None,
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_active": False, "is_staff": True, "is_superuser": True},
}
ran: list[str] = []


async def is_staff_later(request: HttpRequest) -> bool:
    user = await request.auser()  # type: ignore[attr-defined]
    return bool(user.is_staff)


def raises(request: HttpRequest) -> bool:
    raise LookupError


POLICIES: dict[str, tuple[Any, set[str]]] = {
    "none": (None, {"nobody", "user", "staff", "superuser", "inactive"}),
    "true": (True, {"user", "staff", "superuser"}),
    "staff": ("staff", {"staff", "superuser"}),
    "superuser": ("superuser", {"superuser"}),
    "custom": (lambda request: request.user.is_staff, {"staff", "superuser"}),
    "later": (is_staff_later, {"staff", "superuser"}),
    "truthy": (lambda request: "yes", set()),
    "raises": (raises, set()),
    "forgot": (lambda request: is_staff_later(request), set()),
    "both": (("staff", lambda request: request.user.is_superuser), {"superuser"}),
}

Ask = Callable[[Any, str], Any]


def post(client: Any, name: str) -> Any:
    return client.post(f"{URL}call/{name}/", {}, content_type=JSON)


def get(client: Any, name: str) -> Any:
    return client.get(f"{URL}call/{name}/?input={quote('{}')}")


def batch(client: Any, name: str) -> Any:
    return client.post(f"{URL}batch/", {"calls": [{"name": name, "input": {}}]}, content_type=JSON)


def broken_body(client: Any, name: str) -> Any:
    return client.post(f"{URL}call/{name}/", "{", content_type="text/plain")


ROUTES: dict[str, Ask] = {"post": post, "get": get, "batch": batch, "broken body": broken_body}


def publish(registry: Registry, name: str, auth: Any) -> None:
    def entry() -> str:
        ran.append(name)
        return name

    registry.add(replace(operation_of(entry, name), policy=policy(auth), readonly=True))


@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("who", USERS)
def test_only_those_who_may_get_in(who: str, server: str, fresh_registry: Registry) -> None:
    backend = "django.contrib.auth.backends.AllowAllUsersModelBackend"
    with override_settings(AUTHENTICATION_BACKENDS=[backend]):
        client: Any = Client() if server == "wsgi" else AsyncClient()
        flags = USERS[who]
        if flags is not None:
            client.force_login(User.objects.create(username=who, **flags))
        for name, (auth, _) in POLICIES.items():
            publish(fresh_registry, name, auth)
        for route, ask in ROUTES.items():
            ran.clear()
            refused = {name for name in POLICIES if not is_let_in(ask, client, name, server)}
            expected = {name for name, (_, may) in POLICIES.items() if who not in may}
            assert refused == expected, route
            assert not expected & set(ran)


def is_let_in(ask: Ask, client: Any, name: str, server: str) -> bool:
    response = ask(client, name)
    if server == "asgi":
        response = async_to_sync(_awaited)(response)
    answer = json.loads(response.content)
    if isinstance(answer, dict) and "results" in answer:
        [answer] = answer["results"]
        answer = answer.get("error", answer.get("data"))
    return not (isinstance(answer, dict) and answer["code"] in ("unauthenticated", "forbidden"))


async def _awaited(response: Any) -> Any:
    return await response
