"""Change, prove and reset a password."""

from __future__ import annotations

import re
from typing import Any

import django
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import RequestFactory, override_settings
from django.urls import resolve
from django.utils import translation

from mizan.client import client as declare
from mizan.permissions import may, policy
from mizan.setup.registry import Registry, register
from mizan.testing import MizanClient
from tests.auth_django.conftest import PASSWORD, Clock

pytestmark = pytest.mark.django_db
NEW = "another-secret-2"

NOWHERE = (
    {"MAILERS": {"default": {"BACKEND": "nowhere.EmailBackend"}}}
    if django.VERSION >= (6, 1)
    else {"EMAIL_BACKEND": "nowhere.EmailBackend"}
)
"""Settings with which no mail can be sent."""


def logged_in(password: str = PASSWORD) -> MizanClient:
    client = MizanClient()
    assert client.submit("auth.login", {"username": "ann", "password": password}).ok
    return client


def key_of(mail: Any) -> str:
    found = re.search(r"http://testserver/reset/(\S+)", mail.body)
    assert found
    return found[1]


def ask_for_a_link(mailbox: Any, address: str = "ann@example.org") -> str:
    result = MizanClient().submit("auth.request_password_reset", {"email": address})
    assert result.data == {"kind": "ok", "data": None}
    return key_of(mailbox[-1])


# -- change --


def test_changed_password_keeps_this_session_and_ends_the_others(ann: Any) -> None:
    here, there = logged_in(), logged_in()
    result = here.submit("auth.change_password", {"current_password": PASSWORD, "new_password": NEW})
    assert result.data["auth"]["status"] == "authenticated"
    assert here.get("auth.session").data == result.data["auth"]
    assert there.get("auth.session").data["status"] == "anonymous"
    logged_in(NEW)


def test_wrong_and_weak_passwords_are_told_in_djangos_words(ann: Any) -> None:
    data = {"current_password": "wrong", "new_password": "ann"}
    result = logged_in().submit("auth.change_password", data)
    assert [(issue["path"], issue["code"]) for issue in result.issues] == [
        (["current_password"], "password_incorrect"),
        (["new_password"], "password_too_short"),
        (["new_password"], "password_too_similar"),
    ]
    assert result.issues[0]["message"] == "Your old password was entered incorrectly. Please enter it again."
    logged_in()


def test_first_password_is_set_without_an_old_one(ann: Any) -> None:
    ann.set_unusable_password()
    ann.save()
    client = MizanClient(ann)
    schema = client.get("auth.change_password.schema").data["schema"]
    assert list(schema["properties"]) == ["new_password"]
    result = client.submit("auth.change_password", {"new_password": NEW})
    assert result.data["auth"]["user"]["has_usable_password"] is True
    assert client.submit("auth.change_password", {"new_password": PASSWORD}).issues[0]["code"] == "required"
    logged_in(NEW)


# -- proof --


@pytest.fixture
def secret(fresh_registry: Registry) -> str:
    @declare(auth=True, reauthenticate=True)
    def secret(request: Any) -> str:
        return "told"

    register(secret)
    return "secret"


def test_log_in_is_a_proof_for_five_minutes(ann: Any, secret: str, clock: Clock) -> None:
    client = logged_in()
    assert client.call(secret).data == "told"
    clock.now += 299
    assert client.call(secret).ok
    clock.now += 1
    result = client.call(secret)
    assert (result.status, result.code) == (401, "reauthenticate")
    assert result.params == {"by": [{"id": "reauthenticate"}]}


def test_password_shown_again_is_a_new_proof(ann: Any, secret: str, clock: Clock) -> None:
    client = MizanClient(ann)
    assert client.call(secret).code == "reauthenticate"
    wrong = client.submit("auth.reauthenticate", {"password": "wrong"})
    assert (wrong.issues[0]["path"], wrong.issues[0]["code"]) == (["password"], "password_incorrect")
    assert client.call(secret).code == "reauthenticate"
    methods = client.submit("auth.reauthenticate", {"password": PASSWORD}).data["auth"]["methods"]
    assert methods == [{"method": "password", "at": clock.now, "username": "ann", "reauthenticated": True}]
    assert client.call(secret).data == "told"


@pytest.mark.proves("can-proof")
def test_who_can_prove_it_is_told_that_they_may(ann: Any, secret: str, clock: Clock) -> None:
    def told(client: MizanClient) -> Any:
        return client.get("mizan.can", {"names": [secret]}).data[secret]

    client = logged_in()
    clock.now += 10_000
    assert client.call(secret).code == "reauthenticate"
    assert told(client) is True
    User.objects.update(is_active=False)
    assert (told(client), told(MizanClient())) == (False, False)


@pytest.mark.proves("can-proof")
def test_who_has_no_way_to_prove_it_is_told_no(ann: Any, secret: str, clock: Clock) -> None:
    client = logged_in()
    clock.now += 10_000
    ann.set_unusable_password()
    ann.save()
    client.http.force_login(ann)
    assert client.call(secret).code == "reauthenticate"
    assert client.get("mizan.can", {"names": [secret]}).data == {secret: False}


def test_proofs_do_not_pile_up(ann: Any, clock: Clock) -> None:
    client = logged_in()
    for _ in range(4):
        clock.now += 1
        result = client.submit("auth.reauthenticate", {"password": PASSWORD})
    assert [method["at"] for method in result.data["auth"]["methods"]] == [clock.now - 4, clock.now]


@override_settings(MIZAN={"REAUTHENTICATE_AFTER": 10})
def test_how_long_a_proof_counts_is_a_setting(ann: Any, secret: str, clock: Clock) -> None:
    client = logged_in()
    clock.now += 11
    assert client.call(secret).code == "reauthenticate"


def test_proof_of_one_user_is_none_of_another(ann: Any) -> None:
    """As where a middleware lets staff see the site as somebody else."""
    request: Any = RequestFactory().get("/")
    request.session = logged_in().http.session
    request.user = ann
    proven = policy(True, reauthenticate=True)
    assert may(proven, request)
    request.user = User.objects.create_user("bob", password=PASSWORD)
    assert not may(proven, request)


def test_another_users_password_is_no_proof(ann: Any) -> None:
    User.objects.create_user("bob", password="secret-of-bob-3")
    assert logged_in().submit("auth.reauthenticate", {"password": "secret-of-bob-3"}).code == "invalid"


def test_user_without_password_is_offered_no_way(ann: Any, secret: str) -> None:
    ann.set_unusable_password()
    ann.save()
    assert MizanClient(ann).call(secret).params == {"by": []}


# -- reset --


def test_link_of_the_mail_resets_the_password_once(ann: Any, mailoutbox: Any) -> None:
    other = logged_in()
    key = ask_for_a_link(mailoutbox)
    assert mailoutbox[0].subject == "Password reset on testserver"
    client = MizanClient()
    looked = client.call("auth.password_reset", {"key": key})
    assert looked.data["data"]["user"]["username"] == "ann"
    weak = client.submit("auth.reset_password", {"key": key, "password": "1"})
    assert (weak.issues[0]["path"], weak.issues[0]["code"]) == (["password"], "password_too_short")
    result = client.submit("auth.reset_password", {"key": key, "password": NEW})
    assert result.data == {"kind": "state", "auth": {"status": "anonymous", "flows": [{"id": "login"}]}}
    assert other.get("auth.session").data["status"] == "anonymous"
    logged_in(NEW)
    again = client.submit("auth.reset_password", {"key": key, "password": PASSWORD})
    assert (again.issues[0]["path"], again.issues[0]["code"]) == (["key"], "invalid_password_reset")
    assert client.call("auth.password_reset", {"key": key}).code == "invalid"


def test_resetting_ones_own_password_logs_out_at_once(ann: Any, mailoutbox: Any) -> None:
    client = logged_in()
    key = ask_for_a_link(mailoutbox)
    tag = client.http.get("/api/mizan/session/").json()["identity"]  # the user is then looked at before
    body = {"data": {"key": key, "password": NEW}}
    result = client.call("auth.reset_password.submit", body, x_mizan_identity=tag)
    assert result.data["auth"]["status"] == "anonymous"
    assert client.get("auth.session").data["status"] == "anonymous"


def test_resetting_anothers_password_leaves_one_logged_in(ann: Any, mailoutbox: Any) -> None:
    client = MizanClient(User.objects.create_user("bob"))
    result = client.submit("auth.reset_password", {"key": ask_for_a_link(mailoutbox), "password": NEW})
    assert result.data["auth"]["user"]["username"] == "bob"


@pytest.mark.parametrize(
    "key",
    ["", "-", "--", "MQ", "MQ-", "MQ-a-b", "!-a-b", "w6k-a-b", "OTk5OTk5OTk5OTk5OTk5OTk5OTk-a-b", "AA-a-b"],
)
def test_what_is_no_link_is_invalid(ann: Any, key: str) -> None:
    result = MizanClient().call("auth.password_reset", {"key": key})
    assert (result.status, result.issues[0]["path"]) == (422, ["key"])
    assert MizanClient().submit("auth.reset_password", {"key": key, "password": NEW}).status == 422


def ask_without_closing(address: str) -> Any:
    """Return the response as it is when a server sends it."""
    body = {"data": {"email": address}}
    request: Any = RequestFactory().post(
        "/api/mizan/call/auth.request_password_reset.submit/", body, content_type="application/json"
    )
    request.session, request.user = SessionStore(), AnonymousUser()
    request._dont_enforce_csrf_checks = True
    return resolve(request.path).func(request, "auth.request_password_reset.submit")


def test_nothing_tells_whether_somebody_has_an_address(
    ann: Any, mailoutbox: Any, django_assert_num_queries: Any
) -> None:
    """Neither the bytes nor the time: until the answer is sent, nobody is looked up, and nothing rendered."""
    with django_assert_num_queries(0):
        known, unknown = ask_without_closing("ann@example.org"), ask_without_closing("nobody@example.org")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert sorted(known.items()) == sorted(unknown.items())
    assert mailoutbox == []
    request_finished.disconnect(close_old_connections)  # as Django's own client does
    try:
        unknown.close()
        assert mailoutbox == []
        known.close()
    finally:
        request_finished.connect(close_old_connections)
    assert [mail.to for mail in mailoutbox] == [["ann@example.org"]]


def test_user_without_password_or_rights_gets_no_link(ann: Any, mailoutbox: Any) -> None:
    User.objects.create_user("bob", "bob@example.org").set_unusable_password()
    User.objects.create_user("eve", "eve@example.org", PASSWORD, is_active=False)
    for address in ("bob@example.org", "eve@example.org"):
        assert MizanClient().submit("auth.request_password_reset", {"email": address}).ok
    assert mailoutbox == []


def test_mails_to_an_address_are_limited_known_or_not(ann: Any, mailoutbox: Any) -> None:
    for address in ("ann@example.org", "nobody@example.org"):
        codes = [
            MizanClient().submit("auth.request_password_reset", {"email": address}).code for _ in range(6)
        ]
        assert codes == [None] * 5 + ["rate_limited"]
    assert len(mailoutbox) == 5
    other = MizanClient().submit("auth.request_password_reset", {"email": "ANN@Example.org"})
    assert other.code == "rate_limited"


def test_mail_that_cannot_be_sent_is_told_to_the_log_alone(
    ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with override_settings(**NOWHERE):
        assert MizanClient().submit("auth.request_password_reset", {"email": "ann@example.org"}).ok
    assert "Failed to send password reset email" in caplog.text
    assert "ann@example.org" not in caplog.text


def test_mail_speaks_the_language_of_who_asked(ann: Any, mailoutbox: Any) -> None:
    with translation.override("de"):
        response = ask_without_closing("ann@example.org")
    response.close()
    assert mailoutbox[0].subject == "Passwort auf testserver zurücksetzen"


@override_settings(MIZAN={"PASSWORD_RESET_URL": "https://app.example.org/reset?key={key}"})
def test_page_may_be_on_another_host(ann: Any, mailoutbox: Any) -> None:
    MizanClient().submit("auth.request_password_reset", {"email": "ann@example.org"})
    assert "\nhttps://app.example.org/reset?key=" in mailoutbox[0].body


@override_settings(MIZAN={})
def test_without_a_page_there_is_no_reset(ann: Any, fresh_registry: Registry) -> None:
    client = MizanClient()
    assert client.submit("auth.request_password_reset", {"email": "ann@example.org"}).code == "unavailable"
    assert client.call("auth.password_reset", {"key": "x"}).code == "unavailable"
    assert client.submit("auth.reset_password", {"key": "x", "password": NEW}).code == "unavailable"
    document: Any = fresh_registry.document()
    assert [name for name in document["operations"] if "reset" in name] == []
