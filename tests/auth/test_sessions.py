"""Where a user is logged in."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import override_settings

from tests.auth.conftest import PASSWORD
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(as_ann: Visitor) -> Visitor:
    """Give another browser of Ann."""
    other = Visitor()
    other.auth("login", username="ann", password=PASSWORD)
    other.state()
    return other


def test_all_are_listed(as_ann: Visitor, elsewhere: Visitor) -> None:
    told = as_ann.call("auth.sessions").data
    assert sorted(each["is_current"] for each in told) == [False, True]
    assert {each["ip"] for each in told} == {"127.0.0.1"}
    assert all("last_seen_at" not in each for each in told)


@override_settings(USERSESSIONS_TRACK_ACTIVITY=True)
def test_when_they_were_seen_last_is_told_where_the_site_keeps_it(as_ann: Visitor) -> None:
    (told,) = as_ann.call("auth.sessions").data
    assert told["last_seen_at"] >= told["created_at"]


def test_one_elsewhere_is_ended(as_ann: Visitor, elsewhere: Visitor) -> None:
    (other,) = [each for each in as_ann.call("auth.sessions").data if not each["is_current"]]
    told = as_ann.auth("end_sessions", sessions=[other["id"]])
    assert [each["is_current"] for each in told] == [True]
    assert elsewhere.state()["status"] == "anonymous"
    assert as_ann.state()["status"] == "authenticated"


def test_ones_own_is_ended(as_ann: Visitor) -> None:
    (own,) = as_ann.call("auth.sessions").data
    assert as_ann.auth("end_sessions", sessions=[own["id"]])["status"] == "anonymous"
    assert as_ann.state()["status"] == "anonymous"


@pytest.mark.parametrize("ids", [[10**6], [-1], [2**63], [2**70], [-(2**63) - 1], [10**30]])
def test_unknown_ones_are_told_at_their_field(ids: list[int], as_ann: Visitor) -> None:
    result = as_ann.ask("end_sessions", sessions=ids)
    assert (result.code, result.issues[0]["path"][0]) == ("invalid", "sessions")


def test_those_of_another_are_unknown(as_ann: Visitor, django_user_model: Any) -> None:
    django_user_model.objects.create_user("bob", "bob@example.org", PASSWORD)
    bob = Visitor()
    bob.auth("login", username="bob", password=PASSWORD)
    (own,) = UserSession.objects.filter(user__username="bob")
    assert as_ann.code("end_sessions", sessions=[own.pk]) == "invalid"
    assert bob.state()["status"] == "authenticated"


def test_none_is_told_at_its_field(as_ann: Visitor) -> None:
    result = as_ann.ask("end_sessions", sessions=[])
    assert (result.code, result.issues[0]["path"]) == ("invalid", ["sessions"])


def test_nobody_has_sessions(visitor: Visitor) -> None:
    assert visitor.call("auth.sessions").code == "unauthenticated"
    assert visitor.code("end_sessions", sessions=[1]) == "unauthenticated"
