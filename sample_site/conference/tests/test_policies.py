"""Whatever is registered is asked for by everybody, by every way: what is added tomorrow, too."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.http import HttpRequest
from django.test import AsyncClient, Client

from mizan.protocol.envelope import Call, FailureBody
from mizan.server.dispatch import dispatch
from mizan.setup.operations import Operation
from mizan.setup.registry import registry
from mizan.testing import MizanClient

pytestmark = pytest.mark.django_db

JSON = "application/json"
URLENCODED = "application/x-www-form-urlencoded"
DENIALS = ("unauthenticated", "forbidden", "reauthenticate")
USERS: dict[str, dict[str, bool] | None] = {
    "nobody": None,
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_active": False, "is_staff": True, "is_superuser": True},
}


def may(who: str, auth: object) -> bool:
    """Tell who may, by what `auth=` says; a check of the project's own would need its line here."""
    flags = USERS[who]
    is_active = flags is not None and flags.get("is_active", True)
    rules = {None: True, True: is_active}
    for flag in ("staff", "superuser"):
        rules[flag] = is_active and bool(flags and flags.get(f"is_{flag}"))
    return all(rules[part] for part in (auth if isinstance(auth, list) else [auth]))


Ask = Callable[[Any, str], Any]


def post(path: str, body: Any, content_type: str = JSON, **headers: str) -> Ask:
    """Ask by POST; NAME in path and body is the name of the operation, or of its form."""

    def ask(client: Any, name: str) -> Any:
        text = (body if isinstance(body, str) else json.dumps(body)).replace("NAME", name)
        url = f"/api/mizan/{path.replace('NAME', name)}"
        return client.post(url, text, content_type=content_type, headers={"Accept": JSON, **headers})

    return ask


CALLS: dict[str, Ask] = {"POST": post("call/NAME/", {}), "no JSON": post("call/NAME/", "{", "text/plain")}
READS: dict[str, Ask] = {
    "GET": lambda client, name: client.get(f"/api/mizan/call/{name}/"),
    "batch": post("batch/", {"calls": [{"name": "NAME"}]}),
}
SUBMITS: dict[str, Ask] = {
    "form": post("form/NAME/", "a=b", URLENCODED),
    "form JSON": post("form/NAME/", {}),
    "form multipart": post("form/NAME/", "--x--\r\n", "multipart/form-data; boundary=x"),
}
VALIDATES: dict[str, Ask] = {"Precognition": post("form/NAME/", {}, Precognition="true")}


def of_the_site() -> list[Operation]:
    """Return what the site itself registers: what a flow of allauth asks for beside, `tests/auth` knows."""
    return [operation for operation in registry.operations() if not operation.name.startswith("auth.")]


def ways(operation: Operation) -> list[tuple[str, Ask, str]]:
    """Return every way to an operation: its label, how to ask, and for which name."""
    found = [(label, ask, operation.name) for label, ask in CALLS.items()]
    if operation.readonly:
        found += [(label, ask, operation.name) for label, ask in READS.items()]
    for form in registry.forms():
        if form.name.startswith("auth."):
            continue
        by_kind = {form.operations["submit"]: SUBMITS, form.operations["validate"]: VALIDATES}
        found += [(label, ask, form.name) for label, ask in by_kind.get(operation.name, {}).items()]
    return found


def code(response: Any) -> str:
    """Return the code of the failure, or `ok`."""
    answer = json.loads(response.content or "null")
    if isinstance(answer, dict) and "results" in answer:
        answer = answer["results"][0].get("error")
    return str(answer.get("code", "ok")) if isinstance(answer, dict) else "ok"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the operations whose input was parsed."""
    parsed: list[str] = []

    class Spy:
        def __init__(self, operation: Operation) -> None:
            self.operation = operation

        def __getattr__(self, name: str) -> Any:
            return getattr(self.operation.input, name)

        def parse(self, body: Any) -> Any:
            parsed.append(self.operation.name)
            return self.operation.input.parse(body)

    spied = {operation.name: replace(operation, input=Spy(operation)) for operation in registry.operations()}
    monkeypatch.setattr(registry, "_operations", spied)
    return parsed


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("who", USERS)
def test_only_those_get_in_who_may(who: str, kind: type, ran: list[str], settings: Any) -> None:
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]
    client, flags = kind(), USERS[who]
    if flags is not None:
        client.force_login(User.objects.create(username=who, **flags))
    for operation in of_the_site():
        for label, ask, name in ways(operation):
            ran.clear()
            response = ask(client, name)
            answer = code(async_to_sync(_awaited)(response) if kind is AsyncClient else response)
            is_let_in = may(who, operation.policy.describe())
            assert (answer not in DENIALS) == is_let_in, (operation.name, label, answer)
            assert is_let_in or not ran, (operation.name, label)


async def _awaited(response: Any) -> Any:
    return await response


@pytest.mark.parametrize("who", USERS)
def test_no_call_from_python_gets_in_either(who: str, ran: list[str]) -> None:
    flags, request = USERS[who], HttpRequest()
    request.user = AnonymousUser() if flags is None else User.objects.create(username=who, **flags)
    client = MizanClient(request.user if who not in ("nobody", "inactive") else None)
    names = [operation.name for operation in of_the_site()]
    allowed = {op.name for op in of_the_site() if may(who, op.policy.describe())}
    for name in names:
        ran.clear()
        answer = dispatch(Call(name=name), request)
        denied = isinstance(answer, FailureBody) and answer.code in DENIALS
        assert denied == (name not in allowed), name
        assert (client.call(name).code in DENIALS) == (name not in allowed), name
        assert name in allowed or not ran
    assert client.call("mizan.can", {"names": names}).data == {name: name in allowed for name in names}


def test_every_policy_is_written() -> None:
    call_command("mizan_policies", fail_on_implicit=True, stdout=StringIO())
