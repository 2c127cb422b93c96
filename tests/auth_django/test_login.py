"""Log in and out with Django's own backends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.cache import cache
from django.db import connections
from django.dispatch import Signal
from django.test import AsyncClient, RequestFactory, override_settings

from mizan.auth.django.proof import ways
from mizan.testing import MizanClient
from tests.app.models import Note
from tests.auth_django.conftest import PASSWORD

pytestmark = pytest.mark.django_db

ANONYMOUS = {"status": "anonymous", "flows": [{"id": "login"}]}
RIGHT = {"username": "ann", "password": PASSWORD}
WRONG = {"username": "ann", "password": "wrong-secret-7"}


class heard:  # noqa: N801 - reads as a statement
    """Connect a receiver of a signal for as long as a block runs."""

    def __init__(self, signal: Signal, receiver: Any) -> None:
        self.signal, self.receiver = signal, receiver

    def __enter__(self) -> None:
        self.signal.connect(self.receiver)

    def __exit__(self, *_: object) -> None:
        self.signal.disconnect(self.receiver)


class Directory(BaseBackend):
    """A backend that knows passwords which the database does not."""

    def authenticate(self, request: Any, username: str = "", password: str = "") -> Any:
        return User.objects.filter(username=username).first() if password == "from the directory" else None

    def get_user(self, user_id: Any) -> Any:
        return User.objects.filter(pk=user_id).first()


class Mistaken(BaseBackend):
    """A backend that takes everybody for Bob."""

    def authenticate(self, request: Any, username: str = "", password: str = "") -> Any:
        return User.objects.get(username="bob")

    def get_user(self, user_id: Any) -> Any:
        return User.objects.filter(pk=user_id).first()


class Broken(BaseBackend):
    """A backend whose server is gone."""

    def authenticate(self, request: Any, username: str = "", password: str = "") -> Any:
        raise RuntimeError("nobody listens")


def test_nobody_may_log_in() -> None:
    assert MizanClient().get("auth.session").data == ANONYMOUS


def test_configuration_is_that_of_an_account() -> None:
    assert MizanClient().get("auth.config").data == {
        "account": {
            "login_methods": ["username"],
            "is_open_for_signup": False,
            "email_verification_by_code_enabled": False,
            "login_by_code_enabled": False,
            "password_reset_by_code_enabled": False,
        }
    }


@pytest.mark.parametrize(
    ("flags", "rights"),
    [
        ({"is_staff": True}, ["staff"]),
        ({"is_staff": True, "is_superuser": True}, ["staff", "superuser"]),
        ({"is_superuser": True}, ["superuser"]),
    ],
)
def test_state_tells_the_flags_that_policies_ask_about(
    flags: dict[str, bool], rights: list[str], ann: Any
) -> None:
    User.objects.update(**flags)
    client = MizanClient()
    assert client.submit("auth.login", RIGHT).data["auth"]["rights"] == rights
    assert client.get("auth.session").data["rights"] == rights


def test_right_password_logs_in(ann: Any, clock: Any) -> None:
    client = MizanClient()
    result = client.submit("auth.login", RIGHT)
    assert result.data == {
        "kind": "state",
        "auth": {
            "status": "authenticated",
            "user": {
                "id": ann.pk,
                "display": "ann",
                "email": "ann@example.org",
                "has_usable_password": True,
                "username": "ann",
            },
            "rights": [],
            "methods": [{"method": "password", "at": clock.now, "username": "ann"}],
        },
    }
    assert client.get("auth.session").data == result.data["auth"]


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_wrong_password_and_unknown_name_are_refused_alike(ann: Any, name: str) -> None:
    result = MizanClient().submit("auth.login", {**WRONG, "username": name})
    assert (result.status, result.code) == (422, "invalid")
    assert result.issues == [
        {
            "path": [],
            "code": "invalid_login",
            "message": "Please enter a correct username and password. Note that both fields may be "
            "case-sensitive.",
            "params": {"username": "username"},
        }
    ]


def test_inactive_user_is_refused_like_a_wrong_password(ann: Any) -> None:
    User.objects.update(is_active=False)
    assert MizanClient().submit("auth.login", RIGHT).issues[0]["code"] == "invalid_login"


@override_settings(AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.AllowAllUsersModelBackend"])
def test_inactive_user_whom_a_backend_lets_in_is_told_so(ann: Any) -> None:
    User.objects.update(is_active=False)
    result = MizanClient().submit("auth.login", RIGHT)
    assert (result.status, result.message) == (403, "This account is inactive.")
    assert MizanClient(ann).get("auth.session").data == ANONYMOUS


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        ({}, "username", "required"),
        ({"username": "ann"}, "password", "required"),
        ({"username": ["ann"], "password": PASSWORD}, "username", "invalid"),
        ({"username": "a\0n", "password": PASSWORD}, "username", "null_characters_not_allowed"),
        ({**RIGHT, "is_staff": True}, "is_staff", "unexpected"),
        ({**RIGHT, "next": "/"}, "next", "unexpected"),
    ],
)
def test_what_is_missing_or_too_much_is_told_at_its_field(ann: Any, data: Any, path: str, code: str) -> None:
    client = MizanClient()
    result = client.submit("auth.login", data)
    assert (result.status, result.code) == (422, "invalid")
    assert (result.issues[0]["path"], result.issues[0]["code"]) == ([path], code)
    assert client.get("auth.session").data == ANONYMOUS


def test_spaces_of_a_password_belong_to_it(ann: Any) -> None:
    assert MizanClient().submit("auth.login", {**RIGHT, "password": f" {PASSWORD} "}).code == "invalid"


def test_logging_in_twice_is_a_conflict(ann: Any) -> None:
    assert MizanClient(ann).submit("auth.login", RIGHT).code == "conflict"


def test_logging_out_tells_the_new_state(ann: Any) -> None:
    client = MizanClient(ann)
    assert client.call("auth.logout").data == {"kind": "state", "auth": ANONYMOUS}
    assert client.submit("auth.change_password", {}).code == "unauthenticated"
    assert client.call("auth.logout").data == {"kind": "state", "auth": ANONYMOUS}


def test_other_backends_are_asked_and_may_know_the_password_again(ann: Any) -> None:
    ann.set_unusable_password()
    ann.save()
    here = f"{__name__}.Directory"
    with override_settings(AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend", here]):
        client = MizanClient()
        result = client.submit("auth.login", {"username": "ann", "password": "from the directory"})
        assert result.data["auth"]["user"]["has_usable_password"] is False
        assert client.submit("auth.reauthenticate", {"password": "from the directory"}).ok
        assert client.submit("auth.reauthenticate", {"password": PASSWORD}).code == "invalid"


def test_user_whose_password_a_backend_knows_may_prove_it_again(ann: Any, clock: Any) -> None:
    ann.set_unusable_password()
    ann.save()
    with override_settings(AUTHENTICATION_BACKENDS=[f"{__name__}.Directory"]):
        client = MizanClient()
        client.submit("auth.login", {"username": "ann", "password": "from the directory"})
        request: Any = RequestFactory().get("/")
        request.session, request.user = client.http.session, ann
        assert ways(request) == [{"id": "reauthenticate"}]
        request.session = {}
        assert ways(request) == []


def test_password_for_which_a_backend_finds_another_user_is_no_proof(ann: Any) -> None:
    User.objects.create_user("bob")
    with override_settings(AUTHENTICATION_BACKENDS=[f"{__name__}.Mistaken"]):
        ann.backend = f"{__name__}.Mistaken"
        client = MizanClient(ann)
        assert client.submit("auth.reauthenticate", {"password": "anything"}).code == "invalid"
        assert client.get("auth.session").data["methods"] == []


def test_signals_of_django_are_sent(ann: Any) -> None:
    told: list[Any] = []

    def receive(sender: Any, **said: Any) -> None:
        told.append((said.get("user") or said["credentials"]["username"], said["request"] is not None))

    client = MizanClient()
    with heard(user_logged_in, receive), heard(user_login_failed, receive):
        client.submit("auth.login", WRONG)
        client.submit("auth.login", RIGHT)
        client.submit("auth.reauthenticate", {"password": "wrong"})
    assert told == [("ann", True), (ann, True), ("ann", True)]


def test_a_refusal_keeps_what_a_signal_saved(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)

    def note(sender: Any, credentials: Any, **_: Any) -> None:
        Note.objects.create(title=f"failed: {credentials['username']}")

    with heard(user_login_failed, note):
        MizanClient().submit("auth.login", WRONG)
    assert Note.objects.get().title == "failed: ann"


def test_what_nobody_foresaw_takes_back_what_was_saved(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)

    def break_down(sender: Any, **_: Any) -> None:
        Note.objects.create(title="half")
        raise RuntimeError

    client = MizanClient()
    with heard(user_logged_in, break_down):
        assert client.submit("auth.login", RIGHT).code == "internal"
    assert not Note.objects.exists()
    assert client.get("auth.session").data == ANONYMOUS


def test_session_and_csrf_token_are_others_after_a_login(ann: Any) -> None:
    client = MizanClient(enforce_csrf_checks=True)
    session = client.http.session
    session["basket"] = 3
    session.save()
    client.http.cookies["sessionid"] = before = session.session_key
    client.http.get("/page/")
    old = client.http.cookies["csrftoken"].value
    assert client.call("auth.login.submit", {"data": RIGHT}).code == "csrf_failed"
    assert client.call("auth.login.submit", {"data": RIGHT}, x_csrftoken=old).ok
    new = client.http.cookies["csrftoken"].value
    assert new != old
    assert client.http.session.session_key != before
    assert client.http.session["basket"] == 3
    assert client.call("auth.logout", x_csrftoken=old).code == "csrf_failed"
    assert client.call("auth.logout", x_csrftoken=new).ok


def test_writes_are_reached_by_a_call_alone(ann: Any) -> None:
    client = MizanClient()
    data = {"data": RIGHT}
    assert client.get("auth.login.submit", data).code == "method_not_allowed"
    assert client.get("auth.logout").code == "method_not_allowed"
    assert client.get("auth.password_reset", {"key": "x"}).code == "method_not_allowed"
    assert [item.code for item in client.batch(("auth.login.submit", data), ("auth.logout", {}))] == [
        "bad_request",
        "bad_request",
    ]
    assert client.call("auth.login.validate", data).code == "not_found"
    for headers in ({}, {"Precognition": "true"}):
        assert client.http.post("/api/mizan/form/auth.login/", RIGHT, headers=headers).status_code == 404
    assert client.get("auth.session").data == ANONYMOUS


def test_reading_a_form_changes_nothing(ann: Any, django_assert_num_queries: Any) -> None:
    client = MizanClient()
    forms = ("login", "request_password_reset", "reset_password")
    with django_assert_num_queries(0):
        for name in forms * 20:
            assert client.get(f"auth.{name}.schema").ok
    assert "sessionid" not in client.http.cookies
    assert not cache._cache  # type: ignore[attr-defined]
    assert client.submit("auth.login", RIGHT).ok


def test_every_page_carries_who_is_logged_in(ann: Any) -> None:
    client = MizanClient(ann)
    page = client.http.get("/page/").content.decode()
    text = page.partition(">")[2].rpartition("<")[0]
    contexts = {entry["name"]: entry["data"] for entry in json.loads(text)["contexts"]}
    assert contexts["auth.session"]["user"]["username"] == "ann"
    assert contexts["auth.config"]["account"]["login_methods"] == ["username"]


def test_log_in_elsewhere_is_no_proof(ann: Any) -> None:
    assert MizanClient(ann).get("auth.session").data["methods"] == []


def test_async_server_logs_in_and_out(ann: Any) -> None:
    async def run() -> list[Any]:
        client = AsyncClient()

        async def call(name: str, body: Any) -> Any:
            path = f"/api/mizan/call/{name}/"
            return (await client.post(path, json.dumps(body), content_type="application/json")).json()

        first = await call("auth.login.submit", {"data": RIGHT})
        return [first, await call("auth.session", {}), await call("auth.logout", {})]

    first, second, third = async_to_sync(run)()
    assert first["auth"] == second
    assert second["status"] == "authenticated"
    assert third["auth"] == ANONYMOUS


def test_no_password_is_in_any_log(ann: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    client = MizanClient()
    client.submit("auth.login", WRONG)
    client.submit("auth.login", RIGHT)
    client.submit("auth.change_password", {"current_password": "canary-1", "new_password": "canary-2"})
    client.submit("auth.reauthenticate", {"password": "canary-3"})
    client.submit("auth.reset_password", {"key": "MQ-canary-4", "password": "canary-5"})
    client.call("auth.logout")
    with override_settings(AUTHENTICATION_BACKENDS=[f"{__name__}.Broken"]):
        assert client.submit("auth.login", RIGHT).code == "internal"
    assert "nobody listens" in caplog.text
    for secret in (PASSWORD, WRONG["password"], "canary"):
        assert secret not in caplog.text
