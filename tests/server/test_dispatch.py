"""Dispatch judges in one order, and never raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import cache
from django.http import HttpRequest
from django.test import override_settings
from django.utils.functional import SimpleLazyObject

from mizan.permissions import policy
from mizan.protocol.envelope import Answer, Body, Call, FailureBody, Success
from mizan.protocol.errors import Failure
from mizan.server.dispatch import dispatch
from mizan.server.identity import identity_tag
from mizan.setup.functions import operation_of
from mizan.setup.hashing import operation_hash
from mizan.setup.limit import limit_of, read_rates
from mizan.setup.operations import Operation
from mizan.setup.registry import Registry


def echo(request: HttpRequest, text: str) -> str:
    return text


class Spy:
    """A carrier that notes when it is asked, and objects where it is told to."""

    def __init__(self, *, admits: bool = True, reads: bool = True) -> None:
        self.admits, self.reads = admits, reads
        self.asked: list[str] = []

    def admit(self, operation: Operation) -> None:
        self.asked.append("admit")
        if not self.admits:
            raise Failure("csrf_failed")

    def read(self, operation: Operation) -> Body:
        self.asked.append("read")
        if not self.reads:
            raise Failure("unsupported_media_type")
        return Body(text=b'{"text":"hi"}')


def ask(call: Call, user: Any = None) -> Answer:
    request = HttpRequest()
    request.user = user or AnonymousUser()
    return dispatch(call, request)


def code(answer: Answer) -> str:
    return answer.code if isinstance(answer, FailureBody) else "ok"


@pytest.fixture
def published(fresh_registry: Registry) -> Registry:
    open_to_all = operation_of(echo, "echo")
    fresh_registry.add(
        open_to_all,
        replace(open_to_all, name="staff", policy=policy("staff"), audience="staff", source="a"),
        replace(open_to_all, name="read", readonly=True, source="b"),
    )
    return fresh_registry


ORDER: list[tuple[str, dict[str, bool], str, list[str]]] = [
    ("nowhere", {}, "not_found", []),
    ("staff", {"admits": False}, "csrf_failed", ["admit"]),
    ("staff", {}, "unauthenticated", ["admit"]),
    ("echo", {"reads": False}, "unsupported_media_type", ["admit", "read"]),
    ("echo", {}, "ok", ["admit", "read"]),
]


@pytest.mark.parametrize(("name", "spy", "expected", "asked"), ORDER)
def test_each_is_asked_in_its_turn(
    name: str, spy: Any, expected: str, asked: Any, published: Registry
) -> None:
    carrier = Spy(**spy)
    assert code(ask(Call(name=name, carrier=carrier))) == expected
    assert carrier.asked == asked


def test_a_limit_is_asked_before_the_body_is_read_and_after_who_may(published: Registry) -> None:
    rates, echoes = read_rates("1/d", "test"), replace(operation_of(echo, "limited"), policy=policy("staff"))
    other = replace(echoes, name="other", limit=limit_of("other", rates), source="other")
    published.add(replace(echoes, limit=limit_of("limited", rates)), other)
    grace, asked = User(pk=4711, is_staff=True), []
    embedded = Call(name="limited", body=Body(text=b'{"text":"hi"}'), is_counted=False)
    cache.clear()
    assert code(ask(replace(embedded, name="other", is_counted=True), grace)) == "ok"
    for user in (None, User(pk=1), grace, grace, grace):
        carrier = Spy()
        asked.append((code(ask(Call(name="limited", carrier=carrier), user)), carrier.asked))
        assert code(ask(embedded, grace)) == "ok"
    assert asked == [
        ("unauthenticated", ["admit"]),
        ("forbidden", ["admit"]),
        ("ok", ["admit", "read"]),
        ("rate_limited", ["admit"]),
        ("rate_limited", ["admit"]),
    ]


def test_a_concealed_operation_asks_nobody_else_first(published: Registry) -> None:
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        carrier = Spy(admits=False)
        concealed = ask(Call(name="staff", carrier=carrier))
        assert carrier.asked == []
        assert concealed == ask(Call(name="nowhere"))


def test_a_name_that_nobody_has_looks_up_the_user_as_a_concealed_one_does() -> None:
    looked_up: list[str] = []
    request = HttpRequest()
    request.user = SimpleLazyObject(lambda: looked_up.append("user") or AnonymousUser())  # type: ignore[assignment]
    for conceals, expected in ((False, []), (True, ["user"])):
        with override_settings(MIZAN={"CONCEAL_FORBIDDEN": conceals}):
            assert code(dispatch(Call(name="nowhere"), request)) == "not_found"
        assert looked_up == expected


CONCEALED: list[tuple[str, Any, str]] = [
    ("staff", None, "not_found"),
    ("staff", User(pk=1), "not_found"),
    ("staff", User(pk=1, is_staff=True), "ok"),
    ("members", None, "unauthenticated"),
    ("members", User(pk=1), "ok"),
    ("echo", None, "ok"),
]


@pytest.mark.parametrize(("name", "user", "expected"), CONCEALED)
def test_only_names_of_a_closed_audience_are_concealed(
    name: str, user: Any, expected: str, published: Registry
) -> None:
    published.add(replace(operation_of(echo, "members"), policy=policy(True), source="d"))
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        assert code(ask(Call(name=name, body=Body(text=b'{"text":"hi"}')), user)) == expected


def test_a_concealed_operation_conceals_its_own_refusals(published: Registry) -> None:
    def refuse(request: HttpRequest) -> None:
        raise Failure("forbidden")

    published.add(replace(operation_of(refuse, "refuse"), audience="staff"))
    assert code(ask(Call(name="refuse"))) == "forbidden"
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        assert ask(Call(name="refuse")) == ask(Call(name="nowhere"))


@pytest.mark.parametrize("hidden", ["csrf_failed", "reauthenticate", "conflict", "invalid"])
def test_other_failures_are_not_concealed(hidden: str, published: Registry) -> None:
    def refuse(request: HttpRequest) -> None:
        raise Failure(hidden)

    published.add(replace(operation_of(refuse, "refuse"), audience="staff"))
    with override_settings(MIZAN={"CONCEAL_FORBIDDEN": True}):
        assert code(ask(Call(name="refuse"))) == hidden


def test_a_safe_carrier_reaches_reads_alone(published: Registry) -> None:
    body = Body(text=b'{"text":"hi"}')
    refused = ask(Call(name="echo", body=body, is_safe=True))
    assert isinstance(refused, FailureBody)
    assert (refused.code, refused.status) == ("bad_request", 400)
    assert refused.message == "Only read-only operations can be called this way."
    assert code(ask(Call(name="read", body=body, is_safe=True))) == "ok"


@pytest.mark.parametrize("wrong", ["schema", "parse", "run", "dump"])
def test_whatever_breaks_is_internal(wrong: str, published: Registry) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            return self.crash if name == wrong else lambda *args: {} if name == "schema" else b"null"

        def crash(self, *args: Any) -> Any:
            raise RuntimeError("canary")

    broken: Any = Broken()
    run = broken.crash if wrong == "run" else lambda request, value: None
    published.add(Operation(name="broken", run=run, input=broken, output=broken))
    assert code(ask(Call(name="broken", op="another hash"))) == "internal"


def test_a_policy_that_cannot_be_asked_does_not_let_in(published: Registry) -> None:
    class NoDatabase(HttpRequest):
        @property
        def user(self) -> Any:
            raise RuntimeError("no database")

    assert code(dispatch(Call(name="staff"), NoDatabase())) == "internal"


def test_an_open_operation_does_not_touch_the_user(published: Registry) -> None:
    class Untouchable(HttpRequest):
        @property
        def user(self) -> Any:
            raise AssertionError

    answer = dispatch(Call(name="echo", body=Body(text=b'{"text":"hi"}')), Untouchable())
    assert isinstance(answer, Success)


def test_staff_may(published: Registry) -> None:
    call = Call(name="staff", body=Body(text=b'{"text":"hi"}'))
    assert code(ask(call, User(is_staff=True, pk=1))) == "ok"
    assert code(ask(call, User(pk=1))) == "forbidden"


def test_the_answer_tells_what_the_operation_declares(published: Registry) -> None:
    plain = Success(data=b'"hi"')
    call = Call(name="told", body=Body(text=b'{"text":"hi"}'))
    told = replace(operation_of(echo, "told"), source="c")
    declared: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({}, {}),
        ({"affects": ("seats", "user")}, {"invalidate": ("seats", "user")}),
        ({"readonly": True, "is_public": True}, {"is_public": True}),
        ({"readonly": True, "has_etag": True}, {"has_etag": True}),
    ]
    for says, expected in declared:
        published.add(replace(told, **says))
        assert ask(call) == replace(plain, **expected)


STALE: list[tuple[bytes, bool, str]] = [
    # body, whether the client is old, the code
    (b'{"text":"hi"}', False, "ok"),
    (b'{"text":"hi"}', True, "ok"),
    (b'{"text":1}', False, "invalid"),
    (b'{"text":1}', True, "stale_contract"),
    (b"{", True, "bad_request"),
]


@pytest.mark.parametrize(("text", "is_old", "expected"), STALE)
def test_an_old_client_is_told_that_it_is_old(
    text: bytes, is_old: bool, expected: str, published: Registry
) -> None:
    [operation] = [operation for operation in published.operations() if operation.name == "echo"]
    op = "0" * 12 if is_old else operation_hash(operation)
    answer = ask(Call(name="echo", body=Body(text=text), op=op))
    assert code(answer) == expected
    if isinstance(answer, Success):
        assert answer.is_stale is is_old
    if expected == "stale_contract":
        assert isinstance(answer, FailureBody)
        assert answer.status == 409
        assert answer.message == "The page is older than the server. Please reload."
        assert [issue.path for issue in answer.issues] == [("text",)]


def test_a_write_for_somebody_else_is_refused(published: Registry) -> None:
    body = Body(text=b'{"text":"hi"}')
    ann, ben = User(pk=1), User(pk=2)
    request = HttpRequest()
    request.user = ann
    tag = identity_tag(request)
    assert code(ask(Call(name="echo", body=body, identity=tag), ann)) == "ok"
    assert code(ask(Call(name="echo", body=body, identity=tag), ben)) == "conflict"
    assert code(ask(Call(name="read", body=body, identity=tag), ben)) == "ok"
