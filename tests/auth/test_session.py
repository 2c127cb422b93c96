"""Who is logged in, what the site offers, and that both are told to pages and by every route that reads."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import override_settings

from tests.auth.conftest import PASSWORD
from tests.auth.visitor import PREFIX, Visitor

pytestmark = pytest.mark.django_db


def test_state_tells_the_user_and_by_what_they_proved_it(as_ann: Visitor) -> None:
    state = as_ann.state()
    assert (state["status"], state["user"]["username"]) == ("authenticated", "ann")
    (method,) = state["methods"]
    assert (method["method"], method["username"]) == ("password", "ann")


RIGHTS: list[tuple[dict[str, bool], list[str]]] = [
    ({}, []),
    ({"is_staff": True}, ["staff"]),
    ({"is_staff": True, "is_superuser": True}, ["staff", "superuser"]),
    ({"is_superuser": True}, ["superuser"]),
]


@pytest.mark.parametrize(("flags", "rights"), RIGHTS)
def test_state_tells_the_flags_that_policies_ask_about(
    flags: dict[str, bool], rights: list[str], ann: Any, visitor: Visitor
) -> None:
    type(ann).objects.update(**flags)
    told = visitor.auth("login", username="ann", password=PASSWORD)
    assert told["rights"] == visitor.state()["rights"] == rights


def test_nobody_is_told_of_no_rights(visitor: Visitor) -> None:
    assert "rights" not in visitor.state()


def test_somebody_logged_in_by_other_means_has_proved_nothing(long_ago: Visitor) -> None:
    assert long_ago.state()["methods"] == []


def test_a_user_that_was_shut_out_is_nobody(ann: Any, as_ann: Visitor) -> None:
    type(ann).objects.update(is_active=False)
    assert as_ann.state()["status"] == "anonymous"
    assert as_ann.call("auth.emails").code == "unauthenticated"


def test_config_tells_what_the_site_offers(visitor: Visitor) -> None:
    config = visitor.call("auth.config").data
    assert config["account"] == {
        "login_methods": ["email", "username"],
        "is_open_for_signup": True,
        "email_verification_by_code_enabled": False,
        "login_by_code_enabled": True,
        "password_reset_by_code_enabled": False,
    }
    assert config["mfa"]["passkey_login_enabled"]
    assert config["usersessions"] == {"track_activity": False}
    social = config["socialaccount"]
    assert social["redirect_url"] == f"{PREFIX}/_allauth/browser/v1/auth/provider/redirect"
    assert social["providers"] == [
        {"id": "dummy", "name": "Dummy", "flows": ["provider_redirect", "provider_token"]}
    ]


@pytest.mark.parametrize("user", ["nobody", "ann"])
def test_pages_are_hydrated_with_both(user: str, ann: Any, visitor: Visitor) -> None:
    if user == "ann":
        visitor.auth("login", username="ann", password=PASSWORD)
    page = visitor.http.get(f"{PREFIX}/")
    found = re.search(
        r'<script id="mizan-data" type="application/json">(.*?)</script>', page.content.decode()
    )
    assert found, page.content
    told = json.loads(found[1])
    texts = json.dumps(told)
    assert '"login_methods"' in texts
    assert ('"status": "authenticated"' in texts) == (user == "ann")
    assert "private" in page.headers["Cache-Control"]


@pytest.mark.parametrize("route", ["call", "get", "batch"])
def test_every_route_that_reads_tells_the_same(route: str, as_ann: Visitor) -> None:
    expected = as_ann.state()
    if route == "batch":
        results = as_ann.batch(("auth.session", {}), ("auth.emails", {}), ("auth.config", {}))
        assert [result.status for result in results] == [200, 200, 200]
        assert results[0].data == expected
    else:
        assert getattr(as_ann, route)("auth.session").data == expected


def test_answers_are_kept_by_no_cache(as_ann: Visitor) -> None:
    for result in (as_ann.call("auth.session"), as_ann.get("auth.session"), as_ann.call("auth.logout")):
        assert {"private", "no-store"} <= set(result.headers["Cache-Control"].split(", "))


def test_logging_out_ends_the_session_in_the_database(as_ann: Visitor) -> None:
    old = as_ann.http.cookies["sessionid"].value
    assert as_ann.auth("logout")["status"] == "anonymous"
    other = Visitor()
    other.http.cookies["sessionid"] = old
    assert other.state()["status"] == "anonymous"


def test_logging_out_as_nobody_is_fine(visitor: Visitor) -> None:
    assert visitor.auth("logout")["status"] == "anonymous"


def test_logging_out_ends_a_log_in_that_waits(ann: Any, visitor: Visitor) -> None:
    assert visitor.auth("request_login_code", email=ann.email)["status"] == "pending"
    assert visitor.auth("logout")["status"] == "anonymous"
    assert visitor.state()["status"] == "anonymous"


@override_settings(ACCOUNT_ADAPTER="tests.auth.people.adapters.StoppingAdapter")
def test_an_adapter_that_answers_itself_is_a_refusal(ann: Any, visitor: Visitor) -> None:
    assert visitor.code("login", username="ann", password=PASSWORD) == "forbidden"
    assert visitor.state()["status"] == "anonymous"


@override_settings(ACCOUNT_ADAPTER="tests.auth.people.adapters.TermsAdapter")
def test_a_step_of_the_projects_own_is_told_by_its_key(ann: Any, visitor: Visitor) -> None:
    state = visitor.auth("login", username="ann", password=PASSWORD)
    assert (state["status"], state["step"]) == ("pending", {"id": "custom", "key": "terms"})
    assert visitor.state() == state
    assert visitor.code("mfa_authenticate", code="123456") == "conflict"


@override_settings(HEADLESS_ADAPTER="tests.auth.people.adapters.ShowingAdapter")
def test_users_are_shown_as_the_projects_dataclass(ann: Any, visitor: Visitor) -> None:
    state = visitor.auth("login", username="ann", password=PASSWORD)
    assert state["user"] == {"id": str(ann.pk), "initials": "a", "score": None}


@override_settings(HEADLESS_ADAPTER="tests.auth.people.adapters.FreeAdapter")
def test_users_are_shown_as_the_project_writes_them(ann: Any, visitor: Visitor) -> None:
    state = visitor.auth("login", username="ann", password=PASSWORD)
    assert state["user"] == {"name": "ann", "tags": ["a", 1, None]}
