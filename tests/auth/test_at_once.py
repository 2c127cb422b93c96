"""Two answers at the same moment, on a database where they meet: `make postgres`."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from mizan.testing import Result
from tests.auth.conftest import ADDRESS, PASSWORD, mailed_code
from tests.auth.visitor import Visitor
from tests.postgres.meeting import at_once

pytestmark = pytest.mark.django_db(transaction=True)

BOB = {"username": "bob", "email": "bob@example.org", "password": PASSWORD}


def twice(visitor: Visitor, form: str, data: dict[str, Any]) -> list[Result]:
    """Submit a form two times at once, from two tabs of one browser."""
    tabs = [Visitor(), Visitor()]
    for tab in tabs:
        tab.http.cookies = visitor.http.cookies.copy()
    return at_once(*(partial(tab.submit, f"auth.{form}", data) for tab in tabs))


def codes(results: list[Result]) -> set[str | None]:
    return {result.code for result in results}


@pytest.mark.parametrize("_", range(5))
def test_a_code_that_is_sent_twice_logs_in(ann: Any, visitor: Visitor, _: int) -> None:
    visitor.auth("request_login_code", email=ADDRESS)
    results = twice(visitor, "confirm_login_code", {"code": mailed_code()})
    assert codes(results) in ({None}, {None, "conflict"})


@pytest.mark.parametrize("_", range(5))
def test_wrong_codes_at_once_end_a_request_once(ann: Any, visitor: Visitor, _: int) -> None:
    visitor.auth("request_login_code", email=ADDRESS)
    results = twice(visitor, "confirm_login_code", {"code": "WRONG1"})
    assert codes(results) <= {"invalid", "conflict"}


@pytest.mark.parametrize("_", range(5))
def test_a_name_that_two_want_at_once_is_one_user(db: None, _: int) -> None:
    results = at_once(
        partial(Visitor().submit, "auth.signup", BOB), partial(Visitor().submit, "auth.signup", BOB)
    )
    assert User.objects.filter(username="bob").count() == 1
    assert [result.code for result in results].count(None) == 1
    assert codes(results) == {None, "invalid"}, results


@pytest.mark.parametrize("_", range(5))
def test_logging_out_twice_is_logging_out(as_ann: Visitor, _: int) -> None:
    tabs = [Visitor(), Visitor()]
    for tab in tabs:
        tab.http.cookies = as_ann.http.cookies.copy()
    results = at_once(*(partial(tab.call, "auth.logout") for tab in tabs))
    assert codes(results) <= {None, "conflict", "unauthenticated"}
    assert not Session.objects.filter(session_key=as_ann.http.cookies["sessionid"].value).exists()
