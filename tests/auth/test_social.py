"""Accounts elsewhere, by allauth's own dummy provider."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

from tests.auth.conftest import ADDRESS, PASSWORD
from tests.auth.project import project
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
BACK = "http://testserver/back"
JANE = {"id": 7, "email": "jane@example.org", "email_verified": "on", "username": "jane"}


def lead(visitor: Visitor, process: str = "login", back: str = BACK, provider: str = "dummy") -> Any:
    """Post what the browser itself posts."""
    url = visitor.get("auth.config").data["socialaccount"]["redirect_url"]
    form = {"provider": provider, "callback_url": back, "process": process}
    return visitor.http.post(url, form)


def come_back(visitor: Visitor, person: dict[str, Any], process: str = "login") -> str:
    """Go to the provider, be that person, and return where the browser lands."""
    there = lead(visitor, process)
    assert there.status_code == 302
    landed = visitor.http.post(there.headers["Location"], person)
    assert landed.status_code == 302
    return str(landed.headers["Location"])


def connected(user: Any) -> Any:
    """Connect an account elsewhere."""
    return user.socialaccount_set.create(provider="dummy", uid="7", extra_data={})


def test_a_stranger_is_signed_up_and_logged_in(visitor: Visitor, django_user_model: Any) -> None:
    assert come_back(visitor, JANE) == BACK
    state = visitor.state()
    assert (state["user"]["username"], state["user"]["email"]) == ("jane", "jane@example.org")
    assert state["methods"][0]["method"] == "socialaccount"
    assert state["methods"][0]["provider"] == "dummy"
    (told,) = visitor.call("auth.connections").data
    assert (told["uid"], told["provider"]["id"]) == ("7", "dummy")


def test_what_the_provider_did_not_tell_is_asked_for(ann: Any, visitor: Visitor) -> None:
    with project(SOCIALACCOUNT_AUTO_SIGNUP=False):
        come_back(visitor, JANE)
        state = visitor.state()
        assert (state["status"], state["step"]["id"]) == ("pending", "provider_signup")
        assert state["step"]["provider"]["name"] == "Dummy"
        told = visitor.call("auth.pending_signup").data
        assert told["user"]["username"] == "jane"
        assert told["email"] == [{"email": "jane@example.org", "verified": True, "primary": True}]
        assert told["account"]["uid"] == "7"
        described = visitor.call("auth.provider_signup.schema").data
        assert described["initial"]["email"] == "jane@example.org"
        result = visitor.ask("provider_signup", username="ann", email="jane@example.org")
        assert (result.code, result.issues[0]["path"]) == ("invalid", ["username"])
        state = visitor.auth("provider_signup", username="jane2", email="jane@example.org")
        assert (state["status"], state["user"]["username"]) == ("authenticated", "jane2")
        assert visitor.call("auth.pending_signup").code == "conflict"
        assert visitor.code("provider_signup", username="x", email="x@y.org") == "conflict"


def test_who_gave_up_lands_with_the_error(visitor: Visitor) -> None:
    there = lead(visitor)
    landed = visitor.http.post(there.headers["Location"], {"action": "cancel"})
    query = parse_qs(urlsplit(landed.headers["Location"]).query)
    assert query == {"error": ["cancelled"], "error_process": ["login"]}
    assert visitor.state()["status"] == "anonymous"


@pytest.mark.parametrize(
    ("back", "provider"), [("https://evil.example/", "dummy"), ("//evil.example", "dummy"), (BACK, "nobody")]
)
def test_nobody_is_led_where_they_should_not_be(back: str, provider: str, visitor: Visitor) -> None:
    answer = lead(visitor, back=back, provider=provider)
    assert "evil" not in answer.headers.get("Location", "")
    assert answer.status_code in (200, 302, 400, 401)


def test_being_led_away_needs_a_csrf_token(ann: Any) -> None:
    visitor = Visitor(enforce_csrf_checks=True)
    assert lead(visitor).status_code == 403


def test_an_account_is_connected_and_disconnected(as_ann: Visitor) -> None:
    come_back(as_ann, JANE, "connect")
    assert as_ann.state()["user"]["username"] == "ann"
    assert [each["uid"] for each in as_ann.call("auth.connections").data] == ["7"]
    result = as_ann.call("auth.disconnect", {"provider": "dummy", "account": "8"})
    assert (result.code, result.issues[0]["code"]) == ("invalid", "account_not_found")
    assert as_ann.auth("disconnect", provider="dummy", account="7") == []


def test_the_last_way_in_is_not_disconnected(ann: Any) -> None:
    ann.set_unusable_password()
    ann.save()
    ann.emailaddress_set.all().delete()
    connected(ann)
    result = Visitor(ann).call("auth.disconnect", {"provider": "dummy", "account": "7"})
    assert (result.code, result.issues[0]["path"]) == ("invalid", [])


def test_the_account_of_another_is_unknown(ann: Any, django_user_model: Any) -> None:
    connected(ann)
    bob = Visitor(django_user_model.objects.create_user("bob", "bob@example.org", PASSWORD))
    assert bob.code("disconnect", provider="dummy", account="7") == "invalid"
    assert ann.socialaccount_set.count() == 1


@override_settings(SOCIALACCOUNT_EMAIL_AUTHENTICATION=False)
def test_an_address_that_is_taken_does_not_log_in(ann: Any, visitor: Visitor) -> None:
    come_back(visitor, {**JANE, "email": ADDRESS})
    assert visitor.state()["status"] != "authenticated"


def test_a_token_logs_in(ann: Any, visitor: Visitor) -> None:
    connected(ann)
    token = {"id_token": json.dumps({"id": 7})}
    state = visitor.auth("provider_token", provider="dummy", process="login", token=token)
    assert state["user"]["username"] == "ann"


def test_a_token_connects(as_ann: Visitor) -> None:
    token = {"id_token": json.dumps({"id": 7})}
    assert as_ann.auth("provider_token", provider="dummy", process="connect", token=token)["status"]
    assert [each["uid"] for each in as_ann.call("auth.connections").data] == ["7"]


def test_a_token_of_somebody_shut_out_is_refused(ann: Any, visitor: Visitor) -> None:
    connected(ann)
    type(ann).objects.update(is_active=False)
    token = {"id_token": json.dumps({"id": 7})}
    result = visitor.ask("provider_token", provider="dummy", process="login", token=token)
    assert (result.code, result.message) == ("forbidden", "This account is inactive.")


TOKENS: list[Any] = [
    *({}, {"id_token": ""}, {"id_token": 1}, {"id_token": "nonsense"}, {"id_token": "[]"}, {"id_token": "1"}),
    *({"access_token": "x"}, {"id_token": '{"id": "a"}'}, {"id_token": None, "access_token": []}),
    *({"client_id": []}, {"id_token": '"a"'}, {"id_token": "null"}, {"id_token": '{"id": {}}'}),
    *({"id_token": '{"id": 1e400}'}, {"id_token": '{"id": NaN}'}, {"id_token": "[" * 5000}),
]


@pytest.mark.parametrize("token", TOKENS, ids=range(len(TOKENS)))
def test_a_wrong_token_is_told_at_its_field(token: Any, visitor: Visitor) -> None:
    result = visitor.ask("provider_token", provider="dummy", process="login", token=token)
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["token"])


@pytest.mark.parametrize("provider", ["nobody", "", "google", "a\0b", "x" * 3000])
def test_a_wrong_provider_is_told(provider: str, visitor: Visitor) -> None:
    result = visitor.ask("provider_token", provider=provider, process="login", token={"id_token": "{}"})
    assert result.code == "invalid"


def test_a_closed_site_signs_nobody_up(visitor: Visitor) -> None:
    token = {"id_token": json.dumps({"id": 7, "email": "jane@example.org"})}
    with project(SOCIALACCOUNT_ADAPTER="tests.auth.people.adapters.ClosedSocialAdapter"):
        assert visitor.code("provider_token", provider="dummy", process="login", token=token) == "forbidden"


def test_nobody_has_connections(visitor: Visitor) -> None:
    assert visitor.call("auth.connections").code == "unauthenticated"
    assert visitor.code("disconnect", provider="dummy", account="7") == "unauthenticated"
    assert visitor.call("auth.pending_signup").code == "conflict"
